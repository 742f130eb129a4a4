import type { JsonValue } from '#model/json.ts';
import { textOf } from './document/node.ts';
import type { StackResource } from './stack-resource.ts';
import type { Placed } from './template-reading.ts';
import type { StackFacts, TemplateResource } from './template-resource.ts';
import type { Stack } from './stack.ts';

/** What a template says of its resources, resolved. */
export function templateResources(placed: readonly Placed[]): readonly TemplateResource[] {
  const facts = new Map<Stack, StackFacts>();
  return placed.map(({ stack, resource, conditional }) => {
    const known = facts.get(stack) ?? factsOf(stack);
    facts.set(stack, known);
    const { value, mask } = resource.settled;
    const { address, logicalId, type, source, lastLine } = resource;
    return { address, logicalId, type, action: 'create', value, mask, metadata: metadataOf(resource), conditional, id: null, source, lastLine, stack: known };
  });
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
