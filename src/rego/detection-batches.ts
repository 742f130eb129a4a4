import type { Guardrail } from '#model/guardrail.ts';
import type { JudgedEvent, JudgedItem } from '#model/judged.ts';
import { detectionTakes, type DetectionTakes } from './detection-takes.ts';
import type { Batch } from './evaluator.ts';
import { writeEvent, writeItem } from './event-view.ts';
import { writing } from './input-text.ts';
import { JsonBytes } from './json-bytes.ts';
import type { Policy } from './policies.ts';
import type { ViewForm } from './view.ts';

export interface DetectionBatch extends Batch {
  /** What claims of it may name: one of the two is empty. */
  readonly events: readonly JudgedEvent[];
  readonly items: readonly JudgedItem[];
}

/** Detections that are handed the same in the same form. */
interface Group extends Pick<DetectionTakes, 'takesEvent' | 'takesItem'> {
  readonly reads: Guardrail['reads'];
  /** One object for all groups that are handed the same of each event. */
  readonly form: ViewForm;
  /** One module, and the entries that read it. */
  readonly orders: { readonly module: number; readonly entryIds: string[] }[];
  json: JsonBytes | null;
  events: JudgedEvent[];
  items: JudgedItem[];
}

/** What an event looks like in one form, where it was written first. */
interface Written {
  readonly json: JsonBytes;
  readonly start: number;
  readonly end: number;
}

/** Bytes. All events of what waits and of what is judged are in memory: so few of them that they die young. */
const batchSize = 100_000;

/**
 * Turns events and items of drift into batches: `{"events": […]}` or `{"drift": […]}` with what a detection selects, of a window all at
 * once. A detection is not evaluated where that is nothing.
 */
export class DetectionBatcher {
  readonly #groups: readonly Group[];

  /** @param sets the policies that are to run; the index is the module. Guardrails among them are handed nothing. */
  constructor(sets: readonly { readonly policies: readonly Policy[] }[]) {
    const groups = new Map<string, Group>();
    const forms = new Map<string, ViewForm>();
    for (const [module, { policies }] of sets.entries()) {
      for (const { guardrail } of policies) {
        if (guardrail.selects === undefined) continue;
        const { reads, attributes, relations, without, kinds, types, providers, selects } = guardrail;
        const asked = JSON.stringify([attributes, relations, without.toSorted()]);
        const form = forms.get(asked) ?? { attributes, relations, without };
        forms.set(asked, form);
        const key = JSON.stringify([reads, asked, kinds, types, providers, selects]);
        const group = groups.get(key) ?? { reads, form, ...detectionTakes(guardrail), orders: [], json: null, events: [], items: [] };
        groups.set(key, group);
        const order = group.orders.find((one) => one.module === module);
        if (order) order.entryIds.push(guardrail.id);
        else group.orders.push({ module, entryIds: [guardrail.id] });
      }
    }
    this.#groups = [...groups.values()];
  }

  /** The batches that an event fills; what is left over waits. @throws ProblemError for one that cannot be written. */
  *event(one: JudgedEvent): Generator<DetectionBatch> {
    const written = new Map<ViewForm, Written>();
    const full: Group[] = [];
    for (const group of this.#groups) {
      if (group.reads === 'drift' || !group.takesEvent(one)) continue;
      const json = this.#next(group, 'events');
      const before = written.get(group.form);
      const start = json.length;
      if (before === undefined) writing(one.event.source.file, () => writeEvent(json, one, group.form));
      else json.copy(before.json, before.start, before.end);
      if (before === undefined) written.set(group.form, { json, start, end: json.length });
      group.events.push(one);
      if (group.reads === 'events' && json.length >= batchSize) full.push(group);
    }
    for (const group of full) yield* flush(group);
  }

  *item(one: JudgedItem): Generator<DetectionBatch> {
    for (const group of this.#groups) {
      if (group.reads !== 'drift' || !group.takesItem(one)) continue;
      const json = this.#next(group, 'drift');
      writing(one.item.resource.address, () => writeItem(json, one, group.form));
      group.items.push(one);
      if (json.length >= batchSize) yield* flush(group);
    }
  }

  *finish(): Generator<DetectionBatch> {
    for (const group of this.#groups) yield* flush(group);
  }

  #next(group: Group, name: 'events' | 'drift'): JsonBytes {
    if (group.json !== null) group.json.comma();
    else {
      group.json = new JsonBytes();
      group.json.json(`{"${name}":[`);
    }
    return group.json;
  }
}

const end = Buffer.from(']}');

function* flush(group: Group): Generator<DetectionBatch> {
  const { json, events, items } = group;
  if (json === null) return;
  json.raw(end);
  [group.json, group.events, group.items] = [null, [], []];
  for (const order of group.orders) yield { bytes: json.bytes, events, items, ...order };
}
