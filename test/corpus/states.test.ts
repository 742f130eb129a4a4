import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { check, type Result } from '../../src/index.ts';
import { openInputs } from '../../src/inputs/open.ts';
import { noFlags } from '../../src/inputs/options.ts';
import type { Resource } from '../../src/model/resource.ts';
import { jsonOf } from '../reports/json-text.ts';
import { scratchFolder } from '../commands/landrail.ts';
import { resourcesOf as resourcesIn } from '../inputs/resources-of.ts';
import { corpus, filesBelow, readJson } from './corpus.ts';

const states = join(corpus ?? '', 'state');
const files = filesBelow(states, /\.(json|tfstate)$/);
const results = new Map<string, Result>();

beforeAll(async () => {
  const config = fileURLToPath(new URL('wide.yaml', import.meta.url));
  for (const file of files) results.set(file, await check([file], { cwd: states, config, now: new Date('2026-11-23T00:00:00Z') }));
});

const policyEngine = 'snyk+policy-engine/pkg';
const roundtrip = `${policyEngine}/internal/terraform/states/statefile/testdata/roundtrip`;

/** What is no state of ours, and why that is right. Everything else is judged, or says in a note what was passed over. */
const others: readonly (readonly [paths: RegExp, count: number, code: string, because: string])[] = [
  [/tf_resources\.json$/, 18, 'input-not-supported', 'recordings of pytest-terraform: texts, flattened'],
  [/results\.golden\.json$/, 75, 'input-not-recognised', 'what driftctl reads from the state beside it'],
  [/golden_test\/tfstate\/[^/]+\.json$/, 3, 'input-not-recognised', 'what policy-engine reads from the state beside it'],
  [/terraform-json\/testdata\/invalid\/state\.json$/, 1, 'input-trailing-data', 'broken on purpose'],
  [/single_store\.json$/, 1, 'input-not-supported', 'schemas of providers'],
  [/\/v[13]-[\w-]+\.in\.tfstate$/, 4, 'state-old-version', 'versions 1 and 3; one of them knows its backend'],
];

const otherOf = (file: string) => others.find(([paths]) => paths.test(file));

describe.skipIf(corpus === null)('every file of the corpus of states', () => {
  it('is there', () => expect(files.length).toBeGreaterThan(190));

  it.each(others)('%s: %i of them are %s (%s)', (paths, count) => {
    expect(files.filter((file) => paths.test(file))).toHaveLength(count);
  });

  it('is judged, or refused with a reason', () => {
    const codes = [...results].map(([file, { errors }]) => [file, errors.map((error) => error.code).join(' ')]);
    expect(Object.fromEntries(codes)).toEqual(Object.fromEntries(files.map((file) => [file, otherOf(file)?.[2] ?? ''])));
  });

  it('says where an error stands and what to do next', () => {
    expect([...results].flatMap(([file, { errors }]) => errors.filter((error) => error.where === null || error.hint === null).map(({ code }) => `${file}: ${code}`))).toEqual([]);
  });

  it('is empty only where it holds nothing of a cloud, and says so', () => {
    const empty = [...results].filter(([, { exitCode }]) => exitCode === 3).map(([file, { inputs }]) => `${file}: ${inputs.flatMap((input) => input.notes).join('; ')}`);
    expect(empty.filter((line) => !/: (?:the state holds no resources|\d+ (?:data sources?|resources? of other providers) not judged)/.test(line))).toEqual([]);
    expect(empty).toHaveLength(24);
  });
});

async function resourcesOf(path: string): Promise<readonly Resource[]> {
  const options = { ...noFlags, cwd: states, document: false, attributes: () => false, relations: () => true, stdin: () => process.stdin };
  const resources: Resource[] = [];
  for await (const { readings } of openInputs([path], options)) for (const reading of readings) resources.push(...(await resourcesIn(reading)));
  return resources;
}

interface Golden {
  readonly Id: string;
  readonly Type: string;
  readonly Attrs: Readonly<Record<string, unknown>> | null;
}

/** Where driftctl says something else. */
const driftctlDiffers: readonly (readonly [line: RegExp, because: string])[] = [
  [/ github_/, 'GitHub is no cloud'],
  [/^only landrail has aws_lb_target_group /, 'driftctl did not know the type'],
  [/ (?:aws_network_acl_rule|aws_security_group_rule) /, 'driftctl makes ids of its own, of the arguments of the rule'],
];

describe.skipIf(corpus === null)('driftctl', () => {
  const folder = 'snyk+driftctl/pkg/iac/terraform/state/test';
  const names = filesBelow(join(states, folder), /terraform\.tfstate$/).map((file) => file.replace('/terraform.tfstate', '')).filter((name) => existsSync(join(states, folder, name, 'results.golden.json')));

  it('has results of its own', () => expect(names).toHaveLength(75));

  it.each(names)('reads the same resources in %s', async (name) => {
    const left = [...(await resourcesOf(`${folder}/${name}/terraform.tfstate`))];
    const lines: string[] = [];
    const [ours, theirs]: [unknown[], unknown[]] = [[], []];
    for (const { Id: id, Type: type, Attrs } of (readJson(join(states, folder, name, 'results.golden.json')) as readonly Golden[] | null) ?? []) {
      const at = left.findIndex((resource) => resource.type === type && [resource.id, ...resource.aliases].some((one) => one?.toLowerCase() === id.toLowerCase()));
      const [found] = at < 0 ? [] : left.splice(at, 1);
      if (found === undefined) {
        lines.push(`only driftctl has ${type} ${id}`);
        continue;
      }
      ours.push([found.address, said(found)]);
      theirs.push([found.address, attributesOf(Attrs ?? {}, found)]);
    }
    for (const { type, id } of left) lines.push(`only landrail has ${type} ${id ?? '-'}`);
    expect(ours).toEqual(theirs);
    expect(lines.filter((line) => !driftctlDiffers.some(([differs]) => differs.test(line)))).toEqual([]);
  });
});

/** What both say: own tags, the shape, the region where it is an argument. */
interface Said {
  readonly tags: Readonly<Record<string, string>>;
  readonly shape: string | null;
  readonly region: string | null;
}

function said({ tags, shapes, region, tagsPath }: Resource): Said {
  const own = tagsPath === 'tags' || tagsPath === 'labels' ? tags.entries.flatMap(({ key, value }) => (value.status === 'known' ? [[key, value.value] as const] : [])) : [];
  const [shape] = shapes;
  return { tags: Object.fromEntries(own), shape: shape?.name.status === 'known' ? shape.name.value : null, region: region.status === 'known' && region.value !== 'global' ? region.value : null };
}

function attributesOf(attributes: Readonly<Record<string, unknown>>, found: Resource): Said {
  const own = said(found);
  const text = (name: string): string | null => (typeof attributes[name] === 'string' && attributes[name] !== '' ? (attributes[name] as string) : null);
  const tags = found.tagsPath === null ? {} : ((attributes[found.tagsPath] as Said['tags'] | undefined) ?? own.tags);
  const zone = text('availability_zone') ?? text('zone');
  return {
    tags: Object.fromEntries(Object.entries(tags)),
    // Of Bigtable it is an edition, not a machine.
    shape: (found.type === 'google_bigtable_instance' ? null : text('instance_type')) ?? text('machine_type') ?? text('node_type') ?? text('instance_class') ?? own.shape,
    region: text('region')?.replace(/^.*\//, '') ?? (zone === null ? own.region : zone.replace(/-?[a-z]$/, '')),
  };
}

interface Normalised {
  readonly resources: Readonly<Record<string, Readonly<Record<string, { readonly resource_type: string }>>>>;
}

describe.skipIf(corpus === null)('policy-engine', () => {
  it('upgrades a state to the same objects', async () => {
    const pairs = filesBelow(join(states, roundtrip), /^v4-.*\.in\.tfstate$/);
    expect(pairs).toHaveLength(4);
    for (const path of pairs) {
      const [before, after] = [results.get(`${roundtrip}/${path}`), results.get(`${roundtrip}/${path.replace('.in.', '.out.')}`)];
      expect(after?.inputs.map(({ resources, notes }) => ({ resources, notes }))).toEqual(before?.inputs.map(({ resources, notes }) => ({ resources, notes })));
    }
  });

  it('lists data sources too, which are not judged', () => {
    const { resources } = readJson(join(states, policyEngine, 'input/golden_test/tfstate/data-01.json')) as Normalised;
    const listed = Object.values(resources).flatMap((byName) => Object.keys(byName));
    expect(listed).toEqual(['data.aws_iam_policy_document.denied']);
    expect(results.get(`${policyEngine}/input/golden_test/tfstate/data-01/state.json`)?.inputs.map(({ notes }) => notes)).toEqual([['1 data source not judged']]);
  });
});

describe.skipIf(corpus === null)('secrets of states', () => {
  const printsEverything = fileURLToPath(new URL('prints-everything', import.meta.url));
  const cache = scratchFolder('states-cache');

  it('stay out of the report, even when a policy prints the whole document', async () => {
    const folder = scratchFolder('states-secrets');
    const attributes = { id: 'ledger', password: 'correct horse', tags: { stage: 'hush-hush' }, replica: [{ auth_token: 'battery' }] };
    const kept = { version: 4, terraform_version: '1.11.4', serial: 1, lineage: 'x', outputs: { key: { value: 'staple', type: 'string', sensitive: true } }, resources: [{ mode: 'managed', type: 'aws_db_instance', name: 'ledger', provider: 'provider["registry.terraform.io/hashicorp/aws"]', instances: [{ schema_version: 2, attributes, sensitive_attributes: [[{ type: 'get_attr', value: 'tags' }, { type: 'index', value: { value: 'stage', type: 'string' } }]] }] }] };
    const shown = { format_version: '1.0', terraform_version: '1.11.4', values: { outputs: { key: { value: 'staple', sensitive: true } }, root_module: { resources: [{ address: 'aws_db_instance.ledger', mode: 'managed', type: 'aws_db_instance', name: 'ledger', provider_name: 'registry.terraform.io/hashicorp/aws', values: attributes, sensitive_values: { tags: { stage: true } } }] } } };
    for (const [name, content] of [['kept.tfstate', kept], ['shown.json', shown]] as const) {
      writeFileSync(join(folder, name), JSON.stringify(content));
      const report = jsonOf(await check([name], { cwd: folder, policy: [printsEverything], env: { XDG_CACHE_HOME: cache } }));
      expect(report).toContain('the whole document');
      expect(['correct horse', 'hush-hush', 'battery', 'staple'].filter((secret) => report.includes(secret))).toEqual([]);
    }
  });
});
