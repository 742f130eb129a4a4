import { typeOfArn } from '#catalog/arns.ts';
import { liveAnswerOf } from '#catalog/live-aws.ts';
import { liveAwsType } from '#catalog/live-aws-types.ts';
import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import { absent, known, unknown } from '#model/known.ts';
import type { LiveRow } from '#model/live-row.ts';
import { accountScope, scopeWith } from '#model/scope.ts';
import { textAt } from './at.ts';
import { goneBy, keptBy } from '#catalog/aws/fate.ts';
import { typeOf } from './live-row.ts';
import { makingOf } from '#catalog/aws/made-by.ts';
import { arnIn, arnOf, placeOfArn, regionIn } from '#catalog/aws/place.ts';
import { ownPropertiesOf, tagPath, tagsOf } from './properties.ts';
import { tagsIn, type LiveTag } from '#catalog/aws/tags.ts';
import { inWords } from '#catalog/aws/words.ts';

/** What a kind of answer of AWS Config leaves out, and why. */
export interface ConfigAnswer {
  readonly noTags: string;
  /** Why a configuration may be told in part; null where it is told whole. */
  readonly partial: string | null;
}

/** Config writes managed policies as what CloudFormation calls inline ones. */
const otherNames: Readonly<Record<string, string>> = { 'AWS::IAM::Policy': 'AWS::IAM::ManagedPolicy' };

/**
 * One configuration item (https://docs.aws.amazon.com/config/latest/APIReference/API_ConfigurationItem.html); files say `awsAccountId`
 * and `ARN` where the API says `accountId` and `arn`. Null for an item that does not say what it is of.
 */
export function configRow(item: JsonObject, answer: ConfigAnswer): LiveRow | null {
  const configuration = parsed(member(item, 'configuration'));
  const arn = arnIn(text(item, 'arn') ?? text(item, 'ARN')) ?? (isObject(configuration) ? ownArn(configuration) : null);
  const named = text(item, 'resourceType') ?? (arn === null ? null : typeOfArn(arn));
  const plain = text(item, 'resourceId') ?? arn;
  if (named === null || plain === null) return null;
  const recordedAs = otherNames[named] ?? named;
  const live = liveAnswerOf(recordedAs);
  const element = isObject(configuration) ? inWords(configuration, recordedAs, liveAwsType(recordedAs), live) : {};
  const type = live.types === null ? recordedAs : typeOf(element, { ...live, type: recordedAs });
  const facts = liveAwsType(type);
  const ofArn = placeOfArn(arn);
  const place = { region: regionIn(text(item, 'awsRegion') ?? '') ?? ofArn.region, account: text(item, 'accountId') ?? text(item, 'awsAccountId') ?? ofArn.account };
  const zone = text(item, 'availabilityZone');
  const id = arn ?? `${place.account === null ? '' : `${place.account}/`}${place.region === null ? '' : `${place.region}/`}${type}/${plain}`;
  const value = (path: string): string | null => textAt(element, path);
  const tags = itemTags(item, element, configuration, facts?.tags?.style === 'blocks');
  const name = text(item, 'resourceName');
  const isTold = isObject(configuration);
  const gone = (text(item, 'configurationItemStatus') ?? '').startsWith('ResourceDeleted') ? 'deleted' : (keptBy(live, id, value) ?? goneBy(live, value));
  const making = makingOf(tags ?? [], live, place, value);
  const aliases = [...new Set([plain, name, live.id === null || live.id.includes('{') ? null : value(live.id), ...live.aliases.map((alias) => (alias.includes(':') ? arnOf(alias, place, value) : value(alias)))])].filter((one): one is string => one !== null && one !== id);
  return {
    type,
    id,
    aliases,
    name: name ?? (live.drawn ? tags?.find(({ Key }) => Key === 'Name')?.Value : null) ?? plain.slice(plain.search(/[^:/]*$/)),
    region: facts?.region.global === true ? known('global') : place.region === null ? unknown('the item does not tell the region') : known(place.region),
    regionPath: 'awsRegion',
    zone: zone !== null && regionIn(zone) !== null ? known(zone) : absent,
    scope: place.account === null ? untoldScope : accountScope(place.account),
    // From here on the element has the values of the type.
    values: ownPropertiesOf(element, live, facts, tags),
    untold: tags === null ? { [tagPath(facts)]: answer.noTags } : {},
    partial: isTold ? answer.partial : typeof member(item, 'configuration') === 'string' ? 'the configuration of the item is not JSON' : 'the item holds no configuration',
    gone,
    ...making,
    recorded: timeOf(member(item, 'configurationItemCaptureTime')),
  };
}

const untoldScope = scopeWith({ account: unknown('the item does not tell the account') });

/** The map of tags beside the configuration; where it is empty or missing, those inside, or in what is recorded beside it. Null: not told. */
function itemTags(item: JsonObject, element: JsonObject, configuration: JsonValue | undefined, insideFirst: boolean): readonly LiveTag[] | null {
  const beside = tagsIn(member(item, 'tags'));
  if (!insideFirst && beside !== null && beside.length > 0) return beside;
  const inside = isObject(configuration) ? tagsOf(element, {}, liveAnswerOf('')) : null;
  const [first, second] = insideFirst ? [inside, beside] : [beside, inside];
  const found = first !== null && first.length > 0 ? first : second !== null && second.length > 0 ? second : supplementary(member(item, 'supplementaryConfiguration'));
  // A map that is none is no empty map.
  return found ?? (beside === null && (member(item, 'tags') ?? null) !== null ? null : (first ?? second));
}

/** `Tags`, or the tag sets of a bucket. */
function supplementary(value: JsonValue | undefined): readonly LiveTag[] | null {
  const tags = tagsIn(parsed(member(value, 'Tags')));
  if (tags !== null && tags.length > 0) return tags;
  const sets = member(parsed(member(value, 'BucketTaggingConfiguration')), 'tagSets');
  return isArray(sets) ? sets.flatMap((set) => tagsIn(member(set, 'tags')) ?? []) : null;
}

/** JSON within JSON; what is cut off in it is not there. */
function parsed(value: JsonValue | undefined): JsonValue | undefined {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as JsonValue;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The ARN of what a configuration is of: `arn`, or the one that begins with what the type is called. */
function ownArn(configuration: JsonObject): string | null {
  for (const [key, value] of Object.entries(configuration)) {
    const arn = /arn$/i.test(key) && typeof value === 'string' ? arnIn(value) : null;
    const letters = key.toLowerCase().slice(0, -'arn'.length);
    if (arn !== null && (letters === '' || (typeOfArn(arn)?.toLowerCase().endsWith(`::${letters}`) ?? false))) return arn;
  }
  return null;
}

let [lastWritten, lastTime]: [JsonValue | undefined, string | null] = [undefined, null];

/** ISO texts with the offset of some region, and seconds. Items of a snapshot are of one time, or come by it. */
function timeOf(value: JsonValue | undefined): string | null {
  if (value !== lastWritten) [lastWritten, lastTime] = [value, isoTime(value)];
  return lastTime;
}

function isoTime(value: JsonValue | undefined): string | null {
  const time = typeof value === 'number' ? new Date(value * 1000) : typeof value === 'string' ? new Date(value) : null;
  return time === null || Number.isNaN(time.getTime()) ? null : time.toISOString();
}

function text(item: JsonObject, name: string): string | null {
  const value = member(item, name);
  return typeof value === 'string' && value !== '' ? value : null;
}
