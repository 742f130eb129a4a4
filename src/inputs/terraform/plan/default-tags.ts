import type { TagFacts } from '#catalog/facts.ts';
import { isObject, member, type JsonValue } from '#model/json.ts';
import { known, unknown, type Unknown } from '#model/known.ts';
import type { Tag } from '#model/resource.ts';
import { isHidden, maskAt, maskMembers, type Mask } from '../../resource/mask.ts';
import type { DefaultTags } from '../../resource/provider-facts.ts';
import { tagText } from '../../resource/tag-text.ts';
import type { Values } from '../../resource/values.ts';

/** A resource of the same provider block. */
export interface Sibling {
  readonly facts: TagFacts;
  readonly values: Values;
}

/** Siblings that are asked before the rest is left open. */
const asked = 64;

/**
 * Default tags, learned from resources of the same provider block. A plan names what `default_tags` refers to, not its keys; but the
 * merged map of a resource holds them all. What it has beyond the resource's own tags are defaults for sure; what no resource
 * lacks may be one. Where the two meet, nothing is open.
 */
export function learnedDefaults(siblings: Iterable<Sibling>, origin: string, otherwise: Unknown): DefaultTags {
  const sure = new Map<string, Tag>();
  let possible = null as ReadonlySet<string> | null;
  let left = asked;
  for (const { facts, values } of siblings) {
    const merged = mergedOf(facts, values);
    const own = values.masked(facts.path);
    if (merged === null || isHidden(own.mask)) continue;
    const keys = new Set([...Object.keys(merged.value), ...unknownKeys(merged.mask)]);
    for (const key of keys) {
      if (member(own.value, key) !== undefined || isHidden(maskAt(own.mask, key, null)) || sure.has(key)) continue;
      const value = merged.value[key];
      const tag = isHidden(maskAt(merged.mask, key, null)) || value === undefined || value === null ? unknown('known after apply', otherwise.refs) : known(tagText(value));
      sure.set(key, { key, value: tag, origin });
    }
    possible = possible === null ? keys : new Set([...possible].filter((key) => keys.has(key)));
    left--;
    if (left === 0 || [...possible].every((key) => sure.has(key))) break;
  }
  const closed = possible !== null && [...possible].every((key) => sure.has(key));
  return { tags: [...sure.values()], open: closed ? null : otherwise };
}

/** What Terraform itself merges; `effective_labels` also holds what others have put on the resource. */
function mergedOf(facts: TagFacts, values: Values): { readonly value: { readonly [key: string]: JsonValue }; readonly mask: Mask | undefined } | null {
  if (facts.merged === null) return null;
  const merged = values.masked(facts.merged === 'effective_labels' ? 'terraform_labels' : facts.merged);
  return !isHidden(merged.mask) && isObject(merged.value) ? { value: merged.value, mask: merged.mask } : null;
}

function unknownKeys(mask: Mask | undefined): readonly string[] {
  const members = maskMembers(mask);
  return members === null ? [] : Object.keys(members).filter((key) => members[key] === true);
}
