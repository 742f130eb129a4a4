import type { Guardrail } from '#model/guardrail.ts';
import type { JsonObject } from '#model/json.ts';
import type { Resource } from '#model/resource.ts';
import type { Batch } from './evaluator.ts';
import { takesFrom } from './handover.ts';
import { documentBytes, writing } from './input-text.ts';
import { JsonBytes } from './json-bytes.ts';
import type { Policy } from './policies.ts';
import { inputEnds, writeView, type ViewBefore, type ViewForm } from './view.ts';

export interface InputBatch extends Batch {
  /** The input it comes from. */
  readonly path: string;
  /** What claims of it may name. */
  readonly resources: readonly Resource[];
  /** To be called when it was judged: its memory serves a later one. */
  readonly done: () => void;
}

/** Where a document goes: one module, and the entries that read it. */
interface Order {
  readonly module: number;
  readonly entryIds: string[];
}

/** Policies that are handed the same resources in the same form. */
interface Readers {
  readonly reads: Guardrail['reads'];
  /** One object for all groups that are handed the same of each resource. */
  readonly form: ViewForm & { readonly index: number };
  readonly takes: ReturnType<typeof takesFrom>;
  /** In the order of the modules. */
  readonly orders: Order[];
}

/** With the resources that wait for them. */
interface Group extends Readers {
  /** The document that is being written; null before its first resource. */
  json: JsonBytes | null;
  /** What is in it. */
  resources: Resource[];
  /** Bytes that the last document took. */
  room: number;
}

/** What a resource looks like in one form, where it was written first. */
interface Written extends ViewBefore {
  readonly end: number;
}

/** Bytes. From 0.1 to 1.6 MB a plan of 15,000 resources takes the same time; small ones need less memory and spread over threads. */
const batchSize = 400_000;

/** Bytes that a document begins with. */
const leastRoom = 8192;

/** Bytes of a document whose memory is kept for later ones: more is that of one large input. */
const mostRoom = 2 ** 20;

/** Memory of documents that were judged, of this input and those before. A page that was written before costs nothing; one that the system has to find does, all the more by the dozen. */
class Rooms {
  readonly #free: SharedArrayBuffer[] = [];

  take(size: number): SharedArrayBuffer {
    const at = this.#free.findIndex(({ byteLength }) => byteLength >= size);
    return at < 0 ? new SharedArrayBuffer(size) : (this.#free.splice(at, 1)[0] as SharedArrayBuffer);
  }

  give(memory: SharedArrayBuffer): void {
    if (memory.byteLength <= mostRoom) this.#free.push(memory);
  }
}

/**
 * Turns the resources of one input into batches as its reader hands them out. A policy gets only what it selects (kinds,
 * types, providers, stages), `{"path": …, "resources": […]}`, and is not evaluated where that is nothing; a policy on documents gets the raw one.
 */
export class Batcher {
  readonly #path: string;
  readonly #documents: readonly Order[];
  readonly #groups: readonly Group[];
  /** All of the input, where a policy reads the document: it may name any of them. */
  readonly #resources: Resource[] = [];
  readonly #rooms: Rooms;

  /** @param sets the policies that are to run; the index is the module. @param path names the input. */
  constructor(sets: Sets, path: string) {
    const { documents, readers, rooms } = readersOf(sets);
    this.#rooms = rooms;
    this.#path = path;
    this.#documents = documents;
    this.#groups = readers.map((one) => ({ ...one, json: null, resources: [], room: leastRoom }));
  }

  /** The batches that these resources fill; what is left over waits. @throws ProblemError for a resource that cannot be written. */
  *add(resources: readonly Resource[]): Generator<InputBatch> {
    if (this.#documents.length > 0) this.#resources.push(...resources);
    const groups = this.#groups;
    for (const resource of resources) {
      let full = false;
      writing(this.#path, () => {
        const written: (Written | undefined)[] = [];
        for (let at = 0; at < groups.length; at++) {
          const group = groups[at] as Group;
          if (group.takes(resource)) full = this.#write(resource, group, written) || full;
        }
      });
      if (full) for (const group of groups) if (isFull(group)) yield* this.#flush(group);
    }
  }

  /** Whether the group is full with it. */
  #write(resource: Resource, group: Group, written: (Written | undefined)[]): boolean {
    const json = group.json ?? begun(this.#path, this.#rooms.take(group.room));
    if (group.json !== null) json.comma();
    group.json = json;
    group.resources.push(resource);
    const before = written[group.form.index];
    if (before !== undefined) json.copy(before.json, before.start, before.end);
    else {
      const start = json.length;
      const head = writeView(json, resource, group.form, null, written.find((one) => one !== undefined) ?? null);
      written[group.form.index] = { json, start, end: json.length, head };
    }
    return isFull(group);
  }

  /**
   * The rest, once the input was read to its end. @param document the raw input, when a policy reads it.
   * @throws ProblemError for a document that cannot be written.
   */
  *finish(document: JsonObject | null): Generator<InputBatch> {
    inputEnds();
    for (const reads of ['batch', 'plan']) for (const group of this.#groups) if (group.reads === reads) yield* this.#flush(group);
    if (document !== null && this.#documents.length > 0) yield* this.#batches(documentBytes(document, this.#path), this.#resources, this.#documents, () => undefined);
  }

  *#flush(group: Group): Generator<InputBatch> {
    const { json, resources } = group;
    if (json === null) return;
    json.raw(end);
    const { bytes } = json;
    group.json = null;
    group.room = bytes.buffer.byteLength;
    group.resources = [];
    let left = group.orders.length;
    yield* this.#batches(bytes, resources, group.orders, () => {
      left--;
      if (left === 0) this.#rooms.give(bytes.buffer);
    });
  }

  /** The modules share the bytes. */
  *#batches(bytes: Uint8Array, resources: readonly Resource[], orders: readonly Order[], done: () => void): Generator<InputBatch> {
    for (const order of orders) yield { path: this.#path, bytes, resources, ...order, done };
  }
}

type Sets = readonly { readonly policies: readonly Policy[] }[];

/** Who reads what: the same for all inputs of a run. */
interface Plan {
  readonly documents: readonly Order[];
  readonly readers: readonly Readers[];
  readonly rooms: Rooms;
}

const plans = new WeakMap<Sets, Plan>();

function readersOf(sets: Sets): Plan {
  const before = plans.get(sets);
  if (before !== undefined) return before;
  const documents: Order[] = [];
  const groups = new Groups();
  for (const [module, { policies }] of sets.entries()) {
    for (const { guardrail } of policies.filter((one) => one.guardrail.selects === undefined)) for (const reader of readingOf(guardrail)) enter(reader.reads === 'document' ? documents : groups.of(reader).orders, module, guardrail.id);
  }
  const plan = { documents, readers: groups.list, rooms: new Rooms() };
  plans.set(sets, plan);
  return plan;
}

/** One that reads the plan is handed what it judges alone as it comes, and the rest at once. */
function readingOf(guardrail: Guardrail): readonly Guardrail[] {
  const { alone, ...rest } = guardrail;
  if (guardrail.reads !== 'plan' || alone === undefined) return [guardrail];
  return [...alone.map((one): Guardrail => ({ ...rest, reads: 'batch', types: one.types, stages: one.stages?.filter((stage) => rest.stages?.includes(stage) !== false) ?? rest.stages })), guardrail];
}

/** What policies are handed, the same for several where it can be. */
class Groups {
  readonly #groups = new Map<string, Readers>();
  readonly #forms = new Map<string, Readers['form']>();

  get list(): readonly Readers[] {
    return [...this.#groups.values()];
  }

  of(guardrail: Guardrail): Readers {
    const { reads, attributes, relations, without, kinds, types, alone, providers, stages } = guardrail;
    const form = found(this.#forms, JSON.stringify([attributes, relations, without.toSorted()]), () => ({ attributes, relations, without, index: this.#forms.size }));
    const key = JSON.stringify([reads, form, kinds?.toSorted() ?? null, types?.toSorted() ?? null, alone ?? null, providers?.toSorted() ?? null, stages?.toSorted() ?? null]);
    return found(this.#groups, key, () => ({ reads, form, takes: takesFrom(guardrail), orders: [] }));
  }
}

function isFull({ reads, json }: Group): boolean {
  return reads === 'batch' && (json?.length ?? 0) >= batchSize;
}

const end = Buffer.from(']}');

function begun(path: string, memory: SharedArrayBuffer): JsonBytes {
  const json = new JsonBytes(memory);
  json.json(`{"path":${JSON.stringify(path)},"resources":[`);
  return json;
}

function found<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
}

/** Modules are entered one after the other. */
function enter(orders: Order[], module: number, id: string): void {
  const last = orders.at(-1);
  if (last?.module === module) last.entryIds.push(id);
  else orders.push({ module, entryIds: [id] });
}
