import type { DriftItem } from '#model/drift.ts';
import type { FindingResource } from '#model/finding.ts';
import type { JudgedItem } from '#model/judged.ts';
import type { Unknown } from '#model/known.ts';
import { owned } from '#model/owned.ts';
import { remembered } from '#model/remembered.ts';
import type { Resource, SourcePlace, Tag } from '#model/resource.ts';
import { waiverTarget, type Waiver } from '#model/waiver.ts';

/** What is kept of a resource that a claim names, as the input tells it: there may be half a million of them. */
export interface Named {
  readonly resource: FindingResource;
  readonly conditional: Unknown | null;
  readonly source: SourcePlace | null;
  /** All of it, as far as the source tells. */
  readonly block?: SourcePlace;
  /** Those that a waiver asks for. */
  readonly tags: readonly Tag[];
}

const none: readonly Tag[] = [];
const sameType = remembered(owned);

/** With texts of its own, for the file may be let go. @param waived keys of tags, as in `waivedTags` */
export function namedOf(named: Resource, waived: ReadonlySet<string>): Named {
  const { type, provider, kind, stage, action, region, conditional, source, lastLine, tags } = named;
  const address = owned(named.address);
  const id = named.id === null ? null : named.id === address ? address : owned(named.id);
  return {
    resource: { address, ...(stage !== 'inventory' || named.name === '' || address.toLowerCase().includes(named.name.toLowerCase()) ? {} : { name: owned(named.name) }), type: sameType(type), provider, kind, stage, action, id, region: region.status === 'known' ? owned(region.value) : null },
    conditional,
    source,
    ...(source === null || lastLine === undefined ? {} : { block: { file: source.file, line: source.line, column: source.column, endLine: lastLine } }),
    tags: waived.size === 0 ? none : tags.entries.filter(({ key }) => waived.has(key)),
  };
}

/** What detections name, by address. */
export function namedByDetections(all: readonly (Resource | JudgedItem)[], waived: ReadonlySet<string>): ReadonlyMap<string, Named> {
  const named = all.map((one) => ('item' in one ? namedItem(one.item) : namedOf(one, waived)));
  return new Map(named.map((one) => [one.resource.address, one]));
}

/** Of a resource that nothing tells whole. */
function namedItem({ resource: { address, type, provider, kind, stage, action, id, region } }: DriftItem): Named {
  return { resource: { address, type, provider, kind, stage, action, id, region }, conditional: null, source: null, tags: none };
}

/** Keys of the tags that these waivers look at. */
export function waivedTags(waivers: readonly Waiver[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { resource } of waivers) {
    const target = waiverTarget(resource);
    if (target?.by === 'tag') keys.add(target.key);
  }
  return keys;
}
