import { isArray, isObject, member } from '#model/json.ts';
import { cloudFormationType, cloudFormationTypes } from './cloudformation.ts';
import { bareFacts } from './bare.ts';
import { table, text, texts } from './data.ts';
import type { TypeFacts, TypeLookup } from './facts.ts';
import { shapePath } from './places.ts';
import { kinds, type Kind } from '#model/resource.ts';

const cache = new Map<string, TypeFacts | null>();

/**
 * Facts of a live resource of AWS: those of CloudFormation's type, with what only answers tell (the instances of a group, a market), and
 * types that CloudFormation does not make: snapshots, images, training jobs.
 */
export function liveAwsType(type: string): TypeFacts | null {
  const before = cache.get(type);
  if (before !== undefined) return before;
  const facts = lookUp(type);
  cache.set(type, facts);
  return facts;
}

export const liveAwsTypes: TypeLookup = { ...cloudFormationTypes, factsOf: liveAwsType };

function lookUp(type: string): TypeFacts | null {
  const made = cloudFormationType(type);
  const live = member(table('places-live-aws'), type);
  if (!isObject(live)) return made;
  const kind = text(live['kind']) ?? made?.kind ?? 'other';
  const tags = text(live['tags']);
  return {
    ...(made ?? bareFacts('aws', type)),
    kind: (kinds as readonly string[]).includes(kind) ? (kind as Kind) : 'other',
    ...(tags === null ? {} : { tags: { path: tags, merged: null, style: 'list', defaults: false, also: null, specifies: null } }),
    ...(isArray(live['shapes']) ? { shapes: live['shapes'].map(shapePath) } : {}),
    ...(isArray(live['image']) ? { image: texts(live['image']) } : {}),
  };
}
