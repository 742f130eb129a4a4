import type { JsonValue } from '#model/json.ts';
import { textOf } from './document/node.ts';
import { locateIn } from './locate.ts';
import { isFunction, isServerless } from './serverless/globals.ts';
import { serverlessResources } from './serverless/resources.ts';
import type { StackResource } from './stack-resource.ts';
import type { Placed } from './placed.ts';
import type { StackFacts, TemplateResource } from './template-resource.ts';
import type { Stack } from './stack.ts';

/** What a template says of its resources, resolved, and what SAM makes beside them. */
export function templateResources(placed: readonly Placed[]): readonly TemplateResource[] {
  const facts = new Map<Stack, StackFacts>();
  const written = placed.map(({ stack, resource, conditional }): TemplateResource => {
    const known = facts.get(stack) ?? factsOf(stack);
    facts.set(stack, known);
    const { value, mask } = resource.settled;
    const { address, logicalId, type, source, lastLine } = resource;
    return { address, logicalId, type, action: 'create', value, mask, metadata: metadataOf(resource), conditional, id: null, source, lastLine, stack: known, ...(isServerless(type) ? { functions: functionsIn(resource) } : {}) };
  });
  const made = serverlessResources(written);
  if (made.length === 0) return written;
  const byAddress = new Map(placed.map((one) => [one.resource.address, one]));
  return [...written, ...made.map((one) => standing(one, byAddress.get(one.made?.by ?? '')))];
}

/** What is made stands where it is written. */
function standing(resource: TemplateResource, beside: Placed | undefined): TemplateResource {
  if (beside === undefined) return resource;
  const { place } = locateIn(beside.stack, beside.resource, resource.made?.at ?? '');
  return { ...resource, source: place, lastLine: place.endLine ?? place.line };
}

function functionsIn({ properties }: StackResource): ReadonlySet<string> {
  return new Set(properties?.kind === 'map' ? properties.members.flatMap(({ key, value }) => (isFunction(value) ? [key] : [])) : []);
}

const cdkPath = 'aws:cdk:path';

/** What the CDK says of a resource; all else in metadata is for others. */
function metadataOf(resource: StackResource): JsonValue | undefined {
  const path = textOf(resource.metadata(cdkPath));
  return path === undefined ? undefined : { [cdkPath]: path };
}

function factsOf({ place, deployment, tagsOpen }: Stack): StackFacts {
  const { region, account, stackName, tags } = deployment;
  return { path: place.prefix.slice(0, -1), stackName, region, account, tags, tagsOpen };
}
