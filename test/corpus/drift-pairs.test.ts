import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { attributesFor } from '#correlate/arguments.ts';
import { Correlation } from '#correlate/correlation.ts';
import { openInputs } from '#inputs/open.ts';
import { noFlags, type InputOptions } from '#inputs/options.ts';
import { known } from '#model/known.ts';
import type { DriftItem } from '#model/drift.ts';
import type { Resource } from '#model/resource.ts';
import { state as stateOf, type KeptBlock } from '../inputs/terraform/state/states.ts';
import { corpus, filesBelow, readJson } from './corpus.ts';

const folder = join(corpus ?? '', 'pairs');

async function resourcesIn(cwd: string, paths: readonly string[]): Promise<readonly Resource[]> {
  const options: InputOptions = { ...noFlags, cwd, document: false, attributes: (resource) => [...attributesFor(resource)], relations: () => false, everyRow: true, stdin: () => process.stdin };
  const found: Resource[] = [];
  for await (const { readings } of openInputs(paths, options)) for (const { batches } of readings) for await (const some of batches) found.push(...some);
  return found;
}

interface Pair {
  readonly name: string;
  readonly declared: readonly Resource[];
  readonly live: readonly Resource[];
  /** Declared ones that the answers have under the same id: of these the pair says what it says. */
  readonly twins: readonly (readonly [Resource, Resource])[];
}

/** The state that a recording of pytest-terraform was made of, as far as it tells. */
async function declaredIn(cwd: string): Promise<readonly Resource[]> {
  const { resources } = readJson(join(cwd, 'state/tf_resources.json')) as { readonly resources: Readonly<Record<string, Readonly<Record<string, object>>>> };
  const blocks = Object.entries(resources).flatMap(([type, byName]) => Object.entries(byName).map(([name, attributes]): KeptBlock => ({ type, name, instances: [{ attributes }] })));
  const scratch = mkdtempSync(join(tmpdir(), 'landrail-pairs-'));
  try {
    writeFileSync(join(scratch, 'terraform.tfstate'), JSON.stringify(stateOf(blocks.filter(({ type }) => !type.startsWith('data.')))));
    return await resourcesIn(scratch, ['terraform.tfstate']);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Of answers that were recorded before and after a change the first is what the state is of. */
async function pairsIn(cloud: string): Promise<readonly Pair[]> {
  const states = filesBelow(join(folder, cloud), /^[^/]+\/pair\.json$/);
  const pairs: Pair[] = [];
  for (const state of states) {
    const name = state.slice(0, -'/pair.json'.length);
    const cwd = join(folder, cloud, name);
    const declared = (await declaredIn(cwd)).filter(({ id }) => id !== null);
    const answers = filesBelow(cwd, /^inventory\/.*\.json$/);
    const met = new Map<string, Resource>();
    for (const resource of await resourcesIn(cwd, answers)) if (!met.has(resource.address)) met.set(resource.address, resource);
    const live = [...met.values()];
    const twins = declared.flatMap((one) => {
      const names = new Set([one.id, ...one.aliases]);
      const twin = live.find((other) => other.id !== null && names.has(other.id));
      return twin === undefined ? [] : [[one, twin] as const];
    });
    pairs.push({ name, declared, live, twins });
  }
  return pairs;
}

function itemsOf(declared: readonly Resource[], live: readonly Resource[]): readonly DriftItem[] {
  const correlation = new Correlation({ pipelines: true, ignores: null });
  for (const one of declared) correlation.declare(one, 'state');
  for (const one of live) correlation.meet(one, 'inventory');
  return [...correlation.finish()].map(({ item }) => item);
}

const of = (items: readonly DriftItem[], resource: Resource): DriftItem | undefined => items.find(({ resource: shown, declared }) => shown.address === resource.address || declared?.address === resource.address);

const clouds = await Promise.all(['aws', 'gcp'].map(async (cloud) => ({ cloud, pairs: (await pairsIn(cloud)).filter(({ twins }) => twins.length > 0) })));

function isToldWhole({ taggable, tags }: Resource): boolean {
  return taggable && tags.open === null;
}

/** Answers to tests that set labels were recorded when these were set. */
const recordedLater: Readonly<Record<string, readonly string[]>> = {
  gcp: [
    'armor_policy_set_labels google_compute_security_policy.default: modified-outside labels.env',
    'secret_set_labels google_secret_manager_secret.secret: modified-outside labels.env',
    'snapshot_labels google_compute_snapshot.default: modified-outside labels.env',
  ],
};

describe.skipIf(corpus === null).each(clouds)('$cloud: states against the answers recorded of the same resources', ({ cloud, pairs }) => {
  const all = pairs.flatMap(({ name, declared, live, twins }) => twins.map(([one, twin]) => ({ name, declared, live, one, twin })));

  test('are as declared, or differ in what the recording changed', () => {
    const told = all.flatMap(({ name, declared, live, one, twin }) => {
      const item = of(itemsOf(declared, live), twin) ?? of(itemsOf(declared, live), one);
      return item === undefined ? [] : [`${name} ${one.address}: ${item.verdict} ${item.changed.map(({ path }) => path).join(' ')}`.trim()];
    });
    expect(all.length).toBeGreaterThan(10);
    expect(told).toEqual(recordedLater[cloud] ?? []);
  });

  test('and an edit of either side gives the other verdict', () => {
    for (const { name, declared, live, one, twin } of all) {
      const at = `${name} ${one.address}`;
      const without = live.filter((other) => other !== twin);
      const like = { ...twin, id: `${twin.id ?? ''}-like`, address: `${twin.address}-like`, aliases: [], name: `${twin.name}-like` };
      expect(of(itemsOf(declared, [...without, like]), one)?.verdict, `${at} removed`).toMatch(/^(?:ghost|undetermined)$/);
      expect(of(itemsOf(declared.filter((other) => other !== one), live), twin)?.verdict ?? 'merged', `${at} not declared`).toMatch(/^(?:unmanaged|undetermined|default|service-made|child|merged)$/);
    }
  });

  test('and so does a tag that somebody set', () => {
    for (const { name, declared, live, one, twin } of all.filter((pair) => isToldWhole(pair.one) && isToldWhole(pair.twin))) {
      const tagged = { ...twin, tags: { ...twin.tags, entries: [...twin.tags.entries, { key: 'made-by', value: known('mona'), origin: 'test' }] } };
      const item = of(itemsOf(declared, [...live.filter((other) => other !== twin), tagged]), tagged);
      expect([item?.verdict, item?.changed.some(({ path }) => path.endsWith('.made-by'))], `${name} ${one.address} tagged`).toEqual(['modified-outside', true]);
    }
  });
});
