import type { JsonObject } from '#model/json.ts';
import type { Problem } from '#model/problem.ts';
import { freeze, type Config, type GuardrailMention } from './config.ts';
import { contradictions } from './contradictions.ts';
import { filledGuardrails } from './defaults.ts';
import { filledDetections } from './detection-defaults.ts';
import { explainIssues } from './explain.ts';
import { unknownGuardrails } from './guardrail-names.ts';
import { locate, offsetOf, pathText, type Located } from './located.ts';
import { configSchema, type RawConfig } from './schema.ts';
import { readTagPolicy } from './tag-policy.ts';
import { decodeText } from './text.ts';
import { readWaivers } from './waivers.ts';
import { readYaml, type YamlFile } from './yaml.ts';

/** Bytes of a file that the config names, or the reason why they cannot be had. */
export type ReadNamed = (path: string) => { readonly bytes: Uint8Array } | { readonly reason: string };

export interface ParseOptions {
  /** As messages name the file. */
  readonly file: string;
  /** Absolute folder of the file. */
  readonly folder: string;
  readonly now: Date;
  /** Ids of all guardrails, where they are known by now; else unknownGuardrails() is asked later with the config's `mentions`. */
  readonly knownGuardrails?: readonly string[] | undefined;
  /** See LoadOptions. */
  readonly shipped?: (() => readonly string[] | null) | undefined;
  /** Reads a file that the config names, relative to `folder`. */
  readonly read: ReadNamed;
  /** How messages name such a file. */
  readonly display: (path: string) => string;
}

export interface Parsed {
  /** Null when there are problems. */
  readonly config: Config | null;
  readonly problems: readonly Problem[];
  readonly notices: readonly Problem[];
}

/** Bytes of a landrail.yaml to a Config, with all that is wrong at once, in the order of the file. */
export function parseConfig(bytes: Uint8Array, options: ParseOptions): Parsed {
  const decoded = decodeText(bytes, options.file);
  if ('problem' in decoded) return refused([decoded.problem]);
  const yaml = readYaml(decoded.text, options.file);
  if (yaml.root === null) {
    return refused(yaml.problems.length > 0 ? yaml.problems : [{ code: 'config-empty', message: 'the file is empty', where: options.file, hint: 'start with version: 1' }]);
  }
  const root = withoutEmpty(yaml.root);
  const version = versionProblem(root, yaml);
  if (version !== null) return refused([...yaml.problems, version]);
  const result = configSchema.safeParse(root.value);
  const named = mentions(root, yaml.where);
  const unknown = options.knownGuardrails === undefined ? [] : unknownGuardrails(named, options.knownGuardrails);
  const broken = new Set(yaml.problems.map((one) => one.where));
  const issues = result.success ? [] : explainIssues(result.error.issues, root, configSchema, yaml.where);
  const faults = [...yaml.problems, ...unknown, ...issues.filter((one) => !broken.has(one.where))];
  const parsed = !result.success || faults.length > 0 ? refused(faults) : assemble(result.data, named, root, yaml, options);
  return parsed.config === null ? refused([...parsed.problems, ...slips(named, root, options)]) : parsed;
}

/** Of names: nobody is asked to mend a file twice. Without its policies a file that names some may be right. */
function slips(named: readonly GuardrailMention[], root: Located, { knownGuardrails, shipped }: ParseOptions): readonly Problem[] {
  const known = knownGuardrails === undefined && !root.members.has('policies') ? (shipped?.() ?? null) : null;
  return known === null ? [] : unknownGuardrails(named, known);
}

function refused(problems: readonly Problem[]): Parsed {
  return { config: null, problems: inOrder(problems), notices: [] };
}

function assemble(raw: RawConfig, named: readonly GuardrailMention[], root: Located, yaml: YamlFile, options: ParseOptions): Parsed {
  const problems: Problem[] = [];
  const notices: Problem[] = [];
  const written = { ...(raw.guardrails as Readonly<Record<string, JsonObject>> | undefined) };
  notices.push(...contradictions(written, root, yaml.where));
  const required = written['required-tags'];
  if (required !== undefined) {
    const policies = tagPolicies(required, root, yaml, options);
    problems.push(...policies.problems);
    notices.push(...policies.notices);
    written['required-tags'] = policies.settings;
  }
  const { waivers, problems: waiverProblems } = readWaivers(raw, root, yaml.where, options.now);
  problems.push(...waiverProblems);
  if (problems.length > 0) return refused(problems);

  const { $schema: _, guardrails: __, detections: ___, ...rest } = raw;
  const detections = (raw.detections ?? {}) as Readonly<Record<string, JsonObject>>;
  const config: Config = {
    file: options.file,
    folder: options.folder,
    policies: raw.policies ?? [],
    failOn: raw['fail-on'] ?? null,
    undecided: raw.undecided ?? null,
    baseline: raw.baseline ?? null,
    waivers,
    waiverPolicy: { maxDays: raw['waiver-policy']?.['max-days'] ?? null, requireTicket: raw['waiver-policy']?.['require-ticket'] ?? false },
    settings: { ...(JSON.parse(JSON.stringify(rest)) as JsonObject), guardrails: filledGuardrails(written), detections: filledDetections(detections, raw.drift?.compat ?? null) },
    detections,
    compat: raw.drift?.compat ?? null,
    drift: { pipelines: raw.drift?.pipelines ?? [], ignore: raw.drift?.ignore ?? null, history: raw.drift?.history ?? null },
    configured: Object.keys(written).sort(),
    mentions: named,
    places: Object.fromEntries([...root.members].map(([key, { node }]) => [key, yaml.where(node.at)])),
  };
  return { config: freeze(config), problems: [], notices: inOrder(notices) };
}

const sections = new Set(['policies', 'guardrails', 'detections', 'waivers', 'waiver-policy', 'drift']);

/** `guardrails:`, `detections:` or `network-baseline:` with nothing after it is a section without entries, as people write it. */
function withoutEmpty(root: Located): Located {
  const members = new Map([...root.members].filter(([key, { node }]) => !(sections.has(key) && node.value === null)));
  for (const section of ['guardrails', 'detections']) {
    const found = members.get(section);
    if (found === undefined) continue;
    const inside = [...found.node.members].map(([id, member]) => [id, member.node.value === null ? { at: member.at, node: { ...member.node, value: {}, source: null } } : member] as const);
    members.set(section, { at: found.at, node: found.node.members.size > 0 ? mapping(found.node, new Map(inside)) : found.node });
  }
  return root.members.size > 0 ? mapping(root, members) : root;
}

function mapping(node: Located, members: Located['members']): Located {
  return { ...node, members, value: Object.assign(Object.create(null), Object.fromEntries([...members].map(([key, member]) => [key, member.node.value]))) as JsonObject };
}

/** A newer file would be misread key by key; so it is refused at its version alone. */
function versionProblem(root: Located, yaml: YamlFile): Problem | null {
  if (root.members.size === 0) return null;
  const version = locate(root, ['version']);
  const at = yaml.where(offsetOf(root, ['version']));
  if (version === null) return null;
  if (version.value === 1) return null;
  if (typeof version.value === 'number' && version.value > 1) {
    return { code: 'config-version', message: `version is ${version.value}; this landrail reads version 1`, where: at, hint: 'install a newer landrail, or write version: 1' };
  }
  return { code: 'config-version', message: `version is ${JSON.stringify(version.value)}; it must be the number 1`, where: at, hint: 'write version: 1' };
}

function tagPolicies(settings: JsonObject, root: Located, yaml: YamlFile, options: ParseOptions): { readonly settings: JsonObject; readonly problems: readonly Problem[]; readonly notices: readonly Problem[] } {
  const problems: Problem[] = [];
  const notices: Problem[] = [];
  const named = settings['tag-policy'];
  const path = ['guardrails', 'required-tags', 'tag-policy'];
  const tags = [...((settings['tags'] as readonly JsonObject[] | undefined) ?? [])];
  const files = typeof named === 'string' ? [named] : ((named as readonly string[] | undefined) ?? []);
  files.forEach((file, index) => {
    const place = typeof named === 'string' ? path : [...path, index];
    const found = options.read(file);
    if ('reason' in found) {
      problems.push({ code: 'config-file', message: `${pathText(place)} is ${JSON.stringify(file)}, which ${found.reason}`, where: yaml.where(offsetOf(root, place)), hint: 'the path is relative to the folder of the config' });
      return;
    }
    const display = options.display(file);
    const decoded = decodeText(found.bytes, display);
    if ('problem' in decoded) {
      problems.push({ ...decoded.problem, code: 'tag-policy' });
      return;
    }
    const policy = readTagPolicy(decoded.text, display);
    problems.push(...policy.problems);
    notices.push(...policy.notices);
    tags.push(...policy.tags);
  });
  if (files.length > 0 && problems.length === 0 && tags.length === 0 && settings['level'] !== 'off') {
    problems.push({ code: 'config-empty', message: `${pathText(path)} gives no tag to judge`, where: yaml.where(offsetOf(root, path)), hint: notices.map((one) => one.message).join('; ') || 'add tags: [...]' });
  }
  return { settings: { ...settings, tags }, problems, notices };
}

/** Read from the tree and not from the validated value, so that a misspelled id is named beside all other faults. */
function mentions(root: Located, where: (offset: number) => string): readonly GuardrailMention[] {
  const named = (['guardrails', 'detections'] as const).flatMap((section) => [...(locate(root, [section])?.members ?? [])].map(([id, { at }]): GuardrailMention => ({ id, in: section, where: where(at) })));
  const waivers = locate(root, ['waivers'])?.items ?? [];
  return [
    ...named,
    ...waivers.flatMap((waiver): readonly GuardrailMention[] => {
      const id = waiver.members.get('guardrail')?.node;
      return typeof id?.value === 'string' ? [{ id: id.value, in: 'waiver', where: where(id.at) }] : [];
    }),
  ];
}

/** By file, line and column; what has no place comes first; the same fault at the same place once. */
export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const keyed = problems.map((problem) => {
    const match = /^(.*?)(?::(\d+):(\d+))?$/s.exec(problem.where ?? '');
    return { problem, file: match?.[1] ?? '', line: Number(match?.[2] ?? 0), column: Number(match?.[3] ?? 0) };
  });
  keyed.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column));
  const seen = new Set<string>();
  return keyed.flatMap(({ problem }) => {
    const key = JSON.stringify([problem.where, problem.message]);
    if (seen.has(key)) return [];
    seen.add(key);
    return [problem];
  });
}
