/** A package and the packages, or rules in them, that its rules refer to: `data.team.lib.tags` as `team.lib.tags`. */
export interface PackageUse {
  readonly package: string;
  readonly references: readonly string[];
}

/** The packages themselves and those that they use, at first or second hand. */
export function usedBy(packages: readonly PackageUse[], from: Iterable<string>): ReadonlySet<string> {
  const byName = new Map(packages.map((one) => [one.package, one]));
  const used = new Set<string>();
  const queue = [...from];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (used.has(name)) continue;
    used.add(name);
    for (const reference of byName.get(name)?.references ?? []) {
      for (const other of byName.keys()) if (reference === other || reference.startsWith(`${other}.`)) queue.push(other);
    }
  }
  return used;
}
