import type { LiveAnswer } from '#catalog/live-aws.ts';
import { liveAwsType } from '#catalog/live-aws-types.ts';
import type { TypeFacts } from '#catalog/facts.ts';
import type { JsonObject } from '#model/json.ts';
import { absent, known, unknown, type Known } from '#model/known.ts';
import type { Given } from '../answers.ts';
import type { LiveRow } from '#model/live-row.ts';
import { scopeWith } from '#model/scope.ts';
import { textAt } from './at.ts';
import { goneBy, keptBy } from '#catalog/aws/fate.ts';
import { makingOf } from '#catalog/aws/made-by.ts';
import { accountIn, arnIn, arnOf, filled, placeOfArn, regionIn, type Place } from '#catalog/aws/place.ts';
import { propertiesOf, tagPath, tagsOf } from './properties.ts';
import { usualTagPlaces, type LiveTag } from '#catalog/aws/tags.ts';
import { inWords } from '#catalog/aws/words.ts';

/** A resource in an answer, and what it stands in: a reservation, the answer itself. */
export interface Listed {
  readonly element: JsonObject;
  readonly around: JsonObject;
}

/** AWS writes the ids that it draws in small letters; tables and other tools may not. */
const capitals = /^[A-Z]+-[0-9A-F]{8,}$/;

/** Null for an element that has nothing to tell it from others by. */
export function liveRow({ element: written, around }: Listed, answer: LiveAnswer, given: Given): LiveRow | null {
  const type = typeOf(written, answer);
  const facts = liveAwsType(type);
  const element = answer.has.some((name) => name.startsWith(name.charAt(0).toUpperCase())) ? written : inWords(written, type, facts, answer);
  const value = (path: string): string | null => {
    const text = path.startsWith('^') ? textAt(around, path.slice(1)) : textAt(element, path);
    return text !== null && path === answer.id && answer.drawn && capitals.test(text) ? text.toLowerCase() : text;
  };
  const { arn, place, path, zone } = placed(answer, value, given);
  const plain = answer.id === null ? null : answer.id.includes('{') ? filled(answer.id, value) : value(answer.id);
  const id = arn ?? (plain === null ? null : unnamed(type, plain, answer, place, given));
  if (id === null) return null;
  const tags = tagsOf(element, around, answer);
  const aliases = [plain, ...answer.aliases.map((alias) => (alias.includes(':') ? arnOf(alias, place, value) : value(alias)))];
  const narrowed = answer.always.some((name) => !Object.hasOwn(element, name));
  const values = propertiesOf(element, around, answer, facts, tags);
  return {
    type,
    id,
    aliases: [...new Set(aliases)].filter((one): one is string => one !== null && one !== id),
    name: (answer.drawn ? tags?.find(({ Key }) => Key === 'Name')?.Value : null) ?? plain ?? id.slice(id.search(/[^:/]*$/)),
    region: facts?.region.global === true ? known('global') : place.region === null ? untold(answer, 'region', '--provider-region aws=REGION') : known(place.region),
    regionPath: path,
    zone,
    scope: scopeWith({ account: place.account === null ? untold(answer, 'account', '--provider-scope aws=ACCOUNT') : known(place.account) }),
    values,
    untold: untoldOf(element, answer, facts, tags, values),
    partial: narrowed ? 'the answer was narrowed by --query' : answer.partial,
    gone: keptBy(answer, id, value) ?? goneBy(answer, value),
    ...makingOf(tags ?? [], answer, place, value),
    recorded: null,
  };
}

export function typeOf(element: JsonObject, { type, types }: LiveAnswer): string {
  const of = types === null ? null : textAt(element, types.path);
  return (of === null || types === null || !Object.hasOwn(types.of, of) ? undefined : types.of[of]) ?? type;
}

interface Placed {
  readonly arn: string | null;
  readonly place: Place;
  /** Where the region was read. */
  readonly path: string;
  readonly zone: Known<string>;
}

function placed(answer: LiveAnswer, value: (path: string) => string | null, given: Given): Placed {
  const arnPath = answer.arn.find((path) => !path.includes(':') && arnIn(value(path)) !== null);
  const written = arnPath === undefined ? null : value(arnPath);
  const ofArn = placeOfArn(written);
  const zonePath = answer.zone.find((path) => regionIn(value(path) ?? '') !== null);
  const zone = zonePath === undefined ? null : value(zonePath);
  const regionPath = answer.region.find((path) => regionIn(value(path) ?? '') !== null);
  const region = regionPath === undefined ? null : regionIn(value(regionPath) ?? '');
  const account = ofArn.account ?? [...answer.account, 'OwnerId', '^OwnerId'].map((path) => accountIn(value(path) ?? '')).find((one) => one !== null) ?? given.account;
  const place = { region: ofArn.region ?? (zone === null ? null : regionIn(zone)) ?? region ?? given.region, account };
  const [first] = answer.arn.filter((path) => path.includes(':')).map((template) => arnOf(template, place, value));
  return {
    arn: written ?? first ?? null,
    place,
    path: ofArn.region !== null ? (arnPath ?? 'arn') : (zonePath ?? regionPath ?? 'region'),
    zone: zone === null || (zonePath?.includes('[') ?? false) ? absent : known(zone),
  };
}

/** An id where the answer leaves out what an ARN is made of. A name that others may have too counts within its file alone. */
function unnamed(type: string, plain: string, { drawn }: LiveAnswer, { region, account }: Place, given: Given): string {
  const name = `${region === null ? '' : `${region}/`}${type}/${plain}`;
  if (drawn) return name;
  return account === null || region === null ? `${given.path}#${name}` : `${account}/${name}`;
}

function untold({ command }: LiveAnswer, what: string, flag: string): Known<string> {
  return unknown(`aws ${command} does not tell the ${what}; ${flag} does`);
}

function untoldOf(element: JsonObject, answer: LiveAnswer, facts: TypeFacts | null, tags: readonly LiveTag[] | null, values: JsonObject): Readonly<Record<string, string>> {
  if (tags === null && usualTagPlaces.some((name) => (element[name] ?? null) !== null)) return { ...untoldOf({}, answer, facts, [], values), [tagPath(facts)]: 'its tags are in no form of AWS' };
  const missing = answer.untold.filter((name) => (name === 'Tags' ? tags === null : values[name] === undefined));
  return Object.fromEntries(missing.map((name) => [name === 'Tags' ? tagPath(facts) : name, `aws ${answer.command} does not list ${name === 'Tags' ? 'tags' : name}`]));
}
