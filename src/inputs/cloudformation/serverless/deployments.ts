import type { TemplateResource } from '../template-resource.ts';
import { madeBeside } from './made.ts';
import { isSet, isTrue, partAt, textOf, union, type Part } from './part.ts';
import { propagatedBy } from './tags.ts';

const at = 'DeploymentPreference';

/**
 * What SAM makes of the deployment preferences of functions: a group for each, and for all of them one application and one role.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html
 */
export function madeOfDeployments(functions: readonly TemplateResource[]): readonly TemplateResource[] {
  const deployed = functions.filter((one) => isDeployed(partAt(one, at))).map(standing);
  const [first] = deployed;
  if (first === undefined) return [];
  const groups = deployed.map((one) => madeBeside(one, { logicalId: `${one.logicalId}DeploymentGroup`, type: 'AWS::CodeDeploy::DeploymentGroup', at, tags: propagatedBy(one) }));
  const maker = deployed.find(({ conditional }) => conditional === null) ?? first;
  const tags = deployed.length === 1 ? propagatedBy(first) : { tags: union(deployed.map((one) => propagatedBy(one).tags)), at: 'Tags', same: false };
  const application = madeBeside(maker, { logicalId: 'ServerlessDeploymentApplication', type: 'AWS::CodeDeploy::Application', at, tags });
  const roles = deployed.map((one) => isSet(partAt(one, at, 'Role')));
  const role = roles.every((one) => one === true) ? [] : [madeBeside(maker, { logicalId: 'CodeDeployServiceRole', type: 'AWS::IAM::Role', at, tags, doubt: roles.includes(false) ? null : (roles.find((one) => typeof one === 'object') ?? null) })];
  return [...groups, application, ...role];
}

/** What is deployed may be left out, and its group is made all the same, unless the condition is passed on. */
function standing(one: TemplateResource): TemplateResource {
  return isTrue(partAt(one, at, 'PassthroughCondition')) === true || one.stack.path !== '' ? one : { ...one, conditional: null };
}

function isDeployed(preference: Part): boolean {
  if (isSet(preference) !== true) return false;
  const enabled = partAt(preference, 'Enabled');
  return isSet(enabled) === false || isTrue(enabled) !== false || textOf(enabled) === 'True';
}
