import type { Proposal, ProposedList, ProposedTag, Used } from '#model/proposal.ts';
import { jsonText, terminalText } from './escape.ts';
import { plural } from './words.ts';

/** What the guardrails say of today's resources, by guardrail. */
export type FoundToday = ReadonlyMap<string, { readonly fail: number; readonly undecided: number }>;

/**
 * A landrail.yaml with its reasons in comments. What resources call things stands in it as text alone: quoted where it is a value, on one
 * line and inert where it is in a comment.
 */
export function proposalText(proposal: Proposal, found: FoundToday): string {
  const blocks = [tagsBlock(proposal, found), shapesBlock(proposal, found), regionsBlock(proposal, found), scopesBlock(proposal, found), defaultsBlock(proposal, found)];
  const clouds = proposal.providers.map(({ name, count }) => `${count} of ${clouded[name]}`).join(', ');
  return [
    '# yaml-language-server: $schema=./node_modules/landrail/dist/schema/landrail.schema.json',
    `# Proposed by landrail init: what is in use today is allowed, and what most do is asked of all. ${plural(proposal.resources, 'resource')}: ${clouds}.`,
    '# Numbers in comments say how many use it. Strike out what should not be, then run: landrail check .',
    'version: 1',
    '',
    '# fail-on: medium    # the lowest severity that fails: info, low, medium, high or critical',
    '# undecided: warn    # fail: what cannot be told fails too',
    '',
    proposal.tags.length + proposal.shapes.length + proposal.regions.length + proposal.scopes.filter(({ most }) => most).length > 0 ? 'guardrails:' : '# guardrails:',
    blocks.filter((block) => block.length > 0).map((block) => block.join('\n')).join('\n\n'),
    ...(proposal.leftOut === 0 ? [] : ['', `# Left out: ${plural(proposal.leftOut, 'name')} in use that cannot stand in a list, being secret or a pattern for others.`]),
    '',
    '# Exceptions, each with an end:',
    '# waivers:',
    '#   - guardrail: gpu-shapes',
    '#     resource: "module.training.*"',
    '#     reason: "why this is right here"',
    '#     owner: your-team',
    '#     expires: YYYY-MM-DD',
    '',
  ].join('\n');
}

const clouded = { aws: 'AWS', azure: 'Azure', gcp: 'Google Cloud', oci: 'OCI' } as const;

function tagsBlock({ tags, rarer }: Proposal, found: FoundToday): readonly string[] {
  const notAsked = rarer.slice(0, 12).map(({ name, count, of }) => `${comment(name)} (${count} of ${of})`);
  const rest = notAsked.length === 0 ? [] : [`    # Not asked for: ${notAsked.join(', ')}${rarer.length > notAsked.length ? ` and ${rarer.length - notAsked.length} more` : ''}`];
  if (tags.length === 0) return ['  # required-tags: no tag is carried by most of what can be tagged', '  #   tags: [{ key: owner }]', ...rest.map((line) => line.replace('    #', '  #'))];
  return [today('required-tags', 'A key stands here if more than half of what can be tagged carries it', found), '  required-tags:', '    tags:', ...aligned(tags.flatMap(tagLines)), ...rest];
}

function tagLines({ key, count, of, providers: only, variants, values }: ProposedTag): readonly Row[] {
  return [
    [`      - key: ${scalar(key)}`, `${count} of ${of}`],
    ...(only === null ? [] : [[`        providers: [${only.join(', ')}]`, null] as const]),
    ...(variants.length === 0 ? [] : [['        case: insensitive', `also written ${variants.map((one) => `${comment(one.name)} (${one.count})`).join(', ')}`] as const]),
    ...(values === null ? [] : [[`        # values: [${values.map((one) => comment(scalar(one))).join(', ')}]`, null] as const]),
  ];
}

function shapesBlock({ shapes, accelerators }: Proposal, found: FoundToday): readonly string[] {
  if (shapes.length === 0) return [];
  const gpu = new Set(accelerators.map(({ name }) => name));
  return [today('instance-types', 'Shapes of machines, databases and caches', found), '  instance-types:', ...shapes.flatMap((list) => listLines(list, 'allow', (name) => (gpu.has(name) ? ', has accelerators: gpu-shapes asks for an approval' : '')))];
}

function regionsBlock({ regions }: Proposal, found: FoundToday): readonly string[] {
  if (regions.length === 0) return ['  # regions: none is told; name them with --provider-region, or here', '  #   aws: { allow: [eu-west-1] }'];
  return [today('regions', 'Regions of resources and of their replicas', found), '  regions:', ...regions.flatMap((list) => listLines(list, 'allow'))];
}

/** Where few are told, the list would leave most undecided: it stands as a comment. */
function scopesBlock({ scopes }: Proposal, found: FoundToday): readonly string[] {
  if (scopes.length === 0) return [];
  const active = scopes.filter(({ most }) => most);
  const head = active.length > 0 ? [today('scopes', 'Accounts, subscriptions, projects and compartments', found), '  scopes:'] : ['  # scopes: most resources do not tell theirs; name it with --provider-scope', '  # scopes:'];
  return [...head, ...scopes.flatMap((list) => (list.most ? listLines(list, list.key) : [`    # ${comment(list.key)} of ${clouded[list.provider]}: ${plural(list.untold, 'resource')} without, so that they would be undecided`, ...listLines(list, list.key).map((line) => `    # ${line.slice(4)}`)]))];
}

const runAnyway = ['business-justification', 'duplicate-management', 'gpu-shapes', 'network-baseline', 'privileged-identity'];

function defaultsBlock({ accelerators }: Proposal, found: FoundToday): readonly string[] {
  const counts = runAnyway.flatMap((id) => {
    const said = countText(found.get(id));
    return said === null ? [] : [`  #   ${id}: ${said} today`];
  });
  const gpu = accelerators.length === 0 ? [] : [`  # In use with accelerators, and not approved by that: ${accelerators.slice(0, 12).map(({ name, count }) => `${comment(name)} (${count})`).join(', ')}`, '  # gpu-shapes: { allow: [] }'];
  return ['  # These run without settings; landrail explain <id> tells more, level: advisory or off quiets one.', ...(counts.length > 0 ? counts : [`  #   ${runAnyway.join(', ')}`]), ...gpu];
}

/** A comment above a guardrail: what it is about, and what it finds. */
function today(id: string, about: string, found: FoundToday): string {
  const said = countText(found.get(id));
  return `  # ${about}. ${said === null ? 'All pass today.' : `Today: ${said}.`}`;
}

function countText(found: { readonly fail: number; readonly undecided: number } | undefined): string | null {
  if (found === undefined || found.fail + found.undecided === 0) return null;
  return [...(found.fail > 0 ? [plural(found.fail, 'finding')] : []), ...(found.undecided > 0 ? [`${found.undecided} undecided`] : [])].join(', ');
}

type Row = readonly [text: string, note: string | null];

function listLines({ provider, names }: ProposedList, key: string, more: (name: string) => string = () => ''): readonly string[] {
  return [`    ${provider}:`, `      ${key}:`, ...aligned(names.map(({ name, count }: Used) => [`        - ${scalar(name)}`, `${count}${more(name)}`]))];
}

/** Comments of neighbours below each other. */
function aligned(rows: readonly Row[]): readonly string[] {
  const widest = Math.min(48, Math.max(0, ...rows.filter(([, note]) => note !== null).map(([text]) => text.length)));
  return rows.map(([text, note]) => (note === null ? text : `${text.padEnd(widest)}    # ${note}`));
}

/** Words that YAML reads as something else than text, in any of its versions. */
const otherwise = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/** A value: as it is where every reader of YAML takes it as that text, else in the quotes of JSON, which YAML reads too. */
function scalar(text: string): string {
  const plain = /^[A-Za-z][\w./-]*$/.test(text) && !otherwise.test(text);
  return plain ? text : jsonText(JSON.stringify(text));
}

const longest = 60;

/** In a comment: on one line, cut to a length that is read. */
function comment(text: string): string {
  const shown = terminalText(text);
  return shown.length <= longest ? shown : `${shown.slice(0, longest - 1)}…`;
}
