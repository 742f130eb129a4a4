import type { Options } from '#config/options.ts';
import { nearest } from '#config/nearest.ts';
import { openInputs } from '#inputs/open.ts';
import type { Reading } from '#inputs/reading.ts';
import { settingsOf } from '#judge/enabled.ts';
import { judge } from '#judge/judge.ts';
import { Redactor } from '#judge/redact.ts';
import type { Finding } from '#model/finding.ts';
import type { Guardrail } from '#model/guardrail.ts';
import type { LeftOut } from '#model/input.ts';
import { ProblemError, type Problem } from '#model/problem.ts';
import type { Replay } from '#model/replay.ts';
import type { Resource } from '#model/resource.ts';
import { shellWord } from '#model/shell-word.ts';
import { shortId } from '#model/short-id.ts';
import { takesFrom, wantedBy } from '#rego/handover.ts';
import { evaluate, judgeOptions, type CheckRequest } from './check.ts';
import { valuesOf } from './replay/values.ts';

/**
 * `landrail explain <id> --for <address>`: one resource, as `check` reads and judges it; one for each input that has it. The other
 * resources are judged too, for a guardrail may look at them.
 * @throws ProblemError where the address is in no input, or the guardrail does not run
 */
export async function replay(guardrail: Guardrail, address: string, check: CheckRequest): Promise<{ readonly replays: readonly Replay[]; readonly errors: readonly Problem[] }> {
  const settings = settingsOf(guardrail, check.options.settings) ?? null;
  if (settings?.['level'] === 'off') throw refused(`${guardrail.id} is switched off in ${check.options.config.file ?? 'the config'}, so that it judges nothing`, 'set its level to mandatory or advisory');
  if (settings === null && guardrail.settings === 'required') throw refused(`${guardrail.id} needs settings and has none, so that it judges nothing`, `landrail explain ${shellWord(guardrail.id)} shows them; landrail init proposes some`);

  const { seen, addresses, called, leftOut, problems } = await find(guardrail, address, check);
  if (seen.length === 0) {
    if (problems.length > 0) throw new ProblemError(problems);
    const out = leftOut.find((one) => one.address === address);
    if (out !== undefined) throw refused(`${out.address}${out.type === '' ? '' : ` (${out.type})`} is left out: ${out.because}`, 'only what is made is judged');
    if (addresses.size === 0) throw refused('no resource was found', 'name the plans, folders or inventories behind --for ADDRESS');
    throw refused(`there is no resource ${JSON.stringify(address)} in what was read`, closest(address, addresses, called));
  }
  const run = await evaluate({ ...check, options: alone(guardrail, check.options) });
  const result = judge(run, judgeOptions(check));
  return { replays: seen.map((one) => replayed(one, guardrail, settings, result.findings)), errors: result.errors };
}

interface Seen {
  readonly reading: Pick<Reading, 'path' | 'format'>;
  readonly resource: Resource;
  readonly values: Replay['values'];
  readonly redactor: Redactor;
}

async function find(guardrail: Guardrail, address: string, check: CheckRequest): Promise<{ readonly seen: readonly Seen[]; readonly addresses: ReadonlySet<string>; readonly called: ReadonlySet<string>; readonly leftOut: readonly LeftOut[]; readonly problems: readonly Problem[] }> {
  const settings = settingsOf(guardrail, check.options.settings) ?? null;
  const seen: Seen[] = [];
  const addresses = new Set<string>();
  const called = new Set<string>();
  const leftOut: LeftOut[] = [];
  const problems: Problem[] = [];
  for await (const opened of openInputs(check.paths, { ...check.input, ...wantedBy([guardrail]), document: false, cwd: check.cwd, strict: false, ahead: null, manyFiles: check.manyFiles })) {
    problems.push(...opened.problems);
    for (const reading of opened.readings) {
      const found: Resource[] = [];
      const secrets = new Set<string>();
      for await (const some of reading.batches) {
        for (const resource of some) {
          addresses.add(resource.address);
          if (goesBy(resource, address)) found.push(resource);
          else if (resource.name === address) called.add(resource.address);
          for (const secret of resource.sensitive) secrets.add(secret);
        }
      }
      const end = reading.finish();
      leftOut.push(...(end.leftOut ?? []));
      const redactor = new Redactor([...secrets, ...end.sensitive]);
      for (const resource of found) seen.push({ reading, resource, redactor, values: valuesOf(resource, guardrail, settings, (path) => end.locate?.(resource.address, path) ?? null) });
    }
  }
  return { seen, addresses, called, leftOut, problems };
}

/** By its address or id, or as EC2 calls it. */
function goesBy({ address, id }: Resource, wanted: string): boolean {
  return address === wanted || id === wanted || shortId(id ?? address) === wanted;
}

/** The options under which no other guardrail runs. */
function alone(guardrail: Guardrail, options: Options): Options {
  const others = Object.keys(options.settings.guardrails).filter((id) => id !== guardrail.id);
  return { ...options, settings: { ...options.settings, guardrails: { ...options.settings.guardrails, ...Object.fromEntries(others.map((id) => [id, { level: 'off' }])) } } };
}

function replayed({ reading, resource, values, redactor }: Seen, guardrail: Guardrail, settings: Replay['settings'], all: readonly Finding[]): Replay {
  const { address, type, provider, kind, stage, action, id, region } = resource;
  const findings = all.filter((one) => one.guardrail === guardrail.id && one.input === reading.path && one.resource?.address === address);
  const because = findings.length > 0 ? null : whyNot(resource, guardrail);
  return {
    guardrail: guardrail.id,
    title: guardrail.title,
    input: reading.path,
    format: reading.format,
    resource: { address, type, provider, kind, stage, action, id: id === null ? null : redactor.text(id), region: region.status === 'known' ? redactor.text(region.value) : null },
    verdict: because === null ? worst(findings) : 'not applicable',
    because,
    values: values.map((one) => ({ ...one, note: one.note === null ? null : redactor.text(one.note), value: shown(one.value, redactor) })),
    settings,
    findings,
  };
}

const order = ['fail', 'undecided', 'waived', 'baselined'] as const;

function worst(findings: readonly Finding[]): Replay['verdict'] {
  return order.find((verdict) => findings.some((one) => one.verdict === verdict)) ?? 'pass';
}

/** Why a guardrail has nothing to say of a resource; null where it looked, and was content. */
function whyNot(resource: Resource, guardrail: Guardrail): string | null {
  if (!takesFrom(guardrail)(resource)) {
    const judged = [...(guardrail.kinds === null ? [] : [`the kinds ${guardrail.kinds.join(', ')}`]), ...(guardrail.types === null ? [] : [`the types ${guardrail.types.join(', ')}`]), ...(guardrail.providers === null ? [] : [`the providers ${guardrail.providers.join(', ')}`]), ...(guardrail.stages === null ? [] : [`the stages ${guardrail.stages.join(', ')}`])];
    return `it judges resources of ${judged.join(', of ')}`;
  }
  if (guardrail.origin !== 'builtin') return null;
  if (guardrail.id === 'required-tags' && !resource.taggable && resource.nestedTags.length === 0) return `${resource.type} cannot be tagged`;
  if (['gpu-shapes', 'instance-types', 'business-justification'].includes(guardrail.id) && resource.shapes.length === 0) return 'nothing in it is a machine with a shape';
  if (guardrail.id === 'regions' && resource.region.status === 'known' && resource.region.value === 'global') return 'it stands in no region';
  return null;
}

function shown(value: Replay['values'][number]['value'], redactor: Redactor): Replay['values'][number]['value'] {
  if (redactor.idle || value.status === 'absent') return value;
  if (value.status === 'known') return { ...value, value: redactor.value(value.value) };
  return value.status === 'oneOf' ? { ...value, values: value.values.map((one) => redactor.value(one)) } : value;
}

const listed = 10;

/** Instances of it, what has it for a name, or what it may have been meant to be. */
function closest(address: string, addresses: ReadonlySet<string>, called: ReadonlySet<string>): string {
  const all = [...addresses].sort();
  const instances = all.filter((one) => one.startsWith(`${address}[`) || one.endsWith(`.${address}`) || called.has(one));
  if (instances.length > 0) return `did you mean ${some(instances)}?`;
  const near = nearest(address, all);
  return near === null ? `resources that were read: ${some(all)}` : `did you mean ${JSON.stringify(near)}?`;
}

function some(list: readonly string[]): string {
  return `${list.slice(0, listed).join(', ')}${list.length > listed ? ` and ${list.length - listed} more` : ''}`;
}

function refused(message: string, hint: string): ProblemError {
  return new ProblemError({ code: 'usage-for', message, where: null, hint });
}
