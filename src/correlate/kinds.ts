import { armTypes } from '#catalog/arm.ts';
import { assetTypes } from '#catalog/assets.ts';
import type { TypeLookup } from '#catalog/facts.ts';
import { liveAwsTypes } from '#catalog/live-aws-types.ts';
import { terraformTypes } from '#catalog/terraform.ts';
import type { Kind, Provider } from '#model/resource.ts';

/** How inventories and logs of each cloud call types. */
const lookups: Readonly<Record<Provider, TypeLookup>> = { aws: liveAwsTypes, azure: armTypes, gcp: assetTypes, oci: terraformTypes };

export function kindOf(provider: Provider, type: string): Kind {
  return lookups[provider].factsOf(type)?.kind ?? 'other';
}
