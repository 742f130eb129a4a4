import type { Guardrail } from '#model/guardrail.ts';
import type { JsonObject } from '#model/json.ts';
import type { Resource } from '#model/resource.ts';
import type { Batch } from './evaluator.ts';
import { takesOf, type Takes } from './handover.ts';
import { batchText, inputText } from './input-text.ts';
import type { Policy } from './policies.ts';
import { inputBytes } from './shared-bytes.ts';
import { regoView, type ViewForm } from './view.ts';

export interface InputBatch extends Batch {
  /** The input it comes from. */
  readonly path: string;
}

/** Where a document goes: one module, and the entries that read it. */
interface Order {
  readonly module: number;
  readonly entryIds: string[];
}

/** Policies that are handed the same resources in the same form, and the resources that wait for them. */
interface Group {
  readonly reads: Guardrail['reads'];
  /** One object for all groups that are handed the same of each resource. */
  readonly form: ViewForm;
  readonly takes: Takes;
  /** In the order of the modules. */
  readonly orders: Order[];
  /** JSON of each resource. */
  texts: string[];
  /** UTF-16 code units in `texts`. */
  size: number;
}

/** In UTF-16 code units, about as many bytes. From 0.1 to 1.6 MB a plan of 15,000 resources takes the same time; small ones need less memory and spread over threads. */
const batchSize = 400_000;

/**
 * Turns the resources of one input into batches as its reader hands them out. A policy gets only what it selects (kinds,
 * types, providers), `{"path": …, "resources": […]}`, and is not evaluated where that is nothing; a policy on documents gets the raw one.
 */
export class Batcher {
  readonly #path: string;
  readonly #documents: readonly Order[];
  readonly #groups: readonly Group[];

  /** @param sets the policies that are to run; the index is the module. @param path names the input. */
  constructor(sets: readonly { readonly policies: readonly Policy[] }[], path: string) {
    const documents: Order[] = [];
    const groups = new Groups();
    for (const [module, { policies }] of sets.entries()) {
      for (const { guardrail } of policies) enter(guardrail.reads === 'document' ? documents : groups.of(guardrail).orders, module, guardrail.id);
    }
    this.#path = path;
    this.#documents = documents;
    this.#groups = groups.list;
  }

  /** The batches that these resources fill; what is left over waits. @throws ProblemError for a resource that cannot be written. */
  *add(resources: readonly Resource[]): Generator<InputBatch> {
    for (const resource of resources) {
      const written = new Map<ViewForm, string>();
      for (const group of this.#groups) {
        if (!group.takes(resource)) continue;
        const text = written.get(group.form) ?? inputText(regoView(resource, group.form), this.#path);
        written.set(group.form, text);
        group.texts.push(text);
        group.size += text.length;
        if (group.reads === 'batch' && group.size >= batchSize) yield* this.#flush(group);
      }
    }
  }

  /**
   * The rest, once the input was read to its end. @param document the raw input, when a policy reads it.
   * @throws ProblemError for a document that cannot be written.
   */
  *finish(document: JsonObject | null): Generator<InputBatch> {
    for (const group of this.#groups) yield* this.#flush(group);
    if (document === null || this.#documents.length === 0) return;
    yield* this.#batches(inputText(document, this.#path), this.#documents);
  }

  *#flush(group: Group): Generator<InputBatch> {
    if (group.texts.length === 0) return;
    const json = batchText(group.texts, this.#path);
    group.texts = [];
    group.size = 0;
    yield* this.#batches(json, group.orders);
  }

  /** The modules share the bytes. */
  *#batches(json: string, orders: readonly Order[]): Generator<InputBatch> {
    const bytes = inputBytes(json);
    for (const { module, entryIds } of orders) yield { path: this.#path, bytes, module, entryIds };
  }
}

/** What policies are handed, the same for several where it can be. */
class Groups {
  readonly #groups = new Map<string, Group>();
  readonly #forms = new Map<string, ViewForm>();

  get list(): readonly Group[] {
    return [...this.#groups.values()];
  }

  of(guardrail: Guardrail): Group {
    const { reads, attributes, relations, kinds, types, providers } = guardrail;
    const form = found(this.#forms, JSON.stringify([attributes, relations]), () => ({ attributes, relations }));
    const key = JSON.stringify([reads, form, kinds?.toSorted() ?? null, types?.toSorted() ?? null, providers?.toSorted() ?? null]);
    return found(this.#groups, key, () => ({ reads, form, takes: takesOf(guardrail), orders: [], texts: [], size: 0 }));
  }
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
