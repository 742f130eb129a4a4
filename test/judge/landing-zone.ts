import type { Claim } from '#model/finding.ts';
import type { Guardrail } from '#model/guardrail.ts';
import type { Input } from '#model/input.ts';
import { absent, known } from '#model/known.ts';
import type { Resource } from '#model/resource.ts';
import type { Result } from '#model/result.ts';
import type { Waiver } from '#model/waiver.ts';
import { draftsOf } from '#judge/drafts.ts';
import { judge as judgeDrafts } from '#judge/judge.ts';
import { namedOf, waivedTags } from '#judge/named.ts';
import type { Evaluated, JudgeOptions } from '#judge/run.ts';

/** A training cluster and a checkout service in one plan: what the tests of this room judge. */
export function resource(address: string, more: Partial<Resource> = {}): Resource {
  const type = /(?:^|\.)([a-z]+_[a-z_]+)\.[^.]+$/.exec(address)?.[1] ?? 'aws_instance';
  return {
    id: null,
    address,
    previousAddress: null,
    provider: 'aws',
    type,
    kind: 'instance',
    name: address.split('.').at(-1) ?? address,
    stage: 'plan',
    action: 'create',
    conditional: null,
    region: known('eu-west-1'),
    regionPath: 'provider aws',
    otherRegions: [],
    zone: absent,
    scope: { account: absent, subscription: absent, resourceGroup: absent, project: absent, folders: absent, compartment: absent, path: absent },
    shapes: [],
    image: absent,
    tags: { entries: [], open: null },
    tagsPath: 'tags',
    taggable: true,
    nestedTags: [],
    relations: [],
    grants: [],
    source: null,
    aliases: [],
    inCatalog: true,
    sensitive: [],
    attributes: null,
    unknownAttributes: [],
    ...more,
  };
}

export function guardrail(id: string, more: Partial<Guardrail> = {}): Guardrail {
  return {
    id,
    package: `landrail.guardrails.${id.replaceAll('-', '_')}`,
    title: `About ${id}`,
    description: '',
    severity: 'medium',
    remediation: { summary: `Mend ${id}`, terraform: null, cloudformation: null, cli: null },
    references: [`https://example.com/${id}`],
    examples: null,
    settings: 'optional',
    reads: 'batch',
    attributes: false,
    relations: true,
    without: [],
    kinds: null, types: null, stages: null,
    providers: null,
    origin: 'builtin',
    ...more,
  };
}

export function claim(id: string, address: string | null, more: Partial<Omit<Claim, 'evidence'>> & { readonly evidence?: Partial<Claim['evidence']> } = {}): Claim {
  const { evidence, ...rest } = more;
  return {
    guardrail: id,
    verdict: 'fail',
    message: `${id} at ${address ?? 'the document'}`,
    input: 'plan.json',
    address,
    severity: null,
    remediation: null,
    location: null,
    located: null,
    ...rest,
    evidence: { path: 'instance_type', actual: 'p5.48xlarge', expected: 'g5.xlarge', refs: [], needs: null, ...evidence },
  };
}

/** With what is let go once its findings are drafted. */
export interface JudgedInput extends Input {
  readonly resources: readonly Resource[];
  readonly sensitive: readonly string[];
}

export function input(resources: readonly Resource[], more: Partial<JudgedInput> = {}): JudgedInput {
  const files = resources.flatMap((one) => (one.source === null ? [] : [one.source.file]));
  return { path: 'plan.json', format: 'terraform-plan', judged: resources.length, resources, files, modules: null, notes: [], document: null, ignores: [], coverage: [], ...more, sensitive: [...resources.flatMap((one) => one.sensitive), ...(more.sensitive ?? [])] };
}

export function waiver(more: Partial<Waiver> = {}): Waiver {
  return { guardrail: 'gpu-shapes', resource: 'module.training.*', reason: 'H2 fine-tuning run', owner: 'ml-platform', ticket: 'CHG-1042', expires: '2026-12-31', where: 'landrail.yaml:34:5', ...more };
}

/** What is judged: claims beside the inputs that they name. */
export interface Run extends Omit<Evaluated, 'drafts' | 'inputs'> {
  readonly inputs: readonly JudgedInput[];
  readonly claims: readonly Claim[];
}

export function run(claims: readonly Claim[], more: Partial<Run> = {}): Run {
  const ids = [...new Set(claims.map((one) => one.guardrail))];
  const addresses = [...new Set(claims.flatMap((one) => (one.address === null ? [] : [one.address])))];
  return {
    command: 'check',
    version: '0.0.0',
    inputs: [input((addresses.length > 0 ? addresses : ['aws_instance.web']).map((address) => resource(address)))],
    skipped: [],
    guardrails: (ids.length > 0 ? ids : ['gpu-shapes']).map((id) => guardrail(id)),
    notRun: [],
    claims,
    errors: [],
    notices: [],
    ...more,
  };
}

export function options(more: Partial<JudgeOptions> = {}): JudgeOptions {
  return {
    failOn: 'medium',
    undecided: 'warn',
    exitZero: false,
    waivers: [],
    waiverPolicy: { maxDays: null, requireTicket: false },
    settings: { guardrails: {} },
    baseline: null,
    strict: false,
    base: { cwd: '/checkout', folder: '/checkout' },
    now: new Date('2026-11-23T12:00:00Z'),
    ...more,
  };
}

/** As `check` does it: the findings of each input, then the verdict. */
export function judge(made: Run, judging: JudgeOptions): Result {
  return judgeDrafts(evaluated(made, judging), judging);
}

export function evaluated({ claims, ...made }: Run, judging: JudgeOptions): Evaluated {
  const guardrails = new Map(made.guardrails.map((one) => [one.id, one]));
  const drafts = [...new Set(claims.map((one) => one.input))].flatMap((path) => {
    const of = made.inputs.find((one) => one.path === path);
    const named = new Map((of?.resources ?? []).map((one) => [one.address, namedOf(one, waivedTags(judging.waivers))]));
    return draftsOf({ claims: claims.filter((one) => one.input === path), named, sensitive: of?.sensitive ?? [] }, guardrails, judging);
  });
  return { ...made, drafts };
}
