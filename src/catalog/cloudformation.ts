import { isArray, member, type JsonObject } from '#model/json.ts';
import { owned } from '#model/owned.ts';
import { kinds, type Kind } from '#model/resource.ts';
import { row, table, text, texts } from './data.ts';
import type { FilledIn, RegionFacts, RelationPath, TagFacts, TypeFacts, TypeLookup } from './facts.ts';
import { grantPath, lists, nestedTagPath, relationPath, shapePath } from './places.ts';

const cache = new Map<string, TypeFacts | null>();

/** Facts of a CloudFormation resource type; null when the catalogue does not know it. */
export function cloudFormationType(type: string): TypeFacts | null {
  const before = cache.get(type);
  if (before !== undefined) return before;
  const facts = lookUp(type);
  cache.set(owned(type), facts);
  return facts;
}

/** Of types that are not in the catalogue, custom resources and those of private registries. */
const usualTags: TagFacts = { path: 'Tags', merged: null, style: 'list', defaults: true, also: null, specifies: null };

/** The resource types of templates. Whatever a template makes, it makes in an account of AWS. */
export const cloudFormationTypes: TypeLookup = { cloudOf: () => 'aws', factsOf: cloudFormationType, usualTags: () => usualTags, usualPlaces: () => [{ path: 'AvailabilityZone', holds: 'zone' }] };

/** What SAM makes of its types, under the same logical id. */
const transformed: ReadonlyMap<string, string> = new Map(Object.entries({
  'AWS::Serverless::Api': 'AWS::ApiGateway::RestApi',
  'AWS::Serverless::Application': 'AWS::CloudFormation::Stack',
  'AWS::Serverless::CapacityProvider': 'AWS::Lambda::CapacityProvider',
  'AWS::Serverless::Function': 'AWS::Lambda::Function',
  'AWS::Serverless::GraphQLApi': 'AWS::AppSync::GraphQLApi',
  'AWS::Serverless::HttpApi': 'AWS::ApiGatewayV2::Api',
  'AWS::Serverless::LayerVersion': 'AWS::Lambda::LayerVersion',
  'AWS::Serverless::SimpleTable': 'AWS::DynamoDB::Table',
  'AWS::Serverless::StateMachine': 'AWS::StepFunctions::StateMachine',
  'AWS::Serverless::WebSocketApi': 'AWS::ApiGatewayV2::Api',
}));

/** The type that exists in the end. */
export function deployedType(type: string): string {
  return transformed.get(type) ?? type;
}

/** What a template holds that is nothing in an account: notes for the CDK, and for CloudFormation while it works. */
export function isOfTemplateAlone(type: string): boolean {
  return type === 'AWS::CDK::Metadata' || type === 'AWS::CloudFormation::WaitCondition' || type === 'AWS::CloudFormation::WaitConditionHandle';
}

function lookUp(type: string): TypeFacts | null {
  const written = row('types-cloudformation', type);
  const place = member(table('places-cloudformation'), type);
  return written === undefined && place === undefined ? null : facts(type, (written ?? {}) as JsonObject, (place ?? {}) as JsonObject);
}

const filled = new Map<string, readonly FilledIn[]>();

/** Properties that AWS picks a value for where a template leaves them out. */
export function cloudFormationFilledIn(type: string): readonly FilledIn[] {
  const before = filled.get(type);
  if (before) return before;
  const found = texts(member(member(table('places-cloudformation'), type), 'filled')).map((path): FilledIn => ({ path, value: null }));
  filled.set(owned(type), found);
  return found;
}

/** Row letters: k kind where it is not `other`, t tag property, s style of tags where they are no list of {Key, Value}, g global, z has AvailabilityZone. */
function facts(type: string, row: JsonObject, place: JsonObject): TypeFacts {
  const kind = text(place['kind']) ?? text(row['k']) ?? 'other';
  return {
    provider: 'aws',
    type,
    kind: (kinds as readonly string[]).includes(kind) ? (kind as Kind) : 'other',
    tags: tagFacts(row, place),
    nestedTags: lists(place['nested']).map(nestedTagPath),
    region: regionFacts(row, place),
    shapes: isArray(place['shapes']) ? place['shapes'].map(shapePath) : [],
    templates: texts(place['templates']),
    json: null,
    containers: texts(place['containers']),
    image: texts(place['image']),
    relations: [...usualRelations, ...lists(place['relations']).map(relationPath)],
    grants: isArray(place['grants']) ? place['grants'].map(grantPath) : [],
    scope: { resourceGroup: null, project: null, folder: null, compartment: null },
  };
}

const styles: Readonly<Record<string, TagFacts['style']>> = { map: 'map', group: 'blocks', specifications: 'specifications' };

function tagFacts(row: JsonObject, place: JsonObject): TagFacts | null {
  const path = text(row['t']) ?? text(place['tags']);
  if (path === null) return null;
  const style = text(row['s']) ?? (place['tags'] === undefined ? '' : 'map');
  return { path, merged: null, style: styles[style] ?? 'list', defaults: true, also: text(place['also']), specifies: text(place['specifies']) };
}

function regionFacts(row: JsonObject, place: JsonObject): RegionFacts {
  const zones = [...(row['z'] === 1 ? ['AvailabilityZone'] : []), ...texts(place['zones'])];
  return { global: row['g'] === 1 || place['global'] === true, paths: zones.map((path) => ({ path, holds: 'zone' as const })), parent: null, others: texts(place['others']) };
}

/** CloudFormation names these alike wherever it has them. */
const usualRelations: readonly RelationPath[] = [
  ...['VpcId', 'VPCId'].map((path): RelationPath => ({ path, role: 'network' })),
  ...['SubnetId', 'SubnetIds', 'Subnets', 'VpcConfig.SubnetIds', 'NetworkConfiguration.SubnetIds'].map((path): RelationPath => ({ path, role: 'subnet' })),
  ...['SecurityGroupIds', 'SecurityGroups', 'VpcSecurityGroupIds', 'VpcConfig.SecurityGroupIds', 'NetworkConfiguration.SecurityGroupIds'].map((path): RelationPath => ({ path, role: 'firewall' })),
];
