import { terraformTypesOf } from '#catalog/type-names.ts';
import type { DriftItem } from '#model/drift.ts';
import type { LiveRow } from '#model/live-row.ts';
import type { Resource } from '#model/resource.ts';
import type { KnownThing } from './thing.ts';

/** All that a line of an ignore file may call a thing: each of its types with each of its ids. */
export function namesOf({ declared }: Pick<KnownThing, 'declared'>, { item, judged }: { readonly item: Pick<DriftItem, 'resource' | 'declared' | 'terraform'>; readonly judged: Resource | LiveRow | null }): readonly string[] {
  const { type, id, name } = item.resource;
  const types = new Set([type, ...terraformTypesOf(type), ...(declared === null ? [] : [declared.resource.type])]);
  const ids = new Set([...(id === null ? [] : [id]), name, ...(judged?.aliases ?? []), ...(declared?.aliases ?? [])]);
  return [
    ...[...types].flatMap((one) => [...ids].map((other) => `${one}.${other}`)),
    ...(item.declared === null ? [] : [item.declared.address]),
    // A report advises to write this one.
    ...(item.terraform === null ? [] : [`${item.terraform.type}.${item.terraform.id}`]),
  ];
}
