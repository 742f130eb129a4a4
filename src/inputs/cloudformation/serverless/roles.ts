import { oneOf } from '#model/known.ts';
import { isArray, isObject, member, type JsonValue } from '#model/json.ts';
import { isHidden, maskAt, openness, Open, Unsure, type Mask } from '../../resource/mask.ts';
import type { TemplateResource } from '../template-resource.ts';
import type { Made } from './made.ts';
import { isSet, keysOf, partAt, type Part } from './part.ts';
import { noneOf, propagatedBy, sameAs } from './tags.ts';

const role = 'AWS::IAM::Role';

/** The roles that SAM makes of a resource itself; those of its events are made of them. */
export function madeRoles(resource: TemplateResource): readonly Made[] {
  const { type, logicalId } = resource;
  if (type === 'AWS::Serverless::Function' || type === 'AWS::Serverless::StateMachine') return unless(partAt(resource, 'Role'), executionRole(resource));
  if (type === 'AWS::Serverless::CapacityProvider') return unless(partAt(resource, 'OperatorRole'), { logicalId: `${logicalId}OperatorRole`, type: role, at: '', tags: propagatedBy(resource) });
  return type === 'AWS::Serverless::GraphQLApi' ? graphRoles(resource) : [];
}

/** Where it is not known whether a role is named, SAM may make one. */
function unless(named: Part, made: Made): readonly Made[] {
  const isNamed = isSet(named);
  return isNamed === true ? [] : [isNamed === false ? made : { ...made, doubt: isNamed }];
}

/**
 * The role that SAM makes for a function: `CheckoutRole` for `Checkout`. Its policies are written at the function, as names, ARNs,
 * documents or policy templates; the last have rights on one resource each and are passed over.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html#sam-function-policies
 */
function executionRole(resource: TemplateResource): Made {
  return { logicalId: `${resource.logicalId}Role`, type: role, at: 'Policies', properties: rightsOf(partAt(resource, 'Policies')), tags: sameAs(resource) };
}

/** Of the logs and the data sources of a GraphQL API, without tags. */
function graphRoles(api: TemplateResource): readonly Made[] {
  const { logicalId } = api;
  const logging = partAt(api, 'Logging');
  const logs = logging.value === false ? [] : unless(partAt(logging, 'CloudWatchLogsRoleArn'), { logicalId: `${logicalId}CloudWatchRole`, type: role, at: 'Logging', tags: noneOf });
  const sources = [['DynamoDb', 'DynamoDB'], ['Lambda', 'Lambda']].flatMap(([kind = '', word = '']) =>
    keysOf(partAt(api, 'DataSources', kind)).flatMap((name) => unless(partAt(api, 'DataSources', kind, name, 'ServiceRoleArn'), { logicalId: `${logicalId}${name}${word}DataSourceRole`, type: role, at: `DataSources.${kind}.${name}`, tags: noneOf })),
  );
  return [...logs, ...sources];
}

function arnOf(policy: string): string {
  return policy.startsWith('arn:') ? policy : `arn:aws:iam::aws:policy/${policy}`;
}

/** Of several policies one. */
function arnsIn(mask: true | Unsure): true | Unsure {
  if (mask === true || mask.known.status !== 'oneOf') return mask;
  const arns = oneOf(mask.known.values.map((value) => arnOf(String(value))), mask.known.because, mask.known.refs);
  return arns.status === 'oneOf' ? new Unsure(arns, mask.perhaps) : mask;
}

function rightsOf({ value: policies, mask }: Part): Readonly<Record<string, Part>> {
  if (isHidden(mask)) return { ManagedPolicyArns: { value: undefined, mask } };
  const list: readonly (readonly [value: JsonValue, mask: Mask | undefined])[] = isArray(policies) ? policies.map((one, index) => [one, maskAt(mask, index, one)] as const) : [[policies ?? null, mask]];
  const arns: { readonly value: JsonValue; readonly mask: Mask }[] = [];
  const documents: { readonly value: JsonValue; readonly mask: Mask }[] = [];
  for (const [one, own] of list) {
    if (isHidden(own)) arns.push({ value: null, mask: arnsIn(own) });
    else if (typeof one === 'string') arns.push({ value: arnOf(one), mask: null });
    else if (isObject(one) && (member(one, 'Statement') !== undefined || isHidden(maskAt(own, 'Statement', undefined)))) documents.push({ value: { PolicyDocument: one }, mask: own === undefined ? null : { PolicyDocument: own } });
  }
  const more = openness(mask);
  const arnMasks = arns.map((one) => one.mask);
  return {
    ManagedPolicyArns: { value: arns.map((one) => one.value), mask: more === null ? arnMasks : new Open(arnMasks, more) },
    Policies: { value: documents.map((one) => one.value), mask: documents.map((one) => one.mask) },
  };
}
