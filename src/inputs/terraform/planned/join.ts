import type { Resource } from '#model/resource.ts';
import type { SourceFile, SourceOptions } from '../../format.ts';
import type { Reading } from '../../reading.ts';
import type { PlanArchive } from '../saved-plan/archive.ts';
import { variablesIn } from '../saved-plan/plan-json.ts';
import { loadPlanSource } from '../saved-plan/plan-source.ts';
import { readingOf } from '../saved-plan/reader.ts';
import { agreement } from './agreement.ts';
import type { PlanOfRoot } from './planned.ts';
import { PlannedReading, secretsIn, withMore } from './reading.ts';
import type { ShownPlan } from './shown-plan.ts';

/** The root module in whose folder plans lie. */
export interface PlannedRoot {
  readonly absolute: string;
  /** As the user would name it. */
  readonly path: string;
  /** Of all its modules, where they really lie. */
  readonly folders: ReadonlySet<string>;
}

/** A plan, and what it is to the root beside it: null where it is judged by itself. */
export interface Joined {
  readonly reading: Reading;
  readonly plan: PlanOfRoot | null;
}

/**
 * Joined to the root beside it where the configuration in it is what lies on the disk, byte for byte.
 * @param shown its JSON, which knows what is secret
 * @throws ProblemError
 */
export async function joinSaved(file: SourceFile, archive: PlanArchive, shown: readonly ShownPlan[], root: PlannedRoot | null, options: SourceOptions): Promise<Joined> {
  const { path, saved } = archive;
  const source = await archive.source(options);
  const changed = root === null ? null : archive.files.changed(root.folders);
  const isJoined = root !== null && changed === null;
  const also = { notes: shown.map((one) => `${one.file.path} is its JSON`), sensitive: (await Promise.all(shown.map((one) => secretsIn(one.open(options))))).flat() };
  const reading = withMore(await readingOf(file, archive, source, isJoined ? everything(options) : options, shown[0]?.file ?? null), also);
  if (!isJoined) return { reading: root === null ? reading : apart(reading, `: ${changed ?? ''} since the plan was made`), plan: null };
  const planned = await PlannedReading.of(reading, source);
  return { reading: planned, plan: { path, resources: planned.byAddress, whole: saved.whole && saved.complete && !saved.errored, beyond: null } };
}

/**
 * Joined where it tells nothing that the files beside it, given its values, tell otherwise: it does not hold what it was made from.
 * @throws ProblemError
 */
export async function joinShown(shown: ShownPlan, root: PlannedRoot | null, options: SourceOptions): Promise<Joined> {
  if (root === null) return { reading: shown.open(options), plan: null };
  const source = await loadPlanSource(root.absolute, root.path, options.files, variablesIn(shown.plan), options);
  const declared = new Map<string, Resource>();
  for (const batch of source.resources) for (const one of batch) declared.set(one.address, one);
  const planned = await PlannedReading.of(shown.open(everything(options)), source);
  const beyond = new Map<string, string>();
  for (const resource of planned.resources) {
    const { address } = resource;
    const own = declared.get(address);
    const said = own === undefined ? null : agreement(own, resource, (argument) => source.writes(address, argument));
    if (source.instance(address) === null) return { reading: apart(shown.open(options), `, which does not have ${address}`), plan: null };
    if (said !== null && said.other !== null) return { reading: apart(shown.open(options), `, which tells otherwise of ${address} (${said.other})`), plan: null };
    const more = said === null ? 'count' : said.more;
    if (more !== null) beyond.set(address, more);
  }
  return { reading: planned, plan: { path: planned.path, resources: planned.byAddress, whole: shown.isWhole, beyond } };
}

/** What a joined plan tells is judged whether it changes or not: the source would be. */
function everything(options: SourceOptions): SourceOptions {
  return { ...options, all: true };
}

function apart(reading: Reading, because: string): Reading {
  return withMore(reading, { notes: [`judged apart from the source beside it${because}`], sensitive: [] });
}
