import { unknown } from '#model/known.ts';
import { Unsure } from '../../resource/mask.ts';
import type { StackFacts, TemplateResource } from '../template-resource.ts';
import { madeOfApi } from './apis.ts';
import { madeOfDeployments } from './deployments.ts';
import { madeOfDestinations } from './destinations.ts';
import { madeOfEvents } from './events.ts';
import { isServerless } from './globals.ts';
import { madeBeside, type Made } from './made.ts';
import { madeRoles } from './roles.ts';

/**
 * What SAM makes beside the serverless resources of templates, with its logical ids, tags and conditions: what a guardrail can judge, and
 * what exists by itself. What the template writes itself is not made.
 */
export function serverlessResources(written: readonly TemplateResource[]): readonly TemplateResource[] {
  const functions = new Map<StackFacts, TemplateResource[]>();
  const made = new Map<string, TemplateResource>();
  const take = (all: readonly TemplateResource[]): void => {
    for (const one of all) made.set(one.address, sharedWith(made.get(one.address), one));
  };
  for (const resource of written) {
    if (!isServerless(resource.type)) continue;
    take(madeOf(resource).map((one) => madeBeside(resource, one)));
    if (resource.type !== 'AWS::Serverless::Function') continue;
    const before = functions.get(resource.stack);
    if (before === undefined) functions.set(resource.stack, [resource]);
    else before.push(resource);
  }
  for (const all of functions.values()) take(madeOfDeployments(all));
  if (made.size > 0) for (const { address } of written) made.delete(address);
  return [...made.values()];
}

/** Several may make one: a queue with an id of its own, a plan that APIs share. */
function sharedWith(before: TemplateResource | undefined, resource: TemplateResource): TemplateResource {
  if (before === undefined) return resource;
  const isAlike = JSON.stringify([before.value, before.mask]) === JSON.stringify([resource.value, resource.mask]);
  const doubt = new Unsure(unknown('whose tags SAM takes is not documented', [before, resource].map(({ made }) => made?.by ?? '')));
  return { ...before, conditional: before.conditional ?? resource.conditional, ...(isAlike ? {} : { mask: { Tags: doubt } }), ...(isAlike || before.made === undefined ? {} : { made: { ...before.made, judgedThere: false } }) };
}

function madeOf(resource: TemplateResource): readonly Made[] {
  const roles = madeRoles(resource);
  if (resource.type === 'AWS::Serverless::Function') return [...roles, ...madeOfEvents(resource), ...madeOfDestinations(resource)];
  return [...roles, ...(resource.type === 'AWS::Serverless::StateMachine' ? madeOfEvents(resource) : madeOfApi(resource))];
}
