import { readAudit, type AuditEnd } from '#audit/read.ts';
import { attributesFor } from '#correlate/arguments.ts';
import type { Correlation } from '#correlate/correlation.ts';
import { Roots } from '#correlate/roots.ts';
import { Stacks } from '#correlate/stacks.ts';
import type { Observation } from '#history/observation.ts';
import { LoggedResources } from '#inputs/inventory/logged.ts';
import { openInputs } from '#inputs/open.ts';
import type { InputOptions } from '#inputs/options.ts';
import type { Reading } from '#inputs/reading.ts';
import type { Input } from '#model/input.ts';
import { byCodePoint } from '#model/json.ts';
import type { Problem } from '#model/problem.ts';
import type { Resource } from '#model/resource.ts';
import type { Handed } from '#rego/detection-takes.ts';
import { wantedBy } from '#rego/handover.ts';
import type { Judged, Judging } from './judging.ts';
import { KeptEvents } from './kept-events.ts';
import type { Past } from './past.ts';
import type { DriftRequest } from './drift-request.ts';
import type { Told } from './told.ts';

export async function declare(correlation: Correlation, told: Told, request: DriftRequest): Promise<readonly Input[]> {
  const { cwd, options, manyFiles } = request;
  const inputs: Input[] = [];
  const stacks = new Stacks();
  const roots = new Roots();
  if (request.iac.length === 0) return inputs;
  for await (const opened of openInputs(request.iac, { ...request.input, all: true, declares: true, everyFile: true, document: false, attributes: asked, relations: () => true, cwd, strict: options.strict, ahead: null, manyFiles })) {
    told.add(opened);
    for (const reading of opened.readings) {
      const { path, format, version } = reading;
      let count = 0;
      let exists = false;
      for await (const resources of reading.batches) {
        for (const resource of resources) {
          if (resource.stage === 'inventory') exists = true;
          else if (!stacks.take(resource, path) && !roots.take(resource, path)) correlation.declare(resource, path, version);
        }
        if (resources[0] !== undefined) roots.met(path, resources[0]);
        count += resources.length;
      }
      if (exists) told.fail([misplaced(path, 'iac')]);
      const { notes, problems, unread, coverage } = reading.finish();
      told.fail(problems);
      told.unread(unread, opened.lenient);
      inputs.push({ path, format, judged: 0, files: [], modules: null, notes: [`${count} ${count === 1 ? 'resource' : 'resources'} declared`, ...notes], document: null, ignores: [], coverage });
    }
  }
  for (const [resource, path] of stacks.settled()) correlation.declare(resource, path);
  for (const written of roots.settled((input) => correlation.addressesIn(input))) correlation.write(written);
  return inputs;
}

/** Arguments that tell what belongs to what. */
function asked(resource: Pick<Resource, 'type'>): false | readonly string[] {
  const names = attributesFor(resource);
  return names.length === 0 ? false : names;
}

/** Beside those that policies ask for. */
function alsoAsked(policies: InputOptions['attributes']): InputOptions['attributes'] {
  return (resource) => {
    const [theirs, ours] = [policies(resource), asked(resource)];
    return theirs === true || ours === false ? theirs : theirs === false ? ours : [...new Set([...theirs, ...ours])];
  };
}

/** Events of the window that a detection may be handed, and what their records tell of resources. All that came before only tells who made what. */
export async function observe(correlation: Correlation, past: Past, handed: Handed, told: Told, request: DriftRequest): Promise<{ readonly events: KeptEvents; readonly end: AuditEnd }> {
  const { window, options } = request;
  // Of a record that two of them hold the first copy is told of: the same one, in whatever order they were given.
  const log = readAudit([...new Set(request.audit)].toSorted(byCodePoint), { pipelines: options.config.drift.pipelines, window });
  const events = new KeptEvents();
  let later = 0;
  let last = '';
  // A history remembers no arguments and no relations.
  const logged = new LoggedResources({ attributes: () => false, relations: () => false });
  for await (const batch of log.batches()) {
    const taken: Observation[] = [];
    for (const event of batch.events) {
      if (event.time >= window.to) {
        later += 1;
        if (event.time > last) last = event.time;
        continue;
      }
      correlation.observe(event);
      const isHanded = event.time >= window.from && handed.event(event);
      if (isHanded) events.add(event);
      if (isHanded || past.takes(event)) taken.push({ event, resources: past.asks(event) ? logged.observed(event) : [] });
    }
    await past.add(taken);
  }
  const end = log.finish();
  told.add(end);
  if (later > 0) told.note([{ code: 'drift-later', message: `${later} ${later === 1 ? 'event is' : 'events are'} later than the window, until ${last}: of another report, or of a clock that is wrong`, where: null, hint: null }]);
  return { events, end };
}

/** Inventories are judged whole, as a check judges them: what a network has beside itself decides about it. */
export async function meet(correlation: Correlation, judging: Judging, told: Told, request: DriftRequest): Promise<readonly Judged[]> {
  const { cwd, options, manyFiles } = request;
  const live: Judged[] = [];
  if (request.inventory.length === 0) return live;
  const wanted = wantedBy(judging.run);
  for await (const opened of openInputs(request.inventory, { ...request.input, ...wanted, attributes: alsoAsked(wanted.attributes), everyRow: true, everyFile: true, declares: true, cwd, strict: options.strict, ahead: null, manyFiles }, (size) => judging.engine.expect(size))) {
    told.add(opened);
    for (const reading of opened.readings) {
      let isCode = false;
      const one = await judging.judge(met(reading, (resource) => {
        if (resource.stage !== 'inventory') {
          isCode = true;
          return;
        }
        correlation.meet(underItsId(resource), reading.path);
      }));
      if (isCode) told.fail([misplaced(reading.path, 'inventory')]);
      told.fail(one.problems);
      told.unread(one.unread, opened.lenient);
      correlation.inventories(one.input.coverage, reading.format === 'landrail-inventory');
      live.push(one);
    }
  }
  const [first, ...more] = correlation.ages;
  if (first !== undefined) told.note([{ code: 'drift-inventories', message: `inventories of ${first} and ${more.join(', ')} list the same accounts and regions: what was removed between them counts as there`, where: null, hint: 'give the newest of them alone' }]);
  return live;
}

/** A newer record of what was listed before has an address of its own until all is read; the thing has not. */
function underItsId(resource: Resource): Resource {
  return resource.id === null || resource.id === resource.address ? resource : { ...resource, address: resource.id };
}

/** The same reading, of which each resource is shown as it passes. */
function met(reading: Reading, show: (resource: Resource) => void): Reading {
  const { path, format, size } = reading;
  async function* batches(): AsyncGenerator<readonly Resource[]> {
    for await (const resources of reading.batches) {
      for (const resource of resources) show(resource);
      yield resources;
    }
  }
  return { path, format, size, batches: batches(), finish: () => reading.finish() };
}

/** A side that was given and holds nothing of its kind was not compared: what the report does not say of it is no good news. */
export function emptySides(request: DriftRequest, read: Readonly<Record<'iac' | 'inventory' | 'audit', number>>): readonly Problem[] {
  const kinds = { iac: 'state, plan, Terraform source or template', inventory: 'inventory', audit: 'audit log' } as const;
  return (['iac', 'inventory', 'audit'] as const).flatMap((side): readonly Problem[] => {
    if (request[side].length === 0 || read[side] > 0) return [];
    return [{ code: 'drift-side-empty', message: `--${side} gives nothing to compare: no ${kinds[side]} was read from ${request[side].join(', ')}`, where: request[side][0] ?? null, hint: `name a path that holds one, or leave --${side} out: then it is reported as a blind spot` }];
  });
}

/** A side compared with itself would always be as it should. */
function misplaced(path: string, side: 'iac' | 'inventory'): Problem {
  const [is, other] = side === 'iac' ? ['tells what exists, and no code', 'inventory'] : ['is code, and tells nothing of what exists', 'iac'];
  return { code: 'drift-side', message: `${path} ${is}, but it is given as --${side}`, where: path, hint: `give it as --${other}` };
}
