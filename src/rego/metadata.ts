import { driftVerdicts } from '#model/drift.ts';
import { channels, deeds, outcomes, touches } from '#model/event.ts';
import { leftOut, type Alone, type DetectionSelection, type Guardrail, type Remediation } from '#model/guardrail.ts';
import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import { ProblemError, type Problem } from '#model/problem.ts';
import { kinds, providers, stages } from '#model/resource.ts';
import { severities } from '#model/severity.ts';
import { roomOf } from './rooms.ts';

/** The METADATA block above a package (https://www.openpolicyagent.org/docs/policy-language#metadata), as JSON, and where it stands. */
export interface PackageMetadata {
  readonly annotations: JsonObject | null;
  /** `file:row:col` of the package. */
  readonly where: string;
}

const customKeys = ['id', 'severity', 'settings', 'input', 'attributes', 'relations', 'without', 'kinds', 'types', 'alone', 'providers', 'stages', 'remediation', 'examples'];
/** Of detections alone. */
const detectionKeys = ['deeds', 'touches', 'outcomes', 'channels', 'claimed', 'verdicts', 'except'];

/** Reads METADATA field by field and collects every fault instead of stopping at the first. */
class Reader {
  readonly problems: Problem[] = [];
  readonly #where: string;

  constructor(where: string) {
    this.#where = where;
  }

  fault(message: string, hint: string): void {
    this.problems.push({ code: 'policy-metadata', message, where: this.#where, hint });
  }

  text(value: JsonValue | undefined, name: string): string | null {
    if (value === undefined || value === null) return null;
    if (typeof value === 'string') return value.trim();
    this.fault(`METADATA ${name} is ${JSON.stringify(value)}, not a text`, `write ${name} as a string`);
    return null;
  }

  flag(value: JsonValue | undefined, name: string, fallback: boolean): boolean {
    if (value === undefined || typeof value === 'boolean') return value ?? fallback;
    this.fault(`METADATA ${name} is ${JSON.stringify(value)}`, 'use true or false');
    return fallback;
  }

  choice<T extends string>(value: JsonValue | undefined, name: string, allowed: readonly T[], fallback: T): T {
    if (value === undefined) return fallback;
    const found = allowed.find((one) => one === value);
    if (found !== undefined) return found;
    this.fault(`METADATA ${name} is ${JSON.stringify(value)}`, `use one of ${allowed.join(', ')}`);
    return fallback;
  }

  names(value: JsonValue | undefined, name: string): readonly string[] | null {
    if (value === undefined) return null;
    const list = isArray(value) ? value : [value];
    const found = list.filter((one) => typeof one === 'string' && /^(?:[a-z0-9_*]+|[A-Za-z0-9*]+(?:::[A-Za-z0-9*]+)+|[A-Za-z0-9.*]+(?:\/[A-Za-z0-9*]+)+)$/.test(one)) as readonly string[];
    if (list.length === 0 || found.length < list.length) this.fault(`METADATA ${name} is ${JSON.stringify(value)}`, 'list resource types such as aws_instance, AWS::EC2::Instance or Microsoft.Compute/virtualMachines; * stands for any run of characters');
    return found;
  }

  /** Names of raw arguments; null where there is not a list. */
  words(value: JsonValue | undefined, name: string): readonly string[] | null {
    if (value === undefined) return null;
    const list = isArray(value) ? value : [value];
    const found = list.filter((one) => typeof one === 'string' && /^\w+$/.test(one)) as readonly string[];
    if (list.length === 0 || found.length < list.length) this.fault(`METADATA ${name} is ${JSON.stringify(value)}`, 'list arguments by their names, such as vpc_security_group_ids; what is in them comes with them');
    return found;
  }

  choices<T extends string>(value: JsonValue | undefined, name: string, allowed: readonly T[]): readonly T[] | null {
    if (value === undefined) return null;
    const list = isArray(value) ? value : [value];
    if (list.length === 0) this.fault(`METADATA ${name} is an empty list, which selects nothing`, `leave it out, or use some of ${allowed.join(', ')}`);
    const found: T[] = [];
    for (const item of list) {
      const match = allowed.find((one) => one === item);
      if (match === undefined) this.fault(`METADATA ${name} has ${JSON.stringify(item)}`, `use some of ${allowed.join(', ')}`);
      else found.push(match);
    }
    return found;
  }
}

/** Values of severity that other tools' packs use, in any case. */
function severityWord(value: JsonValue | undefined): JsonValue | undefined {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

type Reads = Guardrail['reads'];

/**
 * One Guardrail, or detection, from the METADATA of its package. A shipped guardrail must be complete; a user's may leave everything out.
 * @throws ProblemError with every fault of the block.
 */
export function guardrailOf(id: string, packageName: string, metadata: PackageMetadata, origin: string): Guardrail {
  const reader = new Reader(metadata.where);
  const annotations = metadata.annotations ?? {};
  const custom = member(annotations, 'custom');
  const field = (key: string): JsonValue | undefined => member(custom, key);

  const room = roomOf(packageName);
  const isDetection = room === 'detection';
  const known = isDetection ? [...customKeys, ...detectionKeys] : customKeys;
  if (isObject(custom) && origin === 'builtin') {
    for (const key of Object.keys(custom)) {
      if (!known.includes(key)) reader.fault(`METADATA custom.${key} is not known`, `known keys: ${known.join(', ')}`);
    }
  }
  // It would be handed everything, or nothing, and nobody would know.
  if (!isDetection) for (const key of detectionKeys.filter((one) => field(one) !== undefined)) reader.fault(`METADATA custom.${key} selects events, which ${id} is not handed`, 'leave it out, or call the package landrail.detections.<id>');
  const named = field('id');
  if (room !== null && named !== undefined && named !== id) {
    reader.fault(`METADATA custom.id is ${JSON.stringify(named)}, the package says "${id}"`, `leave custom.id out, or make it "${id}"`);
  }
  const reads = isDetection ? detectionReads(field('input'), reader) : guardrailReads(field('input'), reader);

  const guardrail: Guardrail = {
    id,
    package: packageName,
    title: reader.text(member(annotations, 'title'), 'title') ?? id,
    description: reader.text(member(annotations, 'description'), 'description') ?? '',
    severity: reader.choice(severityWord(field('severity')), 'custom.severity', severities, 'medium'),
    remediation: remediation(field('remediation'), reader),
    references: references(member(annotations, 'related_resources')),
    examples: examples(field('examples'), reader),
    settings: reader.choice(field('settings'), 'custom.settings', ['required', 'optional', 'none'] as const, 'optional'),
    reads: reads.reads,
    attributes: reader.words(field('attributes'), 'custom.attributes') ?? reads.attributes,
    relations: reader.flag(field('relations'), 'custom.relations', true),
    without: reader.choices(field('without'), 'custom.without', leftOut) ?? [],
    kinds: reader.choices(field('kinds'), 'custom.kinds', kinds),
    types: reader.names(field('types'), 'custom.types'),
    ...(field('alone') === undefined ? {} : { alone: aloneOf(field('alone'), reader) }),
    providers: reader.choices(field('providers'), 'custom.providers', providers),
    stages: reader.choices(field('stages'), 'custom.stages', stages),
    ...(isDetection ? { selects: selection(field, reads.reads, reader) } : {}),
    origin,
  };
  if (origin === 'builtin') {
    const what = isDetection ? 'detection' : 'guardrail';
    if (guardrail.description === '') reader.fault(`${what} ${id} has no description`, 'say in METADATA why it exists');
    if (guardrail.title === id) reader.fault(`${what} ${id} has no title`, 'name the fault in METADATA title');
    if (guardrail.remediation.summary === '') reader.fault(`${what} ${id} has no remediation`, 'add custom.remediation.summary');
    if (!guardrail.examples) reader.fault(`${what} ${id} has no examples`, 'add custom.examples.bad and custom.examples.good');
    if (guardrail.references.length === 0) reader.fault(`${what} ${id} has no references`, 'add related_resources');
  }
  if (reader.problems.length > 0) throw new ProblemError(reader.problems);
  return guardrail;
}

/** Types, and types by the stage at which they are judged alone: what is declared together may be judged together, what exists names others by their ids. */
function aloneOf(value: JsonValue | undefined, reader: Reader): readonly Alone[] {
  const list = isArray(value) ? value : [value ?? null];
  const types = list.filter((one) => !isObject(one));
  const byStage = list.flatMap((one) => (isObject(one) ? Object.entries(one) : []));
  return [
    ...(types.length === 0 && byStage.length > 0 ? [] : [{ types: reader.names(types, 'custom.alone') ?? [], stages: null }]),
    ...byStage.map(([stage, names]) => ({ types: reader.names(names, `custom.alone.${stage}`) ?? [], stages: reader.choices(stage, 'custom.alone', stages) })),
  ];
}

function guardrailReads(value: JsonValue | undefined, reader: Reader): { readonly reads: Reads; readonly attributes: boolean } {
  const input = reader.choices(value, 'custom.input', ['resources', 'plan', 'attributes', 'document'] as const) ?? [];
  return { reads: input.includes('document') ? 'document' : input.includes('plan') ? 'plan' : 'batch', attributes: input.includes('attributes') };
}

function detectionReads(value: JsonValue | undefined, reader: Reader): { readonly reads: Reads; readonly attributes: boolean } {
  const all = ['events', 'window', 'drift'] as const;
  const input = reader.choices(value, 'custom.input', [...all, 'attributes'] as const) ?? [];
  const named = all.filter((one) => input.includes(one));
  if (named.length > 1) reader.fault(`METADATA custom.input is ${JSON.stringify(value)}`, 'a detection reads one of events, window, drift; write two that each read one');
  return { reads: named[0] ?? 'events', attributes: input.includes('attributes') };
}

/** What would select nothing is a fault: items have verdicts and no deeds, events the reverse. */
function selection(field: (key: string) => JsonValue | undefined, reads: Reads, reader: Reader): DetectionSelection {
  for (const key of ['stages', 'alone'].filter((one) => field(one) !== undefined)) reader.fault(`METADATA custom.${key} selects resources, which a detection is not handed`, 'leave it out');
  const foreign = reads === 'drift' ? ['deeds', 'touches', 'outcomes', 'channels', 'claimed', 'except'] : ['verdicts'];
  for (const key of foreign.filter((one) => field(one) !== undefined)) reader.fault(`METADATA custom.${key} selects ${reads === 'drift' ? 'events' : 'items of drift'}, and this detection reads ${reads}`, `leave it out, or say custom.input: ${reads === 'drift' ? 'events, or window' : 'drift'}`);
  return {
    deeds: reader.choices(field('deeds'), 'custom.deeds', deeds),
    touches: reader.choices(field('touches'), 'custom.touches', touches),
    outcomes: reader.choices(field('outcomes'), 'custom.outcomes', outcomes),
    channels: reader.choices(field('channels'), 'custom.channels', channels),
    claimed: reader.choices(field('claimed'), 'custom.claimed', channels),
    verdicts: reader.choices(field('verdicts'), 'custom.verdicts', driftVerdicts),
    ...(field('except') === undefined ? {} : { except: exceptOf(field('except'), reader) }),
  };
}

function exceptOf(value: JsonValue | undefined, reader: Reader): NonNullable<DetectionSelection['except']> {
  const unknown = isObject(value) ? Object.keys(value).filter((key) => key !== 'outcomes' && key !== 'channels') : [];
  if (!isObject(value) || Object.keys(value).length === 0 || unknown.length > 0) reader.fault(`METADATA custom.except is ${JSON.stringify(value)}`, 'say which outcomes by which channels are left out: {outcomes: [success], channels: [service]}');
  return { outcomes: reader.choices(member(value, 'outcomes'), 'custom.except.outcomes', outcomes), channels: reader.choices(member(value, 'channels'), 'custom.except.channels', channels) };
}

function remediation(value: JsonValue | undefined, reader: Reader): Remediation {
  if (typeof value === 'string') return { summary: value.trim(), terraform: null, cloudformation: null, cli: null };
  return {
    summary: reader.text(member(value, 'summary'), 'custom.remediation.summary') ?? '',
    terraform: reader.text(member(value, 'terraform'), 'custom.remediation.terraform'),
    cloudformation: reader.text(member(value, 'cloudformation'), 'custom.remediation.cloudformation'),
    cli: reader.text(member(value, 'cli'), 'custom.remediation.cli'),
  };
}

function references(value: JsonValue | undefined): readonly string[] {
  if (!isArray(value)) return [];
  return value.flatMap((item) => {
    const ref = typeof item === 'string' ? item : member(item, 'ref');
    return typeof ref === 'string' ? [ref] : [];
  });
}

function examples(value: JsonValue | undefined, reader: Reader): Guardrail['examples'] {
  if (value === undefined) return null;
  const bad = reader.text(member(value, 'bad'), 'custom.examples.bad');
  const good = reader.text(member(value, 'good'), 'custom.examples.good');
  return bad === null || good === null ? null : { bad, good };
}
