import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isObject, member, type JsonValue } from '#model/json.ts';
import type { Resource } from '#model/resource.ts';
import { readAll, type Read } from '../inputs/cloudformation/opened.ts';
import { corpus, filesBelow } from './corpus.ts';

/** Change sets as CloudFormation answered, in two forms: as the CLI prints them, and with their contexts decoded. */
const folder = join(corpus ?? '', 'cloudformation/changesets');
const names = filesBelow(join(folder, 'cli-form'), /\.json$/);

async function readForm(form: 'cli-form' | 'as-recorded'): Promise<ReadonlyMap<string, Read>> {
  const { readings } = await readAll(names.map((name) => join(form, name)), folder, { all: true });
  return new Map(readings.map((reading) => [reading.path.slice(form.length + 1), reading]));
}

const recorded = (name: string): JsonValue => JSON.parse(readFileSync(join(folder, 'as-recorded', name), 'utf8')) as JsonValue;

function changesIn(name: string): readonly JsonValue[] {
  const changes = member(recorded(name), 'Changes');
  return Array.isArray(changes) ? changes.map((change: JsonValue) => member(change, 'ResourceChange') ?? null) : [];
}

const noText = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');

/** Addresses that CloudFormation removes, or removes from the stack. */
const isRemoved = (change: JsonValue): boolean => member(change, 'Action') === 'Remove';

describe.skipIf(corpus === null)('recorded change sets', () => {
  it('are all read, in both forms alike', async () => {
    const [cli, asRecorded] = await Promise.all([readForm('cli-form'), readForm('as-recorded')]);
    expect(cli.size).toBe(names.length);
    for (const name of names) {
      const [a, b] = [cli.get(name), asRecorded.get(name)];
      expect([name, a?.resources, a?.notes]).toEqual([name, b?.resources, b?.notes]);
    }
  });

  it('have the types, actions and properties that they show', async () => {
    const cli = await readForm('cli-form');
    let shown = 0;
    for (const name of names) {
      const left = changesIn(name).filter((change) => !isRemoved(change));
      const resources = cli.get(name)?.resources ?? [];
      expect([name, resources.map(({ address, type }) => [address, type])]).toEqual([name, left.map((change) => [noText(member(change, 'LogicalResourceId')), noText(member(change, 'ResourceType'))])]);
      for (const [index, change] of left.entries()) {
        const resource = resources[index];
        const properties = member(member(change, 'AfterContext'), 'Properties');
        expect([name, resource?.action]).toEqual([name, member(change, 'Action') === 'Add' ? 'create' : member(change, 'Replacement') === 'True' ? 'replace' : 'update']);
        if (isObject(properties)) shown++;
        // Without properties nothing is known of them, tags included.
        expect([name, resource?.attributes, resource?.tags.open === null && resource.taggable && !isObject(properties)]).toEqual([name, isObject(properties) ? known(properties) : {}, false]);
      }
    }
    expect(shown).toBeGreaterThan(100);
  });

  it('go on where the one before them ended', async () => {
    let compared = 0;
    for (const [index, name] of names.entries()) {
      const before = names.slice(0, index).findLast((other) => folderOf(other) === folderOf(name) && changesIn(other).some((change) => member(change, 'AfterContext') !== undefined));
      if (before === undefined) continue;
      const ended = new Map(changesIn(before).map((change) => [noText(member(change, 'LogicalResourceId')), member(change, 'AfterContext')]));
      const cli = (await readAll([join('cli-form', before)], folder)).readings[0]?.resources ?? [];
      for (const change of changesIn(name)) {
        const began = member(member(change, 'BeforeContext'), 'Properties');
        const after = member(ended.get(noText(member(change, 'LogicalResourceId'))), 'Properties');
        if (!isObject(began) || !isObject(after)) continue;
        const resource = cli.find(({ address }) => address === member(change, 'LogicalResourceId'));
        // What was known before the first was executed is what the second begins with.
        for (const [key, value] of Object.entries(resource?.attributes ?? {})) expect([name, key, began[key]]).toEqual([name, key, value]);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(30);
  });

  it('fail where they failed, pass where there was nothing to do', async () => {
    const { readings, problems } = await readAll(names.map((name) => join('cli-form', name)), folder);
    expect(problems.map(({ code }) => code)).toEqual(['change-set-failed']);
    expect(readings.filter(({ notes }) => notes.includes('the change set changes no resource')).length).toBeGreaterThan(0);
  });

  it('carry the keys of the tags of their stack, whose values a resource may replace', async () => {
    const tagged = names.filter((name) => member(recorded(name), 'Tags') !== undefined);
    const { readings } = await readAll(tagged.map((name) => join('cli-form', name)), folder);
    expect(readings.flatMap(({ resources }) => resources.map(({ tags }: Resource) => tags.entries))).toEqual([[{ key: 'foo', value: { status: 'unknown', because: 'the change set was described without --include-property-values', refs: [] }, origin: 'stack tags' }]]);
  });
});

const folderOf = (name: string): string => name.slice(0, name.lastIndexOf('/'));

/** Properties without those that are not known. */
function known(properties: JsonValue): JsonValue {
  if (!isObject(properties)) return properties;
  return Object.fromEntries(Object.entries(properties).flatMap(([key, value]) => (typeof value === 'string' && value.includes('{{changeSet:') ? [] : [[key, known(value)]])));
}
