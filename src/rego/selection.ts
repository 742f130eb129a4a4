import { distance } from 'fastest-levenshtein';
import type { Guardrail } from '#model/guardrail.ts';
import type { JsonObject } from '#model/json.ts';
import { byCodePoint } from '#model/json.ts';
import { ProblemError, type Problem } from '#model/problem.ts';
import { shellWord } from '#model/shell-word.ts';
import { handedOf, misreadInputs, type Handed, type InputUse } from './input-use.ts';
import { guardrailOf } from './metadata.ts';
import { usedBy } from './package-use.ts';
import { guardrailPrefix, rooms, prefixes, roomOf } from './rooms.ts';

/** What the compiler says of one package, all its files together. */
export interface PackageFacts extends InputUse {
  /** `file:row:col` of the package clause (of the file with the METADATA, if any). */
  readonly where: string;
  readonly annotations: JsonObject | null;
  readonly rules: readonly RuleFacts[];
}

export interface RuleFacts {
  readonly name: string;
  readonly kind: 'partial-set' | 'partial-object' | 'complete' | 'function';
  readonly where: string;
}

/** One thing to evaluate: a guardrail and the rules of its package that speak for it. */
export interface Selected {
  readonly guardrail: Guardrail;
  readonly rules: readonly string[];
}

export interface SelectionOptions {
  /** `builtin`, or the policy path as the user gave it. */
  readonly origin: string;
  /** Packages that hold conftest-style document policies; globs with `*`. */
  readonly namespaces: readonly string[];
  /** True when the user named the namespaces: leaving others out is then a choice, not a slip. */
  readonly namespacesNamed: boolean;
  /** Ids that are taken by the shipped pack. */
  readonly taken: ReadonlySet<string>;
}

const guardrailRules = new Set(['deny', 'undecided', 'warn']);
const documentRule = /^(deny|violation|warn)(_\w+)?$/;
const sets = new Set(['partial-set', 'complete']);

/**
 * Decides which packages run. A package that judges but would never be run, a misspelled room or rule, an empty guardrail:
 * each is a problem, since the gate would go green without it.
 * @throws ProblemError with all of them.
 */
export function selectPolicies(packages: readonly PackageFacts[], options: SelectionOptions): readonly Selected[] {
  const problems: Problem[] = [];
  const selected: Selected[] = [];
  const isNamespace = namespaceTest(options.namespaces);
  /** Those that run, or would without their faults. */
  const named = new Set<string>();
  const running = new Map<string, Handed>();

  for (const facts of packages) {
    if (facts.package.endsWith('_test')) continue;
    const room = roomOf(facts.package);
    if (room !== null) {
      named.add(facts.package);
      if (room === 'guardrail') running.set(facts.package, 'resources');
      collect(problems, () => {
        const one = guardrail(facts, prefixes[room], options);
        selected.push(one);
        running.set(facts.package, handedOf(one.guardrail));
      });
    } else if (facts.package === 'landrail' || facts.package.startsWith('landrail.')) {
      const room = facts.package.split('.').slice(0, 2).join('.');
      if (!rooms.includes(room)) {
        const near = rooms.toSorted((a, b) => distance(room, a) - distance(room, b))[0] ?? guardrailPrefix;
        problems.push({
          code: 'policy-package',
          message: `package ${facts.package} is in no room that landrail runs`,
          where: facts.where,
          hint: `guardrails live in ${guardrailPrefix}<id>, detections in ${prefixes.detection}<id>; did you mean ${near}${facts.package.slice(room.length)}?`,
        });
      }
    } else if (isNamespace(facts.package)) {
      const names = facts.rules.filter((rule) => documentRule.test(rule.name) && rule.kind !== 'function').map((rule) => rule.name);
      for (const name of [...new Set(names)].sort(byCodePoint)) {
        running.set(facts.package, 'document');
        collect(problems, () => selected.push(documentPolicy(facts, name, options)));
      }
    }
  }

  problems.push(...namesakes(selected), ...misreadInputs(packages, running));
  if (!options.namespacesNamed) problems.push(...neverRun(packages, new Set([...named, ...running.keys()])));
  for (const namespace of options.namespacesNamed ? options.namespaces : []) {
    const test = namespaceTest([namespace]);
    if (selected.some((one) => test(one.guardrail.package))) continue;
    problems.push({
      code: 'policy-namespace',
      message: `--namespace ${namespace} runs no rule`,
      where: null,
      hint: `packages with policies: ${packages.map((one) => one.package).sort(byCodePoint).join(', ') || 'none'}; rules are deny, violation or warn, with an optional _suffix`,
    });
  }
  if (selected.length === 0 && problems.length === 0) {
    problems.push({
      code: 'policy-none',
      message: `${options.origin} holds no policy that landrail runs`,
      where: options.origin,
      hint: `packages found: ${packages.map((one) => one.package).sort(byCodePoint).join(', ') || 'none'}; landrail runs deny and undecided in ${guardrailPrefix}<id> and ${prefixes.detection}<id>, and deny, violation and warn in package main (or --namespace)`,
    });
  }
  if (problems.length > 0) throw new ProblemError(problems);
  return selected.toSorted((a, b) => byCodePoint(a.guardrail.id, b.guardrail.id));
}

/** A guardrail and a detection of one id would share settings and waivers. */
function namesakes(selected: readonly Selected[]): readonly Problem[] {
  const seen = new Map<string, string>();
  return selected.flatMap(({ guardrail: { id, package: name } }) => {
    const first = seen.get(id);
    seen.set(id, first ?? name);
    return first === undefined || first === name ? [] : [{ code: 'policy-taken', message: `packages ${first} and ${name} have the same id ${id}`, where: null, hint: 'give one of them another name: settings and waivers name policies by their id' }];
  });
}

function collect(problems: Problem[], work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    problems.push(...error.problems);
  }
}

/** A guardrail, or a detection. */
function guardrail(facts: PackageFacts, prefix: string, options: SelectionOptions): Selected {
  const what = prefix === guardrailPrefix ? 'guardrail' : 'detection';
  const last = facts.package.slice(prefix.length);
  const id = last.replaceAll('_', '-');
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
    throw new ProblemError({
      code: 'policy-package',
      message: `package ${facts.package} gives the ${what} no usable id`,
      where: facts.where,
      hint: `name it ${prefix}<id> with one id of lower-case letters, digits and underscores`,
    });
  }
  if (options.taken.has(id)) {
    throw new ProblemError({
      code: 'policy-taken',
      message: `${what} ${id} ships with landrail already`,
      where: facts.where,
      hint: 'choose another package name; to replace the shipped one, also set its level to off in landrail.yaml',
    });
  }
  const rules = facts.rules.filter((rule) => guardrailRules.has(rule.name));
  if (rules.length === 0) {
    throw new ProblemError({
      code: 'policy-rules',
      message: `package ${facts.package} has no rule deny, undecided or warn`,
      where: facts.where,
      hint: `its rules are ${[...new Set(facts.rules.map((rule) => rule.name))].sort(byCodePoint).join(', ') || 'none'}; write deny contains {"${what === 'guardrail' ? 'resource' : 'event'}": …, "msg": …} if { … }`,
    });
  }
  mustBeSets(rules);
  return { guardrail: guardrailOf(id, facts.package, facts, options.origin), rules: [...new Set(rules.map((rule) => rule.name))].sort(byCodePoint) };
}

/** The classic slip: `deny if { … }` without `contains` is one boolean, and a boolean names no fault. */
function mustBeSets(rules: readonly RuleFacts[]): void {
  const wrong = rules.filter((rule) => !sets.has(rule.kind));
  if (wrong.length === 0) return;
  throw new ProblemError(
    wrong.map((rule) => ({
      code: 'policy-rules',
      message: `rule ${rule.name} is a ${rule.kind}, not a set of findings`,
      where: rule.where,
      hint: `write ${rule.name} contains {…} if { … }`,
    })),
  );
}

function documentPolicy(facts: PackageFacts, rule: string, options: SelectionOptions): Selected {
  const base = guardrailOf(`${facts.package}.${rule}`, facts.package, facts, options.origin);
  const guardrail: Guardrail = { ...base, settings: 'none', reads: 'document', severity: rule.startsWith('warn') ? 'low' : base.severity };
  const exception = facts.rules.some((one) => one.name === 'exception');
  return { guardrail, rules: exception ? [rule, 'exception'] : [rule] };
}

/** Packages that judge (deny, violation, warn) but are neither run nor used by one that is. */
function neverRun(packages: readonly PackageFacts[], ran: ReadonlySet<string>): Problem[] {
  const used = usedBy(packages, ran);
  return packages
    .filter((one) => !used.has(one.package) && !one.package.endsWith('_test') && !one.package.startsWith('landrail.'))
    .flatMap((one) => {
      const rule = one.rules.find((each) => documentRule.test(each.name));
      return rule
        ? [{
            code: 'policy-never-runs',
            message: `package ${one.package} has a rule ${rule.name}, but nothing runs that package`,
            where: rule.where,
            hint: `move it to package main or ${guardrailPrefix}<id>, or add --namespace ${shellWord(one.package)}`,
          }]
        : [];
    });
}

function namespaceTest(globs: readonly string[]): (name: string) => boolean {
  const patterns = globs.map((glob) => new RegExp(`^${glob.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`));
  return (name) => patterns.some((pattern) => pattern.test(name));
}
