import { liveAnswerOf } from '#catalog/live-aws.ts';
import { liveAwsType, liveAwsTypes } from '#catalog/live-aws-types.ts';
import { isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import { absent, known, unknown } from '#model/known.ts';
import type { Answers, Given } from '../answers.ts';
import { drawnMaker, drawnName } from './drawn-name.ts';
import type { LiveRow } from '#model/live-row.ts';
import { scopeWith } from '#model/scope.ts';
import { textAt } from './at.ts';
import { keptBy } from '#catalog/aws/fate.ts';
import { makingOf } from '#catalog/aws/made-by.ts';
import { arnIn, arnOf, placeOfArn, regionIn } from '#catalog/aws/place.ts';
import { propertiesOf, tagsOf } from './properties.ts';
import { tellRest } from './rest.ts';
import { tagsIn } from '#catalog/aws/tags.ts';

/** `cloudcontrol list-resources` and `get-resource`: CloudFormation's own properties, as JSON in JSON. */
export const cloudControlAnswers: Answers = {
  provider: 'aws',
  types: liveAwsTypes,
  drawnName,
  drawnMaker,
  *rows(page, told) {
    tellRest(page, told);
    const type = page.value('TypeName');
    if (typeof type !== 'string') {
      told.malformed('an answer without TypeName');
      return;
    }
    for (const one of page.elements('ResourceDescriptions')) {
      const row = rowOf(type, one, 'aws cloudcontrol list-resources leaves out properties', told.given);
      if (row === null) told.malformed('an element of ResourceDescriptions without an Identifier');
      else yield row;
    }
    const single = page.value('ResourceDescription');
    const row = single === undefined ? null : rowOf(type, single, null, told.given);
    if (row !== null) yield row;
    else if (single !== undefined) told.malformed('a ResourceDescription without an Identifier');
  },
};

function rowOf(type: string, description: JsonValue, partial: string | null, given: Given): LiveRow | null {
  const plain = textAt(description, 'Identifier');
  if (plain === null) return null;
  const written = propertiesIn(member(description, 'Properties'));
  const properties = written ?? {};
  const facts = liveAwsType(type);
  const live = liveAnswerOf(type);
  const ofArn = arnIn(plain) ?? arnIn(textAt(properties, 'Arn')) ?? arnIn(textAt(properties, `${type.slice(type.lastIndexOf(':') + 1)}Arn`));
  const zone = (facts?.region.paths ?? []).map(({ path }) => textAt(properties, path)).find((one) => one !== null && regionIn(one) !== null) ?? null;
  const found = placeOfArn(ofArn);
  const place = { region: found.region ?? (zone === null ? null : regionIn(zone)) ?? bucketRegion(properties) ?? given.region, account: found.account ?? given.account };
  const template = live.arn.find((one) => one.split('{').length === 2);
  const id = ofArn ?? (template?.includes(':') === true ? arnOf(template, place, () => plain) : null);
  const tags = facts?.tags == null ? tagsOf(properties, {}, live) : tagsIn(member(properties, facts.tags.path));
  const name = `${place.account ?? given.path}${place.account === null ? '#' : '/'}${place.region === null ? '' : `${place.region}/`}${type}/${plain}`;
  return {
    type,
    id: id ?? (live.drawn ? `${place.region === null ? '' : `${place.region}/`}${type}/${plain}` : name),
    aliases: plain === id ? [] : [plain],
    name: (live.drawn ? tags?.find(({ Key }) => Key === 'Name')?.Value : null) ?? plain.slice(plain.search(/[^:/]*$/)),
    region: facts?.region.global === true ? known('global') : place.region === null ? unknown('Cloud Control does not tell the region; --provider-region aws=REGION does') : known(place.region),
    regionPath: zone === null ? 'Arn' : 'AvailabilityZone',
    zone: zone === null ? absent : known(zone),
    scope: scopeWith({ account: place.account === null ? unknown('Cloud Control does not tell the account; --provider-scope aws=ACCOUNT does') : known(place.account) }),
    values: propertiesOf(properties, {}, liveAnswerOf(''), facts, tags),
    untold: {},
    partial: written === null ? 'the answer holds no properties' : partial,
    gone: keptBy(live, id ?? '', (path) => textAt(properties, path)),
    ...makingOf(tags ?? [], live, place, (path) => textAt(properties, path)),
    recorded: null,
  };
}

/** Null for what is not JSON, and for none. */
function propertiesIn(value: JsonValue | undefined): JsonObject | null {
  if (typeof value !== 'string') return isObject(value) ? value : null;
  try {
    const parsed = JSON.parse(value) as JsonValue;
    return isObject(parsed) ? parsed : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** `shop-receipts.s3.eu-west-1.amazonaws.com`: the one place where a bucket says where it is. */
function bucketRegion(properties: JsonObject): string | null {
  return /\.s3\.([a-z]{2,4}(?:-[a-z]+)+-\d+)\.amazonaws\.com/.exec(textAt(properties, 'RegionalDomainName') ?? '')?.[1] ?? null;
}
