import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import { keyOf } from '../hours.ts';
import type { Delivered, Delivery, Seal } from '../reader.ts';
import { textOf } from './actor.ts';
import { timeIn } from './event-time.ts';

export const deliveryName = /_CloudTrail-Digest_/i;

/**
 * What a digest file says: which log files were delivered in its hour. It names them by the keys of their objects, and the digest file
 * before it, each with the SHA-256 of what is in it, unpacked (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html).
 */
export function deliveryIn(value: JsonObject): Delivery | null {
  const told = (name: string): string | null => textOf(member(value, name));
  const list = member(value, 'logFiles');
  const [key, from, to] = [told('digestS3Object'), timeIn(told('digestStartTime')), timeIn(told('digestEndTime'))];
  if (!isArray(list) || key === null || from === null || to === null) return null;
  const [, account = null, region = null] = /(?:^|\/)(\d{12})_CloudTrail-Digest_([a-z]{2}[a-z0-9-]*?)_[^/]*$/.exec(key) ?? [];
  const own: Delivered = { key, scope: account ?? told('awsAccountId') ?? 'unknown', region, from, to, sum: null, instead: null };
  const before = told('previousDigestS3Object');
  const files = list.map((one) => fileIn(one, own)).filter((one) => one !== null);
  return { list: own, before: before === null ? null : { key: before, ...sealIn(value, 'previousDigestHashAlgorithm', 'previousDigestHashValue') }, files, unnamed: list.length - files.length };
}

function fileIn(value: JsonValue, list: Delivered): Delivered | null {
  const key = isObject(value) ? textOf(member(value, 's3Object')) : null;
  if (key === null) return null;
  const named = keyOf(key);
  const [from, to] = (['oldestEventTime', 'newestEventTime'] as const).map((name) => timeIn(textOf(member(value, name))));
  return { key, scope: named?.scope ?? list.scope, region: named?.region ?? list.region, from: from ?? list.from, to: to ?? list.to, ...sealIn(value, 'hashAlgorithm', 'hashValue') };
}

function sealIn(value: JsonValue, algorithm: string, hash: string): Seal {
  const [kind, sum] = [algorithm, hash].map((name) => textOf(member(value, name)) ?? '') as [string, string];
  if (sum === '') return { sum: null, instead: `no ${hash}` };
  if (!/^SHA[-_ ]?256$/i.test(kind)) return { sum: null, instead: kind === '' ? `no ${algorithm}` : `${algorithm} ${shown(kind)}` };
  return /^[0-9a-f]{64}$/i.test(sum) ? { sum: sum.toLowerCase(), instead: null } : { sum: null, instead: `${hash} ${shown(sum)}, which is no SHA-256 in hex` };
}

function shown(text: string): string {
  return JSON.stringify(text.length > 24 ? `${text.slice(0, 24)}…` : text);
}
