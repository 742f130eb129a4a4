import { memberFacts } from '#catalog/members.ts';
import { nameArgument, plannedName } from '#catalog/type-names.ts';
import type { Resource } from '#model/resource.ts';
import { textsAt } from './arguments.ts';
import { valueOf, type Named } from './identity.ts';

/** A declared resource by all that its code says of its names: also what is not made yet has an id, where an id is made of names. */
export function declaredName(resource: Resource): Named {
  const { id, provider, type, attributes } = resource;
  const argument = nameArgument(type);
  const written = argument === null ? undefined : textsAt(attributes, argument)[0];
  return { ...resource, id: id ?? plannedId(resource), aliases: resource.aliases, provider, type, name: written ?? null };
}

/** Of Azure and Google ids are made of where a thing stands and what it is called. */
function plannedId({ type, provider, scope, zone, region, attributes }: Resource): string | null {
  const [name] = textsAt(attributes, 'name');
  const form = plannedName(type);
  if (name === undefined || form === null) return null;
  if (provider === 'azure') {
    const [subscription, group] = [valueOf(scope.subscription), valueOf(scope.resourceGroup)];
    return subscription === null || group === null ? null : `/subscriptions/${subscription}/resourceGroups/${group}/providers/${form}/${name}`;
  }
  const project = valueOf(scope.project);
  const [service = '', within = '', collection = ''] = form.split(' ');
  if (within === '') return `//${service}.googleapis.com/${name}`;
  const place = within === 'global' ? '' : within === 'zones' ? valueOf(zone) : valueOf(region);
  return project === null || place === null ? null : `//${service}.googleapis.com/projects/${project}/${within}${place === '' ? '' : `/${place}`}/${collection}/${name}`;
}

/** What a resource lists as its own: volumes of a machine, groups of a node pool, the default security group of a network. */
export function membersOf(resource: Resource): readonly Named[] {
  const facts = memberFacts(resource.type);
  if (facts === null || resource.attributes === null) return [];
  return [...facts.members, ...facts.defaults].flatMap((written) => {
    const [path = '', type = ''] = written.split(' -> ');
    return textsAt(resource.attributes, path).map((text) => named(resource, text, type));
  });
}

function named({ provider, scope, region, id }: Resource, text: string, type: string): Named {
  const own = { provider, type, aliases: [], name: null, scope, region };
  if (provider !== 'azure' || type === '') return type === '' ? { ...own, id: text } : { ...own, id: null, name: text };
  const above = type === 'Microsoft.Resources/resourceGroups' ? /^\/subscriptions\/[^/]+/i.exec(id ?? '')?.[0] : /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+/i.exec(id ?? '')?.[0];
  return { ...own, id: above === undefined ? null : type === 'Microsoft.Resources/resourceGroups' ? `${above}/resourceGroups/${text}` : `${above}/providers/${type}/${text}` };
}
