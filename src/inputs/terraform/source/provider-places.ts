import type { RelatedPlace } from '#model/finding.ts';
import { locateArgument, placeOf } from './locate.ts';
import type { ProviderInstance } from './providers.ts';

/** Arguments of provider blocks by what evidence calls them; `[]` is the last block of several. */
const givenByProviders: ReadonlyMap<string, readonly string[]> = new Map([
  ['region', ['region', 'zone']],
  ['account', ['assume_role[].role_arn', 'assume_role_with_web_identity[].role_arn', 'allowed_account_ids']],
  ['subscription', ['subscription_id']],
  ['project', ['project']],
]);

const nowhere: readonly RelatedPlace[] = [];

/** By provider, then by what is asked: most findings of a module ask the same of the same one. */
const known = new WeakMap<ProviderInstance, Map<string, readonly RelatedPlace[]>>();

/** Where the place of a provider stands. */
export function placesOfProvider(provider: ProviderInstance): readonly RelatedPlace[] {
  return places(provider, 'provider block', ['region', 'project', 'subscription_id', 'location']);
}

/** What a resource does not say itself may be its provider's: its place, its account or project, a tag. @param path as in evidence */
export function placesInProvider(provider: ProviderInstance, path: string): readonly RelatedPlace[] {
  const given = givenByProviders.get(path);
  if (given !== undefined) return places(provider, 'provider block', given);
  const [, key] = /(?:^|\.)(?:tags|labels)\.(.+)$/s.exec(path) ?? [];
  return key === undefined ? nowhere : places(provider, 'default tags', [`default_tags[0].tags.${key}`, `default_labels.${key}`]);
}

function places(provider: ProviderInstance, role: string, paths: readonly string[]): readonly RelatedPlace[] {
  if (provider.block === null) return nowhere;
  const its = known.get(provider) ?? new Map<string, readonly RelatedPlace[]>();
  known.set(provider, its);
  const key = `${role}\0${paths.join('\0')}`;
  const found = its.get(key) ?? find(provider, role, paths);
  its.set(key, found);
  return found;
}

/** The first of some arguments of the provider block that is written, with what led to its value; for the block as a whole its header stands in. */
function find({ block, label, arguments: values, module }: ProviderInstance, role: string, paths: readonly string[]): readonly RelatedPlace[] {
  if (block === null || values === null) return nowhere;
  const header = placeOf(block.file, block.block.headerRange);
  for (const path of paths) {
    const { place, related, exact } = locateArgument(values, module, header, path.replace('[]', `[${Math.max(0, block.block.body.blocks.filter(({ type }) => path.startsWith(`${type}[`)).length - 1)}]`));
    if (exact) return [{ ...place, role, name: `provider ${label}` }, ...related];
  }
  return role === 'provider block' ? [{ ...header, role, name: `provider ${label}` }] : nowhere;
}
