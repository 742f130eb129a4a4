import { createHash } from 'node:crypto';
import type { TemplateResource } from '../template-resource.ts';
import type { Made } from './made.ts';
import { isSet, partAt, textOf, type Part } from './part.ts';
import { propagatedBy, sameAs, type MadeTags } from './tags.ts';

/** What SAM makes of an API: stages, domains, usage plans and keys. Deployments, mappings and records have no tags, and no place of their own. */
export function madeOfApi(api: TemplateResource): readonly Made[] {
  if (api.type === 'AWS::Serverless::Api') return [restStage(api), ...usagePlan(api), ...domain(api, propagatedBy(api))];
  if (api.type === 'AWS::Serverless::HttpApi') return [stage(api, 'ApiGatewayDefaultStage', sameAs(api)), ...domain(api, sameAs(api))];
  if (api.type === 'AWS::Serverless::WebSocketApi') return [stage(api, 'DefaultStage', propagatedBy(api)), ...domain(api, propagatedBy(api))];
  return [];
}

/**
 * `Tags` of a REST API are those of its stage, and of the API itself only with `PropagateTags`.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html#sam-api-tags
 */
function restStage(api: TemplateResource): Made {
  return { ...stage(api, 'Stage', { tags: partAt(api, 'Tags'), at: 'Tags', same: propagatedBy(api).same }), type: 'AWS::ApiGateway::Stage' };
}

function stage(api: TemplateResource, unnamed: string, tags: MadeTags): Made {
  const name = partAt(api, 'StageName');
  return { logicalId: stageId(api, name, unnamed), type: 'AWS::ApiGatewayV2::Stage', at: isSet(name) === false ? '' : 'StageName', properties: { StageName: name }, tags };
}

/** An id is made of a name that is written, not of what a function comes to. */
function stageId({ logicalId, type, functions }: TemplateResource, name: Part, unnamed: string): string {
  const text = functions?.has('StageName') === true ? '' : textOf(name);
  if (text === null || text === '$default') return `${logicalId}${unnamed}`;
  return /^[\p{L}\p{N}]+$/u.test(text) || type === 'AWS::Serverless::WebSocketApi' ? `${logicalId}${text}Stage` : `${logicalId}Stage${hashOf(text)}`;
}

function domain(api: TemplateResource, tags: MadeTags): readonly Made[] {
  const config = partAt(api, 'Domain');
  const name = partAt(config, 'DomainName');
  if (isSet(name) !== true) return [];
  const isRest = api.type === 'AWS::Serverless::Api';
  const isPrivate = isRest && textOf(partAt(config, 'EndpointConfiguration')) === 'PRIVATE';
  const type = isRest ? (isPrivate ? 'AWS::ApiGateway::DomainNameV2' : 'AWS::ApiGateway::DomainName') : 'AWS::ApiGatewayV2::DomainName';
  const text = textOf(name);
  // What it is called is made of the name; of one that is not known, nobody can tell.
  const suffix = text === null ? `[${api.logicalId}]` : hashOf(text);
  return [{ logicalId: `ApiGatewayDomainName${isRest && !isPrivate ? '' : 'V2'}${suffix}`, type, at: 'Domain', properties: { DomainName: name }, tags }];
}

/** A plan and a key of the API, or of all that share them. */
function usagePlan(api: TemplateResource): readonly Made[] {
  const at = 'Auth.UsagePlan';
  const plan = partAt(api, 'Auth', 'UsagePlan');
  const mode = textOf(partAt(plan, 'CreateUsagePlan'));
  if (mode !== 'PER_API' && mode !== 'SHARED') return [];
  const prefix = mode === 'SHARED' ? 'Serverless' : api.logicalId;
  const tags = propagatedBy(api);
  const own = partAt(plan, 'Tags');
  return [
    { logicalId: `${prefix}UsagePlan`, type: 'AWS::ApiGateway::UsagePlan', at, tags: isSet(tags.tags) === false && isSet(own) !== false ? { tags: own, at: `${at}.Tags`, same: false } : tags },
    { logicalId: `${prefix}ApiKey`, type: 'AWS::ApiGateway::ApiKey', at, tags },
  ];
}

/** As SAM makes ids of texts that are none. */
function hashOf(text: string): string {
  return text === '' ? '' : createHash('sha1').update(text).digest('hex').slice(0, 10);
}
