import type { Kind, Provider } from '#model/resource.ts';
import { armPlace, armTypes } from './arm.ts';
import { typeOfArn } from './arns.ts';
import { assetTypes } from './assets.ts';
import { armId } from './azure/arm-id.ts';
import type { TypeLookup } from './facts.ts';
import { liveAwsTypes } from './live-aws-types.ts';
import { ociType } from './oci.ts';
import { terraformTypes } from './terraform.ts';

/** How inventories and logs of each cloud call types. */
const lookups: Readonly<Record<Provider, TypeLookup>> = { aws: liveAwsTypes, azure: armTypes, gcp: assetTypes, oci: terraformTypes };

export function kindOf(provider: Provider, type: string): Kind {
  return lookups[provider].factsOf(type)?.kind ?? 'other';
}

/** The type of what an id names, in the words of inventories; null where an id does not tell. */
export function typeOfId(provider: Provider, id: string): string | null {
  return types[provider](id);
}

const drawn: Readonly<Record<string, string>> = { i: 'AWS::EC2::Instance', vpc: 'AWS::EC2::VPC', ami: 'AWS::EC2::Image', eni: 'AWS::EC2::NetworkInterface', nat: 'AWS::EC2::NatGateway', vpce: 'AWS::EC2::VPCEndpoint' };

const types: Readonly<Record<Provider, (id: string) => string | null>> = {
  aws: (id) => (id.startsWith('arn:') ? typeOfArn(id) : (drawn[/^([a-z]+)-[0-9a-f]+$/.exec(id)?.[1] ?? ''] ?? null)),
  azure(id) {
    const type = armId(id)?.type ?? null;
    return type === null ? null : (armPlace(type)?.type ?? type);
  },
  gcp(id) {
    const [, service = '', parent = '', collection = ''] = /^\/\/([a-z]+\.googleapis\.com)\/.*?(?:(zones|regions|locations|global)\/(?:[^/]+\/)?)?([A-Za-z]+)\/[^/]+$/.exec(id) ?? [];
    const what = googleCollections[collection];
    return what === undefined ? null : `${service}/${parent === 'regions' && collection === 'instanceGroupManagers' ? 'Region' : ''}${what}`;
  },
  oci(id) {
    const kind = /^ocid1\.([^.]+)\./.exec(id)?.[1];
    return kind === undefined ? null : ociType(kind);
  },
};

const googleCollections: Readonly<Record<string, string>> = { clusters: 'Cluster', nodePools: 'NodePool', instanceGroupManagers: 'InstanceGroupManager', networks: 'Network', instances: 'Instance', environments: 'Environment', jobs: 'Job' };
