import { typeOfArn } from '#catalog/arns.ts';
import { liveAnswerOf } from '#catalog/live-aws.ts';
import { liveAwsType } from '#catalog/live-aws-types.ts';
import type { JsonObject } from '#model/json.ts';
import { absent, known, unknown } from '#model/known.ts';
import type { LiveRow } from '#model/live-row.ts';
import { scopeWith } from '#model/scope.ts';
import { keptBy } from '#catalog/aws/fate.ts';
import { makingOf } from '#catalog/aws/made-by.ts';
import { placeOfArn, regionIn } from '#catalog/aws/place.ts';
import { propertiesOf, tagPath } from './properties.ts';
import type { LiveTag } from '#catalog/aws/tags.ts';

/** What an answer says of a resource that it knows by its ARN, and little more. */
export interface Known {
  readonly arn: string;
  /** Null: told from the ARN. */
  readonly type: string | null;
  /** Null where the answer does not tell. */
  readonly tags: readonly LiveTag[] | null;
  readonly noTags: string;
  /** Beside the ARN, which leaves it out for buckets. */
  readonly region: string | null;
  readonly account: string | null;
  readonly element: JsonObject;
  readonly partial: string;
  readonly recorded: string | null;
}

export function arnRow({ arn, type: told, tags, noTags, region, account, element, partial, recorded }: Known): LiveRow {
  const type = told ?? typeOfArn(arn) ?? kindInArn(arn);
  const facts = liveAwsType(type);
  const ofArn = placeOfArn(arn);
  const place = { region: ofArn.region ?? (region === null ? null : regionIn(region)), account: ofArn.account ?? account };
  const plain = arn.slice(arn.search(/[^:/]*$/));
  return {
    type,
    id: arn,
    aliases: plain === arn ? [] : [plain],
    name: (liveAnswerOf(type).drawn ? tags?.find(({ Key }) => Key === 'Name')?.Value : null) ?? plain,
    region: facts?.region.global === true || region === 'global' ? known('global') : place.region === null ? unknown('the ARN does not tell the region') : known(place.region),
    regionPath: 'Arn',
    zone: absent,
    scope: scopeWith({ account: place.account === null ? unknown('the ARN does not tell the account') : known(place.account) }),
    values: propertiesOf(element, {}, liveAnswerOf(''), facts, tags),
    untold: tags === null ? { [tagPath(facts)]: noTags } : {},
    partial,
    gone: keptBy(liveAnswerOf(type), arn, () => null),
    ...makingOf(tags ?? [], null, place, () => null),
    recorded,
  };
}

/** Of ARNs that the catalogue does not know: `bedrock:model-invocation-job`, as Resource Explorer would call it. */
function kindInArn(arn: string): string {
  const [, , service = '', , , ...rest] = arn.split(':');
  const [kind, ...names] = rest.join(':').split(/[:/]/).filter((part) => part !== '');
  return names.length === 0 ? service : `${service}:${kind}`;
}
