import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { maskAt, isHidden, type Mask } from '#inputs/resource/mask.ts';
import { isArray, isObject, type JsonValue } from '#model/json.ts';
import { reading } from '../inputs/cloudformation/told.ts';
import { corpus, filesBelow, readJson } from './corpus.ts';

interface Golden {
  readonly resources: Readonly<Record<string, Readonly<Record<string, { readonly id: string; readonly attributes: JsonValue; readonly tags?: Readonly<Record<string, string>> }>>>>;
}

const folder = join(corpus ?? '', 'cloudformation/snyk+policy-engine/pkg/input/golden_test/cfn');
const templates = filesBelow(folder, /\/(?:main|template|cfn)\.(?:yaml|json)$/);

/** Places where the policy engine says something else of what is known. Where nothing is known it writes a logical id or null, as it likes. */
function differences(value: JsonValue | undefined, mask: Mask | undefined, theirs: JsonValue | undefined, path: string): readonly string[] {
  if (isHidden(mask)) return [];
  if (isArray(value)) return isArray(theirs) && theirs.length === value.length ? value.flatMap((item, index) => differences(item, maskAt(mask, index, item), theirs[index], `${path}[${index}]`)) : [path];
  if (isObject(value)) return isObject(theirs) ? Object.keys(value).flatMap((key) => differences(value[key], maskAt(mask, key, value[key]), theirs[key], `${path}.${key}`)) : [path];
  return value === theirs || (theirs !== null && String(value) === String(theirs)) ? [] : [`${path}: ${JSON.stringify(value)}, not ${JSON.stringify(theirs)}`];
}

/** What CloudFormation does as we say: a name that `!Sub` puts together of known parts is known whole; account and region are not known to be their names. */
const better: Readonly<Record<string, readonly string[]>> = {
  'example-02/main.yaml': ['CloudTrailLogging.EventSelectors[0].DataResources[0].Values[1]: "LoggingBucket2/", not "LoggingBucket2"'],
};

describe.skipIf(corpus === null)('templates of the policy engine of Snyk', () => {
  it('are there', () => expect(templates).toHaveLength(8));

  it.each(templates)('%s: the same resources, types and properties', (file) => {
    const { resources } = readJson(join(folder, `${file.split('/')[0] ?? ''}.json`)) as Golden;
    const theirs = new Map(Object.entries(resources).flatMap(([type, all]) => Object.values(all).map((one) => [one.id, { ...one, type }] as const)));
    const read = reading(readFileSync(join(folder, file), 'utf8'));
    expect(read.problems).toEqual([]);
    expect(read.placed.map(({ resource: { address, type } }) => `${type} ${address}`).sort()).toEqual([...theirs.values()].map(({ id, type }) => `${type} ${id}`).sort());
    const found = read.placed.flatMap(({ resource: { address, settled } }) => differences(settled.value, settled.mask, theirs.get(address)?.attributes, address));
    expect(found).toEqual(better[file] ?? []);
  });
});
