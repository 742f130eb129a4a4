import type { Resource } from '../../../../src/model/resource.ts';
import type { InputOptions } from '../../../../src/inputs/options.ts';
import { readTexts, type Read } from '../../cloudformation/opened.ts';

/** An instance as version 4 keeps it. */
export interface Kept {
  readonly index_key?: number | string;
  readonly attributes?: object | null;
  readonly attributes_flat?: Readonly<Record<string, string>>;
  readonly sensitive_attributes?: unknown;
  readonly status?: string;
  readonly deposed?: string;
  readonly dependencies?: readonly string[];
  readonly identity?: object;
  readonly instance_provider?: string;
}

export interface KeptBlock {
  /** `module.shop["a"].aws_instance.till`, of the block. */
  readonly module?: string;
  readonly mode?: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  /** `aws.west`; a whole address where it has a bracket. Default: by the type. */
  readonly provider?: string;
  readonly instances: readonly Kept[];
}

/** A block of one instance: `aws_instance.till`. */
export function one(address: string, attributes: object, more: Kept & Pick<KeptBlock, 'module' | 'mode' | 'provider'> = {}): KeptBlock {
  const [type = '', name = ''] = address.split('.');
  const { module, mode, provider, ...instance } = more;
  return { ...(module === undefined ? {} : { module }), ...(mode === undefined ? {} : { mode }), ...(provider === undefined ? {} : { provider }), type, name, instances: [{ attributes, ...instance }] };
}

const sources: Readonly<Record<string, string>> = { aws: 'hashicorp/aws', azurerm: 'hashicorp/azurerm', google: 'hashicorp/google', oci: 'oracle/oci', random: 'hashicorp/random' };

function providerAddress(provider: string): string {
  if (provider.includes('[') || provider.startsWith('provider.')) return provider;
  const [name = '', alias] = provider.split('.');
  return `provider["registry.terraform.io/${sources[name] ?? `hashicorp/${name}`}"]${alias === undefined ? '' : `.${alias}`}`;
}

/** A state of version 4. */
export function state(blocks: readonly KeptBlock[], more: object = {}): object {
  return {
    version: 4,
    terraform_version: '1.11.4',
    serial: 7,
    lineage: '5c1f1f6e-0a52-4b7e-93d0-7a0a8e1d9c11',
    outputs: {},
    resources: blocks.map(({ mode = 'managed', provider, ...block }) => ({
      ...block,
      mode,
      provider: providerAddress(provider ?? block.type.split('_')[0] ?? ''),
      instances: block.instances.map((instance) => ({ schema_version: 0, sensitive_attributes: [], ...instance })),
    })),
    check_results: null,
    ...more,
  };
}

/** Reads one state that has nothing wrong with it. */
export async function read(content: object, more: Partial<InputOptions> = {}): Promise<Read> {
  const { readings, problems } = await readTexts({ 'shop.tfstate': content }, more);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  const [only] = readings;
  if (only === undefined || readings.length !== 1) throw new Error(`${readings.length} readings`);
  return only;
}

export function at({ resources }: Read, address: string): Resource {
  const found = resources.find((resource) => resource.address === address);
  if (found === undefined) throw new Error(`${address} is not among ${resources.map((resource) => resource.address).join(', ')}`);
  return found;
}
