import { regoText } from '#rego/rego-text.ts';
import { hostBuiltinNames } from '#rego/builtins/names.ts';
import { EvaluationError } from '#rego/evaluation-error.ts';
import { Host } from '#rego/host.ts';
import type { Evaluation } from '#rego/compiled.ts';
import type { Sources } from '#rego/compiler.ts';
import { detours } from '#rego/detours.ts';
import { patchModule } from '#rego/module-patch.ts';
import { withPauses } from '#rego/module-pauses.ts';
import { compileModule } from '#rego/wasm-module.ts';
import { decimal } from '#go/big-float.ts';
import { RegoObject } from '#rego/value.ts';
import { compiler } from './modules.ts';

/** Rules by name: each an expression over `a`, `b` and `c`, or, when it holds a line break, the whole of the rule `r_<name>`. */
export type Rules = Readonly<Record<string, string>>;

/** JSON texts: so written, numbers keep their digits on the way to both. A set is written `{"$set": […]}`. */
export interface Given {
  readonly a: string;
  readonly b: string;
  readonly c: string;
}

export interface Difference {
  readonly rule: string;
  readonly given: Given;
  /** The value as Rego writes it, or `undefined`, or `error: …` where the evaluation fails as a whole. */
  readonly go: string;
  readonly ours: string;
}

export const now = new Date('2026-11-23T10:15:30.250Z');

/** Sets four levels deep: Rego has no recursion. */
const given = `package given

a := set4(json.unmarshal(input.a))

b := set4(json.unmarshal(input.b))

c := set4(json.unmarshal(input.c))

set0(x) := x

${[1, 2, 3, 4].map((level) => {
  const inner = `set${level - 1}`;
  return `set${level}(x) := {${inner}(e) | some e in x["$set"]} if {
	is_object(x)
	x["$set"]
} else := {k: ${inner}(v) | some k, v in x} if {
	is_object(x)
} else := [${inner}(v) | some v in x] if {
	is_array(x)
} else := x
`;
}).join('\n')}`;

function policyOf(rules: Rules, support: string): string {
  const written = Object.entries(rules).map(([name, rule]) => (rule.includes('\n') ? rule : `r_${name} := result if result := ${rule}`));
  return `package probe\n\nimport data.given.a\nimport data.given.b\nimport data.given.c\n\n${written.join('\n\n')}\n\n${support}\n`;
}

/** Evaluates the rules over each input by the compiled module and by OPA's own evaluator in Go. */
export async function differences(rules: Rules, inputs: readonly Given[], support = ''): Promise<readonly Difference[]> {
  const modules = [
    { path: 'given.rego', text: given },
    { path: 'probe.rego', text: policyOf(rules, support) },
  ];
  const names = Object.keys(rules).map((name) => `r_${name}`);
  const sources = { modules, hostBuiltins: hostBuiltinNames, strict: false };
  const all = { id: 'all', package: 'probe', rules: names };
  const { wasm, entries } = await (await compiler()).compile({ ...sources, entries: [all, ...names.map((name) => ({ id: name, package: 'probe', rules: [name] }))] });
  const corrected = patchModule(wasm, detours);
  const pausing = withPauses(corrected);
  if (pausing === null) throw new Error('no pauses can be put into what OPA compiles');
  const [host, stoppable] = await Promise.all([open(corrected), open(pausing)]);
  const entrypoints = new Map(entries.map((one) => [one.id, one.entrypoint]));
  const go = await inGo(sources, names, inputs);
  return inputs.flatMap((input, index) => {
    const found = inModule(host, input, entrypoints, names);
    const paused = inModule(stoppable, input, entrypoints, names);
    return names.flatMap((name) => {
      const expected = go[index]?.get(name) ?? 'undefined';
      const ours = found.get(name) ?? 'undefined';
      const stopped = paused.get(name) ?? 'undefined';
      if (stopped !== ours) return [{ rule: `${name}, with pauses`, given: input, go: ours, ours: stopped }];
      return same(expected, ours) ? [] : [{ rule: name, given: input, go: expected, ours }];
    });
  });
}

async function open(wasm: Uint8Array<ArrayBuffer>): Promise<Host> {
  return Host.open(await compileModule(wasm), { now, print: () => undefined });
}

/** All rules together, and each alone where one of them fails. */
function inModule(host: Host, input: Given, entrypoints: ReadonlyMap<string, string>, names: readonly string[]): ReadonlyMap<string, string> {
  host.setInput(Buffer.from(JSON.stringify(input)));
  const evaluated = (entry: string): Map<string, string> | string => {
    try {
      const document = host.evaluate(entrypoints.get(entry) ?? '');
      return new Map(document instanceof RegoObject ? document.members.map(([name, value]) => [String(name), regoText([value])]) : []);
    } catch (error) {
      if (error instanceof EvaluationError) return `error: ${error.message}`;
      throw error;
    }
  };
  const together = evaluated('all');
  if (typeof together !== 'string') return together;
  return new Map(
    names.map((name) => {
      const alone = evaluated(name);
      return [name, typeof alone === 'string' ? alone : (alone.get(name) ?? 'undefined')];
    }),
  );
}

/** An error ends the whole query: each rule is then asked for alone. */
async function inGo(sources: Sources, names: readonly string[], inputs: readonly Given[]): Promise<readonly ReadonlyMap<string, string>[]> {
  const ask = async (wanted: readonly string[], over: readonly Given[]): Promise<readonly Evaluation[]> => {
    const query = `{name: text | some name in ${JSON.stringify(wanted)}; text := sprintf("%v", [[data.probe[name]]])}`;
    return (await compiler()).eval({ ...sources, query, inputs: over.map((one) => ({ ...one })), nowMs: now.getTime() });
  };
  const textsOf = ({ results }: Evaluation): readonly [string, string][] => Object.entries((results[0]?.expressions[0] ?? {}) as Readonly<Record<string, string>>);
  const answers = await ask(names, inputs);
  const found = answers.map((one) => new Map(textsOf(one)));
  const failed = answers.flatMap((one, index) => (one.error ? [index] : []));
  for (const name of failed.length > 0 ? names : []) {
    const alone = await ask([name], failed.map((index) => inputs[index] as Given));
    for (const [at, answer] of alone.entries()) {
      const texts = found[failed[at] ?? 0];
      if (answer.error) texts?.set(name, `error: ${answer.error.message}`);
      else for (const [rule, text] of textsOf(answer)) texts?.set(rule, text);
    }
  }
  return found;
}

function same(go: string, ours: string): boolean {
  return go === ours || (go.startsWith('error: ') && ours.startsWith('error: ')) || sized(go) === sized(ours);
}

/** Numbers by their size: which of the equal 2, 2.0 and 2e0 stands in a set, Go leaves to chance. Inside of texts they stay as they are. */
function sized(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) => {
    if (token.startsWith('"')) return token;
    const { digits, exponent } = decimal(token);
    const [, figures = '0', zeros = ''] = /^(.*?)(0*)$/.exec(digits.toString()) ?? [];
    return digits === 0n ? '0' : `${figures}e${exponent + zeros.length}`;
  });
}
