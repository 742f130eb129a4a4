import type { TypeFacts } from '#catalog/facts.ts';
import { isArray, isObject, type JsonValue } from '#model/json.ts';
import type { LiveRow } from '#model/live-row.ts';
import type { Resource } from '#model/resource.ts';
import { Asked, noting } from '../resource/asked.ts';
import { headOf } from '../resource/path.ts';
import { partOf, type Around, type KnownParts, type Parts } from '../resource/resource.ts';
import type { Subject } from '../resource/subject.ts';

const [mostShapes, mostTags] = [1000, 4096];

/** How many rows of a type may have shapes of their own before nobody looks for others any more. */
const patience = 256;

/** Shapes of a type, by all that they were worked out from. */
interface Learned {
  /** Arguments that were asked for so far. */
  readonly names: Set<string>;
  readonly shapes: Map<string, Resource['shapes']>;
  credit: number;
}

/** Parts that rows have in common, worked out once: machines that are told alike, tags of a team. What is the same is the same object. */
export class SharedParts {
  readonly #around: Around;
  readonly #shapes = new Map<string, Resource['shapes']>();
  readonly #learned = new Map<string, Learned>();
  readonly #tags = new Map<string, Parts['tags']>();
  /** Tags are looked for while they are found: where each thing has a name among them, none are. */
  #credit = mostTags;

  constructor(around: Around) {
    this.#around = around;
  }

  of(row: LiveRow, subject: Subject): KnownParts & { readonly tagsKey: string | null } {
    const { facts } = subject;
    const tagsKey = this.#credit > 0 && facts !== null ? tagsKeyOf(row, facts) : null;
    const tags = tagsKey === null ? undefined : this.#tags.get(tagsKey);
    const shapes = row.machines === undefined ? this.#shapesOf(row, subject) : this.#shapes.get(row.machines);
    if (tagsKey !== null) this.#credit = tags === undefined ? this.#credit - 1 : Math.min(mostTags, this.#credit + 1);
    return { shapes, tags, tagsKey };
  }

  keep({ machines }: LiveRow, tagsKey: string | null, { shapes, tags, tagsPath, taggable }: Resource): void {
    if (machines !== undefined && this.#shapes.size < mostShapes) this.#shapes.set(machines, shapes);
    if (tagsKey === null || this.#tags.has(tagsKey)) return;
    if (this.#tags.size >= mostTags) this.#tags.clear();
    this.#tags.set(tagsKey, { tags, tagsPath, taggable });
  }

  /** Undefined where they are to be worked out by themselves. */
  #shapesOf(row: LiveRow, subject: Subject): Resource['shapes'] | undefined {
    if (row.partial !== null || subject.facts === null || subject.facts.shapes.length === 0) return undefined;
    let learned = this.#learned.get(row.type);
    if (learned === undefined) this.#learned.set(row.type, (learned = { names: new Set(), shapes: new Map(), credit: patience }));
    const key = learned.credit <= 0 ? null : keyOf(row, learned.names);
    if (key === null) return undefined;
    const before = learned.shapes.get(key);
    if (before !== undefined) {
      if (learned.credit < patience) learned.credit += 1;
      return before;
    }
    learned.credit -= 1;
    const asked = new Asked();
    const shapes = partOf.shapes(notingRow(row, subject, asked), this.#around);
    if (asked.reach !== 'block' || asked.values || asked.unknowns || asked.sensitive) return shapes;
    const known = learned.names.size;
    for (const name of asked.names) learned.names.add(name);
    // What was worked out before says nothing of the arguments that are asked for now.
    if (learned.names.size > known || learned.shapes.size >= mostShapes) learned.shapes.clear();
    const now = keyOf(row, learned.names);
    if (now !== null) learned.shapes.set(now, shapes);
    return shapes;
  }
}

/** The subject, noting what it is asked. A template that a row names may be one that is still to come. */
function notingRow({ values }: LiveRow, subject: Subject, asked: Asked): Subject {
  return noting(subject, asked, (path) => {
    asked.names.add(headOf(path));
    return Object.hasOwn(values, headOf(path)) ? 'itself' : 'block';
  });
}

/** All that a row says of these arguments; null where there is more to it. */
function keyOf({ values, untold }: LiveRow, names: ReadonlySet<string>): string | null {
  let key = '';
  for (const name of names) {
    if (Object.hasOwn(untold, name)) return null;
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    key += `${value === undefined ? '' : JSON.stringify(value)}\n`;
  }
  return key;
}

/** All that the tags of a row depend on; null where that is more than one argument. */
function tagsKeyOf({ type, values, untold, partial }: LiveRow, { tags }: TypeFacts): string | null {
  if (tags === null || tags.also !== null || tags.merged !== null || (tags.style !== 'map' && tags.style !== 'list')) return null;
  const { path } = tags;
  if (partial !== null || path.includes('.') || path.includes('[') || Object.hasOwn(untold, path)) return null;
  const value: JsonValue | undefined = Object.hasOwn(values, path) ? values[path] : undefined;
  return isObject(value) || isArray(value) ? `${type} ${JSON.stringify(value)}` : null;
}
