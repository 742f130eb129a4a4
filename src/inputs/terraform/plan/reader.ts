import { isAzapi } from '#catalog/azapi.ts';
import { cloudOf } from '#catalog/terraform.ts';
import { isObject } from '#model/json.ts';
import { ProblemError, type Problem } from '#model/problem.ts';
import type { Resource } from '#model/resource.ts';
import { duplicateKey } from '../../detect.ts';
import type { InputSource, Reader } from '../../format.ts';
import { inBatches } from '../../batches.ts';
import type { InputOptions } from '../../options.ts';
import { Outline } from '../../outline.ts';
import { noSource, type Reading, type ReadingEnd } from '../../reading.ts';
import { plansIn, type PlanPlace } from './detect.ts';
import { driftedObjects } from './drifted.ts';
import { countUnlisted, listEntries, type Entries } from './entries.ts';
import { notesOf } from './notes.ts';
import { Plan } from './plan.ts';
import { aroundOf, resourceOf } from '../../resource/resource.ts';
import { collectSensitive } from '../../resource/sensitive.ts';
import { documentSecrets } from './document-secrets.ts';
import { PlanResources } from './resources.ts';
import { PlanSubjects } from './subjects.ts';
import type { StateEntry } from '../state/entry.ts';
import { leavingOf } from '../state/leaving.ts';
import { isObjectAt } from '../state/raw-state.ts';
import { shownObjects } from '../state/shown-state.ts';
import { StateSubjects } from '../state/subjects.ts';

/** Terraform nests a few dozen levels; beyond this nobody can print, compare or serialise a value. */
const deepest = 1000;

export const reader: Reader = {
  open(whole, source, options) {
    return plansIn(whole).map((place) => new PlanReading(place, source, options));
  },
};

class PlanReading implements Reading {
  readonly path: string;
  readonly format = 'terraform-plan';
  readonly size: number;
  readonly #plan: Plan;
  readonly #entries: Entries;
  readonly #document: Outline;
  readonly #options: InputOptions;
  readonly #problems: readonly Problem[];

  /** @throws ProblemError for a plan of a version that is not known, or that cannot be told apart. */
  constructor({ plan, document, label }: PlanPlace, source: InputSource, options: InputOptions) {
    this.path = label === null ? source.path : `${source.path}#${label}`;
    this.size = plan.span.end - plan.span.start;
    this.#document = document;
    this.#options = options;
    refuse(plan, this.path);
    this.#plan = new Plan(plan);
    if (this.#plan.depth > deepest) {
      throw new ProblemError({ code: 'plan-too-deep', message: `${this.path} nests ${this.#plan.depth} levels deep; no plan of Terraform does`, where: this.path, hint: 'write the plan again: terraform show -json tfplan > plan.json' });
    }
    this.#entries = listEntries(this.#plan, options.all, this.path);
    this.#plan.index(this.#entries.byAddress, this.#entries.alikes);
    this.#problems = [...stateProblems(this.#plan, this.path), ...this.#entries.problems];
  }

  get batches(): Iterable<readonly Resource[]> {
    return inBatches(this.#read());
  }

  *#read(): Generator<Resource> {
    const version = this.#plan.value('terraform_version');
    const subjects = new PlanSubjects(this.#plan, typeof version === 'string' ? version : '', this.#options);
    const resources = new PlanResources(this.#plan, subjects, aroundOf(subjects, this.#options));
    for (const entry of this.#entries.list) {
      const resource = entry.judged ? resources.of(entry) : null;
      if (resource === null) continue;
      if (!resource.inCatalog && isAzapi(entry.type)) countUnlisted(this.#entries.tally, entry.type);
      yield resource;
    }
    if (this.#options.declares === true) yield* this.#standing();
  }

  /** What is there until the plan is applied, and what somebody has changed since the last one was. */
  *#standing(): Generator<Resource> {
    yield* leavingOf(this.#before(), this.#entries.list, this.#options);
    const subjects = new StateSubjects(driftedObjects(this.#plan, this.#entries.byAddress), this.#options);
    const around = aroundOf(subjects, this.#options);
    for (const entry of subjects.entries) {
      const subject = subjects.of(entry);
      if (subject !== null) yield resourceOf(subject, around);
    }
  }

  /** The objects of the state before it: https://developer.hashicorp.com/terraform/internals/json-format, `prior_state`. */
  #before(): readonly StateEntry[] {
    const span = this.#plan.keys.get('prior_state');
    return span === undefined || !isObjectAt(this.#plan.document, span) ? [] : shownObjects(new Outline(this.#plan.document, span), this.path).entries;
  }

  /** Of the entries that were judged: which of two values counts is not defined. */
  #repeatedKeys(): readonly Problem[] {
    const { repeatedKeys } = this.#plan.document;
    if (repeatedKeys.size === 0) return [];
    return this.#entries.list.flatMap(({ span, address }) => {
      const key = repeatedKeys.get(span.start);
      if (key === undefined) return [];
      return [{ code: 'plan-duplicate-key', message: `${address} in ${this.path} has ${key} twice: which one counts is not defined`, where: this.path, hint: 'write the plan again: terraform show -json tfplan > plan.json' }];
    });
  }

  finish(): ReadingEnd {
    const raw = this.#options.document ? this.#document.document.value(this.#document.span) : undefined;
    const document = isObject(raw) ? raw : null;
    const secrets = new Set<string>(document === null ? [] : documentSecrets(document));
    for (const name of this.#plan.configuration.root.sensitiveVariables) collectSensitive(this.#plan.variable(name), true, secrets);
    return {
      recognised: this.#entries.list.filter((entry) => entry.mode === 'managed' && cloudOf(entry.type) !== null).length,
      notes: notesOf(this.#entries.tally),
      problems: [...this.#problems, ...this.#repeatedKeys()],
      document,
      sensitive: [...secrets],
      ...noSource,
    };
  }
}

/** The major version is a promise (https://developer.hashicorp.com/terraform/internals/json-format): an unknown one may mean anything. */
function refuse(outline: Outline, path: string): void {
  const seen = new Set<string>();
  const twice = outline.keys.find((key) => seen.size === seen.add(key).size);
  if (twice !== undefined) throw new ProblemError(duplicateKey(twice, path, 'terraform show -json tfplan > plan.json'));
  const version = outline.text('format_version') ?? outline.text('plan_format_version');
  if (version === null || /^[01](\.|$)/.test(version)) return;
  throw new ProblemError({
    code: 'plan-unknown-version',
    message: `${path} has plan format ${version}; this landrail reads formats 0.1 to 1.x`,
    where: path,
    hint: 'install a newer landrail, or write the plan with a Terraform that this one knows',
  });
}

/** A plan can be saved although planning failed, and may leave out what was put off: neither says what an apply would do. */
function stateProblems(plan: Plan, path: string): readonly Problem[] {
  const problems: Problem[] = [];
  if (plan.value('errored') === true) {
    problems.push({ code: 'plan-errored', message: `${path} was saved although planning failed: it does not hold everything that an apply would do`, where: path, hint: 'fix what terraform plan reports, then plan again' });
  } else if (plan.value('complete') === false) {
    const deferred = plan.list('deferred_changes').length;
    problems.push({
      code: 'plan-incomplete',
      message: `${path} is not complete: Terraform put ${deferred === 0 ? 'some changes' : deferred === 1 ? 'a change' : `${deferred} changes`} off to a later plan`,
      where: path,
      hint: 'apply this part, plan again and check that plan too; or plan without -target',
    });
  }
  for (const key of ['resource_changes', 'deferred_changes', 'action_invocations']) {
    const span = plan.keys.get(key);
    if (span === undefined || plan.hasList(key) || plan.value(key) === null) continue;
    problems.push({ code: 'plan-malformed', message: `${key} of ${path} is not a list`, where: path, hint: 'write the plan again: terraform show -json tfplan > plan.json' });
  }
  return problems;
}
