import type { Result } from '#model/result.ts';

/** What people call the thing of an address: its name, where it has one and no other has it. */
export function calledIn({ drift }: Pick<Result, 'drift'>): (address: string) => string {
  const names = new Map<string, string>();
  const times = new Map<string, number>();
  for (const { resource: { address, name } } of drift?.items ?? []) {
    if (name === '' || names.get(address) === name) continue;
    names.set(address, name);
    times.set(name, (times.get(name) ?? 0) + 1);
  }
  return (address) => {
    const name = names.get(address);
    return name === undefined || times.get(name) !== 1 ? address : name;
  };
}
