import { byCodePoint } from '#model/json.ts';
import { known } from '#model/known.ts';
import type { Resource, Tag } from '#model/resource.ts';
import { isHidden, openness } from '../../resource/mask.ts';
import type { Subject } from '../../resource/subject.ts';
import { TagCollection } from '../../resource/tags.ts';
import type { TemplateEntry } from '../entry.ts';
import { keysOf, partAt, unknownOf } from './part.ts';
import { propagatedBy } from './tags.ts';

/** What SAM marks as its own: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html#sam-function-tags */
const marks: ReadonlyMap<string, string> = new Map([
  ['AWS::Serverless::Application', 'lambda:createdBy'],
  ['AWS::Serverless::CapacityProvider', 'lambda:createdBy'],
  ['AWS::Serverless::Function', 'lambda:createdBy'],
  ['AWS::Serverless::GraphQLApi', 'graphqlapi:createdBy'],
  ['AWS::Serverless::HttpApi', 'httpapi:createdBy'],
  ['AWS::Serverless::StateMachine', 'stateMachine:createdBy'],
  ['AWS::Serverless::WebSocketApi', 'websocketapi:createdBy'],
]);

/** The tag by which SAM marks a resource of a type; null for one that it does not mark. */
export function samTag(type: string, origin: string): Tag | null {
  const key = marks.get(type);
  return key === undefined ? null : { key, value: known('SAM'), origin };
}

/** The tags that a serverless resource itself has in the end. */
export function tagsOfServerless({ resource }: TemplateEntry, subject: Subject, tags: Pick<Resource, 'tags' | 'tagsPath'>): Pick<Resource, 'tags' | 'tagsPath'> {
  if (resource.type === 'AWS::Serverless::Api') return tagsOfRestApi(resource, subject, tags);
  const own = samTag(resource.type, 'SAM');
  if (own === null || tags.tags.entries.some(({ key }) => key === own.key) || isReplaced(resource)) return tags;
  return { ...tags, tags: { ...tags.tags, entries: [...tags.tags.entries, own].sort((a, b) => byCodePoint(a.key, b.key)) } };
}

/** Tags that are propagated take the place of those that SAM has set before. */
function isReplaced(resource: TemplateEntry['resource']): boolean {
  return /::(?:Function|StateMachine)$/.test(resource.type) && propagatedBy(resource).at === 'Tags' && keysOf(partAt(resource, 'Tags')).length > 0;
}

/** `Tags` are those of its stage; it has them itself only with `PropagateTags`. */
function tagsOfRestApi(resource: TemplateEntry['resource'], { provider }: Subject, tags: Pick<Resource, 'tags' | 'tagsPath'>): Pick<Resource, 'tags' | 'tagsPath'> {
  const { same, tags: handedOn } = propagatedBy(resource);
  if (same) return tags;
  const found = new TagCollection();
  // It may have them, and they would stand above those of the stack.
  if (isHidden(handedOn.mask)) {
    const doubt = unknownOf(handedOn.mask);
    const own = partAt(resource, 'Tags');
    if (isHidden(own.mask) || openness(own.mask) !== null) found.open(doubt);
    else for (const key of keysOf(own)) found.open(doubt, key);
  }
  for (const tag of provider.defaults.tags) found.below(tag);
  if (provider.defaults.open !== null) found.open(provider.defaults.open);
  return { tags: found.set, tagsPath: 'PropagateTags' };
}
