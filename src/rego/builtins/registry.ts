import type { Builtins } from './builtin.ts';
import { builtinFamilies, hostBuiltinNames, type BuiltinFamily } from './names.ts';

const loaders: Readonly<Record<BuiltinFamily, () => Promise<{ readonly builtins: Builtins }>>> = {
  strings: () => import('./strings.ts'),
  regex: () => import('./regex.ts'),
  encoding: () => import('./encoding.ts'),
  patch: () => import('./patch.ts'),
  collections: () => import('./collections.ts'),
  identifiers: () => import('./identifiers.ts'),
  units: () => import('./units.ts'),
  net: () => import('./net.ts'),
  time: () => import('./time.ts'),
  crypto: () => import('./crypto.ts'),
  yaml: () => import('./yaml.ts'),
  debug: () => import('./debug.ts'),
};

/** Names out of `wanted` that this host does not implement. */
export function missingBuiltins(wanted: readonly string[]): readonly string[] {
  return wanted.filter((name) => !hostBuiltinNames.includes(name));
}

/** Loads the families that are wanted and no other: a policy pack uses a few of them, and each costs start-up time. */
export async function loadBuiltins(wanted: readonly string[]): Promise<Builtins> {
  const families = Object.keys(builtinFamilies) as BuiltinFamily[];
  const used = families.filter((family) => wanted.some((name) => Object.hasOwn(builtinFamilies[family], name)));
  const loaded = await Promise.all(used.map((family) => loaders[family]()));
  return Object.assign(Object.create(null) as Builtins, ...loaded.map((one) => one.builtins)) as Builtins;
}
