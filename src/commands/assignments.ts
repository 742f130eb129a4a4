import type { Problem } from '#model/problem.ts';

/** `--provider-region aws.west=us-west-2`, repeated -> what each names. The last one of a name holds. */
export function assignments(flag: string, values: readonly string[], example: string): { readonly map: ReadonlyMap<string, string>; readonly problems: readonly Problem[] } {
  const map = new Map<string, string>();
  const problems: Problem[] = [];
  for (const value of values) {
    const equals = value.indexOf('=');
    const [name, text] = [value.slice(0, Math.max(0, equals)).trim(), value.slice(equals + 1).trim()];
    if (name === '' || text === '') problems.push({ code: 'usage-value', message: `${flag} is ${JSON.stringify(value)}; it must name a provider and a value`, where: null, hint: `write ${flag} ${example}` });
    else map.set(name, text);
  }
  return { map, problems };
}
