import { member } from '#model/json.ts';
import { table, text } from './data.ts';

/**
 * The type that Terraform has for a kind of resource, as OCIDs (`ocid1.bootvolume.…`) and search (`BootVolume`) write it; for one that it
 * does not have under that name a type that the catalogue does not know.
 */
export function ociType(kind: string): string {
  const plain = kind.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return text(member(table('kinds-oci'), plain)) ?? `oci_${plain}`;
}
