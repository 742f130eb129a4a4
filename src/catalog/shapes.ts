import { unknown } from '#model/known.ts';
import type { Accelerator, Provider } from '#model/resource.ts';
import type { ShapeFacts } from './facts.ts';
import { awsAccelerator, awsShape } from './shapes-aws.ts';
import { azureShape } from './shapes-azure.ts';
import { gcpAccelerator, gcpShape, lastSegment } from './shapes-gcp.ts';
import { ociShape } from './shapes-oci.ts';

export { acceleratedFamilies } from './shapes-aws.ts';
export { flexVcpus, isFlexible } from './shapes-oci.ts';

/**
 * Accelerators and vCPUs of one machine of this shape: by table, then by the grammar of the family's names. Tiers of services that
 * are no machines have no vCPUs. `variant`: what tells machines of one name apart, the environment type of CodeBuild.
 */
export function shapeFacts(provider: Provider, name: string, variant: string | null = null): ShapeFacts {
  switch (provider) {
    case 'aws':
      return awsShape(name, variant);
    case 'azure':
      return azureShape(name);
    case 'gcp':
      return gcpShape(name);
    case 'oci':
      return ociShape(name);
  }
}

/** An accelerator that is attached to a machine, or asked for by name; `count` where the argument beside it says so. */
export function attachedAccelerator(provider: Provider, type: string): Accelerator {
  if (provider === 'aws') return awsAccelerator(type);
  if (provider === 'gcp') return gcpAccelerator(type);
  return { vendor: null, model: type, count: unknown('the request names no number of accelerators'), fraction: null };
}

/**
 * A shape as policies compare it: the last segment of a GCP URL; of Azure the size without the tier that azurerm writes before it for
 * flexible servers (`GP_Standard_D4s_v3`), which Azure has apart; everything else as written.
 */
export function shapeName(provider: Provider, written: string): string {
  // Tiers: Burstable, GeneralPurpose, MemoryOptimized.
  if (provider === 'azure') return written.replace(/^(?:B|GP|MO)_(?=Standard_)/i, '');
  return provider === 'gcp' ? lastSegment(written) : written;
}
