import type { Problem } from '#model/problem.ts';

export interface Assignment {
  readonly name: string;
  readonly text: string;
}

/** `aws.west=us-west-2` of a repeated flag, in its order. @param names what stands before the `=`: `a provider` */
export function assignments(flag: string, values: readonly string[], names: string, example: string, mayBeEmpty = false): { readonly list: readonly Assignment[]; readonly problems: readonly Problem[] } {
  const list: Assignment[] = [];
  const problems: Problem[] = [];
  for (const value of values) {
    const equals = value.indexOf('=');
    const [name, text] = [value.slice(0, Math.max(0, equals)).trim(), value.slice(equals + 1)];
    if (name === '' || (text.trim() === '' && !mayBeEmpty)) problems.push({ code: 'usage-value', message: `${flag} is ${JSON.stringify(value)}; it must name ${names} and a value`, where: null, hint: `write ${flag} ${example}` });
    else list.push({ name, text });
  }
  return { list, problems };
}

/** The last one of a name holds. */
export function byName(list: readonly Assignment[]): ReadonlyMap<string, string> {
  return new Map(list.map(({ name, text }) => [name, text.trim()]));
}
