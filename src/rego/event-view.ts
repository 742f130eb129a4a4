import type { EventRef, EventSubject } from '#model/event.ts';
import type { Features } from '#model/features.ts';
import type { JudgedEvent, JudgedItem } from '#model/judged.ts';
import { scopeName } from '#model/resource.ts';
import type { JsonBytes } from './json-bytes.ts';
import { wellFormed } from './shared-bytes.ts';
import { keys, list, member, Open, scope, text, word } from './view-parts.ts';
import { writeView, type ViewForm } from './view.ts';

/**
 * Writes what a detection sees of an event: the record as the model has it, its resources as guardrails see them, each with the `machines`
 * that it stands for, its other names and what it is a part of, and under `history` what was before. `at` is the time in seconds, `where`
 * the account, subscription, project or compartment; `approved` says that a pipeline called; `count` leaves parts out.
 */
export function writeEvent(json: JsonBytes, { event, resources, features }: JudgedEvent, form: ViewForm): void {
  const open = new Open();
  const start = json.length;
  text(json, keys.id, event.id);
  member(json, keys.at, Math.floor(Date.parse(event.time) / 1000));
  text(json, keys.time, event.time);
  word(json, keys.name, event.name);
  word(json, keys.service, event.service);
  word(json, keys.provider, event.provider);
  word(json, keys.deed, event.deed);
  if (event.mayCreate === true) member(json, keys.mayCreate, true);
  if (event.touches !== null) word(json, keys.touches, event.touches);
  word(json, keys.outcome, event.outcome);
  if (event.error !== null) member(json, keys.error, { ...event.error });
  word(json, keys.where, scopeName(event.provider, event.scope));
  scope(json, open, event.scope);
  if (event.region !== null) word(json, keys.region, event.region);
  actor(json, event.actor);
  word(json, keys.channel, event.channel);
  word(json, keys.claimed, event.claimed);
  member(json, keys.approved, event.channel === 'pipeline');
  // What else says that something made it may be forged, and hides nothing.
  const made = new Set(event.subjects.map(({ row }) => row.id));
  const wholeOf = (subject: EventSubject | undefined): string | null => (subject?.row.madeBy != null && made.has(subject.row.madeBy) ? subject.row.madeBy : null);
  member(json, keys.count, event.subjects.reduce((sum, subject) => (wholeOf(subject) === null ? sum + subject.count : sum), 0));
  json.raw(keys.resources);
  const from = json.length;
  for (const [index, resource] of resources.entries()) {
    if (resource === null) continue;
    json.comma();
    const subject = event.subjects[index];
    writeView(json, resource, form, { machines: subject?.count ?? 1, madeBy: wholeOf(subject) });
  }
  json.list(from);
  plain(json, keys.grants, event.grants);
  plain(json, keys.gaps, event.gaps);
  if (features !== null) history(json, features);
  open.write(json);
  json.object(start);
}

/** Of events that are alike it is one object, which is made text once. */
const written = new WeakMap<Features, Uint8Array>();

function history(json: JsonBytes, features: Features): void {
  let bytes = written.get(features);
  if (bytes === undefined) written.set(features, (bytes = Buffer.from(wellFormed(JSON.stringify(features)))));
  json.raw(keys.history);
  json.raw(bytes);
}

function actor(json: JsonBytes, { principal, kind, name, behind, account, address, userAgent, invokedBy }: JudgedEvent['event']['actor']): void {
  json.raw(keys.actor);
  const start = json.length;
  text(json, keys.principal, principal);
  word(json, keys.kind, kind);
  text(json, keys.name, name);
  if (behind !== null) text(json, keys.behind, behind);
  if (account !== null) text(json, keys.account, account);
  if (address !== null) text(json, keys.address, address);
  if (userAgent !== null) text(json, keys.userAgent, userAgent);
  if (invokedBy !== null) text(json, keys.invokedBy, invokedBy);
  json.object(start);
}

/** Writes what a detection sees of what became of a resource: what is null is missing. */
export function writeItem(json: JsonBytes, { item, resource }: JudgedItem, form: ViewForm): void {
  const start = json.length;
  word(json, keys.verdict, item.verdict);
  word(json, keys.where, scopeName(item.resource.provider, item.resource.scope));
  json.raw(keys.resource);
  if (resource === null) summary(json, item.resource);
  else writeView(json, resource, form);
  if (item.declared !== null) member(json, keys.declared, { ...item.declared });
  if (item.live !== null) member(json, keys.live, { ...item.live });
  if (item.created !== null) ref(json, keys.created, item.created);
  if (item.last !== null) ref(json, keys.last, item.last);
  if (item.parent !== null) member(json, keys.parent, { ...item.parent });
  plain(json, keys.changed, item.changed);
  if (item.lived !== null) member(json, keys.lived, item.lived);
  plain(json, keys.evidence, item.evidence);
  if (item.needs !== null) text(json, keys.needs, item.needs);
  json.object(start);
}

/** What is known of every resource, in the words of `writeView`. */
function summary(json: JsonBytes, { address, provider, type, kind, name, stage, action, id, region, scope: around }: JudgedItem['item']['resource']): void {
  const open = new Open();
  const start = json.length;
  text(json, keys.address, address);
  word(json, keys.provider, provider);
  word(json, keys.type, type);
  word(json, keys.kind, kind);
  text(json, keys.name, name);
  word(json, keys.stage, stage);
  word(json, keys.action, action);
  if (id !== null) text(json, keys.id, id);
  if (region !== null) word(json, keys.region, region);
  scope(json, open, around);
  list(json, open, keys.shapes, [], () => undefined);
  open.write(json);
  json.object(start);
}

function ref(json: JsonBytes, key: Uint8Array, event: EventRef): void {
  plain(json, key, { ...event, approved: event.channel === 'pipeline' });
}

/** Plain data of the model, as it is. */
function plain(json: JsonBytes, key: Uint8Array, value: object): void {
  json.raw(key);
  json.json(JSON.stringify(value));
}
