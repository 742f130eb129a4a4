import type { JsonObject } from '#model/json.ts';
import { text } from '../path.ts';

/** A method of an API, whichever of the spellings of Google's logs it has. */
export interface Method {
  /** As the log names it. */
  readonly name: string;
  /** `compute`, of `compute.googleapis.com`; `cloudsql`. */
  readonly api: string;
  /** `instances.insert`, `ClusterManager.CreateCluster`: without what tells the API and its version. */
  readonly path: string;
  /** Of the last part: `Create` and `Cluster`; `insert` and nothing. */
  readonly verb: string;
  readonly noun: string;
  readonly version: string | null;
}

/**
 * `v1.compute.instances.insert`, `beta.compute.…`, `compute.instances.insert`, `google.container.v1beta1.ClusterManager.CreateCluster`,
 * `google.iam.admin.v1.CreateServiceAccount`, `storage.buckets.create`, `datasetservice.insert`, `CreateCryptoKey`; null for a record
 * that names none.
 */
export function methodOf(payload: JsonObject): Method | null {
  const name = text(payload['methodName']);
  if (name === null) return null;
  const parts = name.split(/[./]/).filter((part) => part !== '');
  const service = text(payload['serviceName'])?.replace(/\.googleapis\.com$/, '') ?? null;
  const inPackage = parts[0] === 'google';
  const at = parts.findIndex((part, index) => isVersion(part) && (index > 0 || inPackage));
  const rest = inPackage && at > 0 ? parts.slice(at + 1) : parts.filter((part, index) => !(index === 0 && isVersion(part)));
  const api = service ?? (inPackage ? (parts[at - 1] ?? '') : (rest[0] ?? ''));
  const named = !inPackage && rest.length > 1 && (rest[0] === api || (api === 'sqladmin' && rest[0] === 'cloudsql')) ? rest.slice(1) : rest;
  const last = named.at(-1) ?? '';
  const [, verb = last, noun = ''] = /^([A-Z]?[a-z]+)([A-Z]\w*)?$/.exec(last) ?? [];
  return { name, api: api === 'sqladmin' ? 'cloudsql' : api, path: named.join('.'), verb, noun, version: parts.find((part) => isVersion(part)) ?? null };
}

function isVersion(part: string): boolean {
  return /^(?:v\d+(?:p\d+)?(?:(?:alpha|beta)\d*)?|alpha|beta)$/.test(part);
}

/** Methods that look and change nothing, by their verbs. */
export function isReading({ path, verb }: Method): boolean {
  return /^(?:get|list|aggregatedlist|search|query|fetch|test|lookup|batchget|check|validate|preview|count|export|read|sign|generateaccesstoken|generateidtoken)/i.test(verb === '' ? path : verb);
}
