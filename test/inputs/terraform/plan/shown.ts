import type { NestedTags, TagSet } from '../../../../src/model/resource.ts';

/** `owner=checkout, release=?, … known after apply`: unknown values as `?`, the reason where keys are open behind `…`. */
export function shownSet({ entries, open }: TagSet): string {
  const pairs = entries.map(({ key, value }) => `${key}=${value.status === 'known' ? value.value : value.status === 'oneOf' ? value.values.join('|') : '?'}`);
  return [...pairs, ...(open === null ? [] : [`… ${open.because}`])].join(', ');
}

/** `tag_specifications[0].tags (instance): owner=checkout`. */
export function shown(sets: readonly NestedTags[]): readonly string[] {
  return sets.map(({ path, target, tags }) => `${path} (${target}): ${shownSet(tags)}`);
}
