import type { TypeFacts } from '#catalog/facts.ts';
import { isArray, isObject } from '#model/json.ts';
import type { LiveRow } from '#model/live-row.ts';
import type { Resource } from '#model/resource.ts';
import type { KnownParts, Parts } from '../resource/resource.ts';

const [mostShapes, mostTags] = [1000, 4096];

/** Parts that rows have in common, worked out once: machines that are told alike, tags of a team. What is the same is the same object. */
export class SharedParts {
  readonly #shapes = new Map<string, Resource['shapes']>();
  readonly #tags = new Map<string, Parts['tags']>();
  /** Tags are looked for while they are found: where each thing has a name among them, none are. */
  #credit = mostTags;

  of(row: LiveRow, facts: TypeFacts | null): KnownParts & { readonly tagsKey: string | null } {
    const tagsKey = this.#credit > 0 && facts !== null ? tagsKeyOf(row, facts) : null;
    const tags = tagsKey === null ? undefined : this.#tags.get(tagsKey);
    const shapes = row.machines === undefined ? undefined : this.#shapes.get(row.machines);
    if (tagsKey !== null) this.#credit = tags === undefined ? this.#credit - 1 : Math.min(mostTags, this.#credit + 1);
    return { shapes, tags, tagsKey };
  }

  keep({ machines }: LiveRow, tagsKey: string | null, { shapes, tags, tagsPath, taggable }: Resource): void {
    if (machines !== undefined && this.#shapes.size < mostShapes) this.#shapes.set(machines, shapes);
    if (tagsKey === null || this.#tags.has(tagsKey)) return;
    if (this.#tags.size >= mostTags) this.#tags.clear();
    this.#tags.set(tagsKey, { tags, tagsPath, taggable });
  }
}

/** All that the tags of a row depend on; null where that is more than one argument. */
function tagsKeyOf({ type, values, untold, partial }: LiveRow, { tags }: TypeFacts): string | null {
  if (tags === null || tags.also !== null || tags.merged !== null || (tags.style !== 'map' && tags.style !== 'list')) return null;
  const { path } = tags;
  if (partial !== null || path.includes('.') || path.includes('[') || Object.hasOwn(untold, path)) return null;
  const value = Object.hasOwn(values, path) ? values[path] : undefined;
  return isObject(value) || isArray(value) ? `${type} ${JSON.stringify(value)}` : null;
}
