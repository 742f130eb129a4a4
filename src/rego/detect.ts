import { eventRef, type AuditEvent, type EventRef } from '#model/event.ts';
import type { Claim, Detected } from '#model/finding.ts';
import type { Guardrail } from '#model/guardrail.ts';
import type { JudgedEvent, JudgedItem } from '#model/judged.ts';
import type { Problem } from '#model/problem.ts';
import { scopeName, type Resource } from '#model/resource.ts';
import { rank } from '#model/severity.ts';
import { claimsOf, type Named } from './claims.ts';
import { DetectionBatcher, type DetectionBatch } from './detection-batches.ts';
import type { Evaluator } from './evaluator.ts';
import { evaluateAll } from './evaluate.ts';
import type { PolicySet } from './policies.ts';

/** What the detections of a run judge. Items that are ignored are not judged. */
export interface Evidence {
  readonly events: Iterable<JudgedEvent> | AsyncIterable<JudgedEvent>;
  readonly items: Iterable<JudgedItem> | AsyncIterable<JudgedItem>;
}

export interface Detection {
  /** What is said of the same in many events is said once. */
  readonly claims: readonly Claim[];
  /** What claims name by an address. */
  readonly named: readonly (Resource | JudgedItem)[];
  readonly problems: readonly Problem[];
  /** How many were read. */
  readonly events: number;
  readonly items: number;
}

/** Events and items -> claims of the detections among the policies; what no claim names is let go. */
export async function detect(evaluator: Evaluator, sets: readonly PolicySet[], evidence: Evidence): Promise<Detection> {
  const read = { events: 0, items: 0 };
  const repeats = new Repeats();
  const named = new Map<string, Resource | JudgedItem>();
  const problems: Problem[] = [];
  for await (const { batch, results } of evaluateAll(evaluator, batchesOf(evidence, new DetectionBatcher(sets), read))) {
    const index = new Index(batch);
    for (const result of results) {
      if ('problem' in result) {
        problems.push(result.problem);
        continue;
      }
      const policy = sets[batch.module]?.policies.find(({ guardrail }) => guardrail.id === result.id);
      if (policy === undefined) throw new Error(`module ${batch.module} has no detection ${result.id}`);
      const said = claimsOf(result.value, policy, '', (names) => {
        const { named: one, ...found } = index.of(names);
        if (one !== null && names.address !== null && !named.has(names.address)) named.set(names.address, one);
        return found;
      });
      problems.push(...said.problems);
      for (const claim of said.claims) repeats.add(claim, policy.guardrail);
    }
  }
  return { claims: repeats.claims, named: [...named.values()], problems, ...read };
}

async function* batchesOf({ events, items }: Evidence, batcher: DetectionBatcher, read: { events: number; items: number }): AsyncGenerator<DetectionBatch> {
  for await (const one of events) {
    read.events += 1;
    yield* batcher.event(one);
  }
  for await (const one of items) {
    read.items += 1;
    yield* batcher.item(one);
  }
  yield* batcher.finish();
}

interface Found {
  readonly input: string;
  readonly detected: Detected;
  readonly named: Resource | JudgedItem | null;
}

/** Finds what claims of a batch name; made when there is one. */
class Index {
  readonly #batch: DetectionBatch;
  #events: ReadonlyMap<string, AuditEvent> | null = null;
  #items: ReadonlyMap<string, JudgedItem> | null = null;
  #resources: ReadonlyMap<string, JudgedEvent> | null = null;

  constructor(batch: DetectionBatch) {
    this.#batch = batch;
  }

  of({ event: id, events: ids, address, who, about }: Named): Found {
    const { events, items } = this.#batch;
    this.#items ??= new Map(items.map((one) => [one.item.resource.address, one]));
    this.#events ??= new Map(events.map(({ event }) => [event.id, event]));
    this.#resources ??= new Map(events.flatMap((one) => one.resources.flatMap((resource): readonly (readonly [string, JudgedEvent])[] => (resource === null ? [] : [[resource.address, one]]))));
    const item = address === null ? undefined : this.#items.get(address);
    const event = id === null ? undefined : this.#events.get(id);
    const ref = event === undefined ? refOf(item, id) : eventRef(event);
    // What is not of the batch is of no event.
    const all = [...new Set([...(event === undefined ? [] : [event.id]), ...ids])].flatMap((one) => this.#events?.get(one) ?? []);
    const last = all.reduce<string | null>((until, { time }) => (until === null || time > until ? time : until), null);
    const made = address === null ? undefined : this.#resources.get(address);
    return {
      input: ref?.source.file ?? item?.item.live?.input ?? item?.item.declared?.input ?? made?.event.source.file ?? '',
      detected: {
        event: ref === null ? null : all.length > 1 ? { ...ref, more: all.length - 1, until: last } : { ...ref, more: 0, until: null },
        who: who ?? (event === undefined ? '' : `${scopeName(event.provider, event.scope)} ${event.actor.principal}`),
        about,
        ...(all.length > 1 ? { events: all.map((one) => one.id) } : {}),
      },
      named: item?.resource ?? item ?? made?.resources.find((one) => one?.address === address) ?? null,
    };
  }
}

function refOf(item: JudgedItem | undefined, id: string | null): EventRef | null {
  return [item?.item.created, item?.item.last].find((one) => one != null && one.id === id) ?? null;
}

/** Claims about no resource that come to the same, because they name the same `who`, path and `about`, are one: the worst, of these the first. */
class Repeats {
  readonly #others: Claim[] = [];
  readonly #same = new Map<string, { first: Claim; readonly ids: Set<string>; until: string; worst: number }>();

  add(claim: Claim, guardrail: Guardrail): void {
    const { detected, address, evidence: { path } } = claim;
    const event = detected?.event ?? null;
    if (detected === undefined || event === null || address !== null || detected.about === null) {
      this.#others.push(claim);
      return;
    }
    const key = JSON.stringify([claim.guardrail, claim.verdict, detected.who, path, detected.about]);
    const severity = rank(claim.severity ?? guardrail.severity);
    const known = this.#same.get(key);
    if (known === undefined) {
      this.#same.set(key, { first: claim, ids: new Set(detected.events ?? [event.id]), until: event.until ?? event.time, worst: severity });
      return;
    }
    for (const id of detected.events ?? [event.id]) known.ids.add(id);
    if ((event.until ?? event.time) > known.until) known.until = event.until ?? event.time;
    if (severity > known.worst || (severity === known.worst && isBefore(event, known.first.detected?.event ?? event))) {
      known.first = claim;
      known.worst = severity;
    }
  }

  get claims(): readonly Claim[] {
    const once = [...this.#same.values()].map(({ first, ids, until }): Claim => {
      const { detected } = first;
      if (detected?.event == null || ids.size === 1) return first;
      return { ...first, detected: { ...detected, event: { ...detected.event, more: ids.size - 1, until }, events: [...ids] } };
    });
    return [...this.#others, ...once].sort((a, b) => (a.input < b.input ? -1 : a.input > b.input ? 1 : 0));
  }
}

function isBefore(a: EventRef, b: EventRef): boolean {
  return a.time < b.time || (a.time === b.time && a.id < b.id);
}
