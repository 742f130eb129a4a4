import { dirname, join } from 'node:path';
import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import { ProblemError } from '#model/problem.ts';
import type { Files } from '../../files.ts';

/**
 * A cloud assembly: what `cdk synth` made of an app, or of one of its stages.
 * @see https://github.com/aws/aws-cdk-cli/blob/main/packages/%40aws-cdk/cloud-assembly-schema/README.md
 */
export interface Manifest {
  /** Absolute. */
  readonly folder: string;
  readonly stacks: readonly StackArtifact[];
  /** Folders of the assemblies of stages, absolute. */
  readonly stages: readonly string[];
  /** Lookups that have not been done: the templates hold placeholders for what they would find. */
  readonly missing: readonly string[];
}

export interface StackArtifact {
  /** For people: `Prod/Data`. */
  readonly name: string;
  readonly stackName: string;
  /** Relative to the folder. */
  readonly template: string;
  /** `aws://111122223333/eu-west-1`, with `unknown-account` and `unknown-region` where the app leaves them open. */
  readonly environment: string;
  readonly tags: ReadonlyMap<string, string>;
  readonly parameters: ReadonlyMap<string, string>;
  /** By construct path (`/Shop/Trainer/Resource`), what the CDK notes of constructs. */
  readonly metadata: JsonObject;
}

/** @throws ProblemError for a file that cannot be read, or is no manifest. */
export function manifestAt(absolute: string, files: Files): Manifest {
  const value = jsonAt(absolute, files);
  const artifacts = member(value, 'artifacts');
  const folder = dirname(absolute);
  if (!isObject(artifacts)) {
    const path = files.shown(absolute);
    throw new ProblemError({ code: 'cdk-no-manifest', message: `${path} is not the manifest of a cloud assembly: it has no artifacts`, where: path, hint: 'give the folder that cdk synth writes, cdk.out' });
  }
  const all = Object.entries(artifacts);
  return {
    folder,
    stacks: all.flatMap(([id, artifact]) => stackOf(id, artifact, folder, files) ?? []),
    stages: all.flatMap(([, artifact]) => (member(artifact, 'type') === 'cdk:cloud-assembly' ? [join(folder, text(member(member(artifact, 'properties'), 'directoryName')) ?? '')] : [])),
    missing: missingIn(member(value, 'missing')),
  };
}

function stackOf(id: string, artifact: JsonValue, folder: string, files: Files): StackArtifact | null {
  const properties = member(artifact, 'properties');
  const template = text(member(properties, 'templateFile'));
  if (member(artifact, 'type') !== 'aws:cloudformation:stack' || template === null) return null;
  const metadata = metadataOf(artifact, folder, files);
  return {
    name: text(member(artifact, 'displayName')) ?? id,
    stackName: text(member(properties, 'stackName')) ?? id,
    template,
    environment: text(member(artifact, 'environment')) ?? '',
    tags: new Map([...notedTags(metadata), ...textsOf(member(properties, 'tags'))]),
    parameters: textsOf(member(properties, 'parameters')),
    metadata,
  };
}

/** In the manifest itself, and since schema 41 in a file of its own. */
function metadataOf(artifact: JsonValue, folder: string, files: Files): JsonObject {
  const own = member(artifact, 'metadata');
  const file = text(member(artifact, 'additionalMetadataFile'));
  let more: JsonValue | null = null;
  try {
    more = file === null ? null : jsonAt(join(folder, file), files);
  } catch (error) {
    // Names of constructs are missed; nothing else is.
    if (!(error instanceof ProblemError)) throw error;
  }
  return { ...(isObject(own) ? own : {}), ...(more !== null && isObject(more) ? more : {}) };
}

/** Before manifests had `tags`, the stack noted them: `{type: aws:cdk:stack-tags, data: [{key, value}]}`. */
function notedTags(metadata: JsonObject): readonly (readonly [string, string])[] {
  return Object.values(metadata).flatMap((entries) => entriesOf(entries, 'aws:cdk:stack-tags')).flatMap((data) => (isArray(data) ? data : [])).flatMap((tag): readonly (readonly [string, string])[] => {
    const [key, value] = [text(member(tag, 'key') ?? member(tag, 'Key')), text(member(tag, 'value') ?? member(tag, 'Value'))];
    return key === null || value === null ? [] : [[key, value]];
  });
}

/** The data of the entries of one type. */
export function entriesOf(entries: JsonValue, type: string): readonly JsonValue[] {
  return isArray(entries) ? entries.flatMap((entry) => (member(entry, 'type') === type ? [member(entry, 'data') ?? null] : [])) : [];
}

function missingIn(list: JsonValue | undefined): readonly string[] {
  return isArray(list) ? list.map((one) => text(member(one, 'key')) ?? text(member(one, 'provider')) ?? 'a lookup without a name') : [];
}

function textsOf(map: JsonValue | undefined): ReadonlyMap<string, string> {
  return new Map(isObject(map) ? Object.entries(map).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value] as const] : [])) : []);
}

function text(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** @throws ProblemError */
function jsonAt(absolute: string, files: Files): JsonValue {
  const path = files.shown(absolute);
  const read = files.text(absolute);
  if ('refused' in read) throw new ProblemError({ code: 'input-unreadable', message: read.because, where: path, hint: 'synthesise the app again: cdk synth' });
  try {
    return JSON.parse(read.bytes.toString('utf8', 0, read.length)) as JsonValue;
  } catch {
    throw new ProblemError({ code: 'input-not-json', message: `${path} is not valid JSON`, where: path, hint: 'synthesise the app again: cdk synth' });
  }
}
