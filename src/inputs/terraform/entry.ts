import type { Entry } from '../resource/entry.ts';
import type { AddressStep, InstanceKey } from './address.ts';

/** An instance of a resource block. */
export interface TerraformEntry extends Entry {
  readonly modules: readonly AddressStep[];
  readonly key: InstanceKey;
  /** Without instance keys: `module.a.aws_instance.web`, as the configuration is indexed. */
  readonly configAddress: string;
}
