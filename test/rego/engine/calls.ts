import { hostBuiltinNames } from '#rego/builtins/names.ts';
import { Refusal } from '#rego/builtins/builtin.ts';
import { loadBuiltins } from '#rego/builtins/registry.ts';
import { regoText } from '#rego/rego-text.ts';
import { parseLiteral } from '#rego/literal.ts';
import { isList } from '#rego/value.ts';
import { now } from './both.ts';
import { compiler } from './modules.ts';

/** A call of a built-in function, its arguments as Rego writes them. */
export interface Call {
  readonly name: string;
  readonly args: readonly string[];
}

export interface CallDifference {
  readonly call: string;
  readonly go: string;
  readonly ours: string;
}

function policyOf(calls: readonly Call[]): string {
  const arities = new Map(calls.map((one) => [one.name, one.args.length]));
  const heads = [...arities].map(([name, arity]) => `call(${JSON.stringify(name)}, x) := ${name}(${Array.from({ length: arity }, (_, index) => `x[${index}]`).join(', ')})`);
  const cases = calls.map(({ name, args }) => `\t[${JSON.stringify(name)}, [${args.join(', ')}]],`);
  return `package calls

line := show(cases[input])

show(one) := sprintf("%v", [[call(one[0], one[1])]])

${heads.join('\n\n')}

cases := [
${cases.join('\n')}
]
`;
}

/** Answers of the host's own functions where they differ from those of Go, each as Rego writes it, `undefined` or `error: …`. */
export async function callDifferences(calls: readonly Call[], regoVersion: 'v0' | 'v1' = 'v1'): Promise<readonly CallDifference[]> {
  const text = regoVersion === 'v1' ? policyOf(calls) : policyOf(calls).replaceAll(/^(\S.*) if (.*)$/gm, '$1 { $2 }');
  const answers = await (await compiler()).eval({
    modules: [{ path: 'calls.rego', text }], regoVersion, hostBuiltins: hostBuiltinNames, strict: false,
    query: 'data.calls.line', inputs: calls.map((_, index) => index), nowMs: now.getTime(),
  });
  const builtins = await loadBuiltins([...new Set(calls.map((one) => one.name))]);
  return calls.flatMap(({ name, args }, index) => {
    const answer = answers[index];
    const go = answer?.error ? `error: ${answer.error.message}` : String(answer?.results[0]?.expressions[0] ?? 'undefined');
    const ours = outcome(() => {
      const values = parseLiteral(`[${args.join(',')}]`);
      return builtins[name]?.(isList(values) ? values : [], { now, print: () => undefined });
    });
    // Strings of any bytes exist in Go alone: the policy fails instead of going on with another string.
    if (/\\x[89a-f]/.test(go) && ours.endsWith('bytes that are no UTF-8 text')) return [];
    return go === ours ? [] : [{ call: `${name}(${args.join(', ')})`, go, ours }];
  });
}

function outcome(work: () => ReturnType<typeof parseLiteral> | undefined): string {
  try {
    const value = work();
    return value === undefined ? 'undefined' : regoText([value]);
  } catch (error) {
    if (error instanceof Refusal) return `error: ${error.message}`;
    throw error;
  }
}
