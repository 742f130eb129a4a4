import type { Correlation } from '#correlate/correlation.ts';
import { withItems } from '#correlate/incidents.ts';
import type { Joined } from '#correlate/met.ts';
import { isJudged, isOfWindow, itemOrder } from '#correlate/verdicts.ts';
import type { Launches } from '#history/launches.ts';
import { LoggedResources } from '#inputs/inventory/logged.ts';
import { noSource } from '#inputs/reading.ts';
import type { Draft } from '#judge/drafts.ts';
import type { DriftVerdict } from '#model/drift.ts';
import type { Claim } from '#model/finding.ts';
import type { Features } from '#model/features.ts';
import type { JudgedEvent, JudgedItem } from '#model/judged.ts';
import type { Resource } from '#model/resource.ts';
import type { Drift } from '#model/result.ts';
import type { Detection } from '#rego/detect.ts';
import type { Handed } from '#rego/detection-takes.ts';
import { wantedBy } from '#rego/handover.ts';
import type { Judged, Judging } from './judging.ts';
import type { KeptEvents } from './kept-events.ts';

/** One by one: of hundreds of thousands that only logs tell of, what their records tell is let go when it has served. */
export function joinedItems(correlation: Correlation, logged: LoggedResources, handed: Handed, window: Drift['window']): { readonly items: readonly JudgedItem[]; readonly counts: Drift['counts'] } {
  const items: JudgedItem[] = [];
  const over: DriftVerdict[] = [];
  for (const one of correlation.finish()) {
    if (isOfWindow(one.item, window.from)) items.push(judgedItem(one, logged, handed));
    else if (one.item.ignored === null) over.push(one.item.verdict);
  }
  items.sort((a, b) => itemOrder(a.item, b.item));
  return { items, counts: countsIn(correlation.counts, over) };
}

/** What guardrails found in what is shown: what is managed was judged where it is declared. Of several records of one thing that is said which its item is of. */
export function ofShown(judged: readonly Judged[], items: readonly JudgedItem[]): readonly Draft[] {
  const shown = new Map(items.filter(({ item }) => isJudged(item)).map(({ item }) => [item.resource.address, item.live?.input ?? null]));
  const isShown = (address: string, input: string): boolean => shown.has(address) && [input, null].includes(shown.get(address) ?? null);
  return judged.flatMap(({ drafts, input }) => drafts.filter(({ named }) => named !== null && isShown(named.resource.address, input.path)));
}

/** What is left out is so with all that detections say of it. What the caller did beside it is no part of that. */
export function notLeftOut({ claims, named }: Detection, items: readonly JudgedItem[], correlation: Correlation): readonly Claim[] {
  const leftOut = new Set(named.flatMap((one) => ('item' in one || !correlation.ignores(one) ? [] : [one.address])));
  const shown = items.map(({ item }) => item).filter(({ ignored }) => ignored === null);
  return withItems(claims.filter(({ address }) => address === null || !leftOut.has(address)), shown);
}

/** A change that has left nothing to see is over; what is of an earlier night counts no more. */
function countsIn(all: Drift['counts'], over: readonly DriftVerdict[]): Drift['counts'] {
  const counts = { ...all };
  for (const verdict of over) {
    counts[verdict] -= 1;
    if (verdict === 'modified-outside') counts.managed += 1;
  }
  return counts;
}

/** Events of the window, as detections judge them. Launches are counted as they pass: all of them do while a detection asks for them. */
export function* judgedEvents(events: KeptEvents, judging: Judging, features: ReadonlyMap<string, Features> | null, launches: Launches): Generator<JudgedEvent> {
  const logged = new LoggedResources(wantedBy(judging.detections));
  for (const event of events) {
    const resources = logged.about(event);
    launches.add({ event, resources });
    yield { event, resources, features: features?.get(event.id) ?? null };
  }
}

/** What policies judge of an item: as an inventory has it, else as the record of a call tells it. */
function judgedItem({ item, judged }: Joined, logged: LoggedResources, handed: Handed): JudgedItem {
  if (judged === null || !('values' in judged)) return { item, resource: judged };
  // Of what no policy is handed nothing is made.
  if (!isJudged(item) && !handed.item(item)) return { item, resource: null };
  return { item, resource: logged.of(judged, item.resource.provider, item.resource.action) };
}

/** What only logs tell of: as the calls asked for it, file by file. */
export async function judgeLogged(items: readonly JudgedItem[], judging: Judging): Promise<readonly Judged[]> {
  const byFile = new Map<string, Resource[]>();
  for (const { item, resource } of items) {
    const file = (item.created ?? item.last)?.source.file;
    if (item.live !== null || resource === null || resource.stage !== 'event' || file === undefined || !isJudged(item)) continue;
    const resources = byFile.get(file);
    if (resources) resources.push(resource);
    else byFile.set(file, [resource]);
  }
  const judged: Judged[] = [];
  for (const [path, resources] of byFile) {
    judged.push(await judging.judge({ path, format: 'audit-log', size: 0, batches: [resources], finish: () => ({ recognised: resources.length, notes: [], problems: [], document: null, sensitive: [], ...noSource }) }));
  }
  return judged;
}
