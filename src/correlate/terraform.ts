import { nameClassOf, terraformTypeOf } from '#catalog/type-names.ts';
import type { DriftItem } from '#model/drift.ts';

/** What of a thing its import id is told by. */
interface Named {
  readonly type: string;
  readonly provider: DriftItem['resource']['provider'];
  readonly id: string | null;
  readonly name: string;
  readonly aliases: readonly string[];
}

/** Of these Terraform takes the ARN, though a name is nobody else's: https://registry.terraform.io/providers/hashicorp/aws/latest/docs, "Import" of each. */
const byArn: ReadonlySet<string> = new Set([
  'AWS::SNS::Topic', 'AWS::IAM::ManagedPolicy', 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::ElasticLoadBalancingV2::TargetGroup', 'AWS::ElasticLoadBalancingV2::Listener', 'AWS::SecretsManager::Secret',
  'AWS::StepFunctions::StateMachine', 'AWS::CertificateManager::Certificate', 'AWS::MSK::Cluster', 'AWS::ECS::TaskDefinition', 'AWS::KinesisFirehose::DeliveryStream', 'AWS::CloudTrail::Trail',
]);

/**
 * What `import` takes, by the providers' documentation: of AWS the short id (`i-0…`, `sg-0…`) or the name where a name is nobody else's,
 * else the ARN; of Azure the ARM id; of Google the full name without its service; of OCI the OCID. Null for a type that Terraform does not
 * know, or that is known by more than one name.
 */
export function terraformOf({ type, provider, id, name, aliases }: Named): DriftItem['terraform'] {
  const terraform = terraformTypeOf(type);
  if (terraform === null || id === null) return null;
  if (provider === 'aws') {
    const short = aliases.find((alias) => /^[a-z]+-[0-9a-f]{8,17}$/.test(alias));
    return { type: terraform, id: short ?? (nameClassOf(type) === null || name === '' || byArn.has(type) ? id : name) };
  }
  return { type: terraform, id: provider === 'gcp' ? id.replace(/^\/\/[^/]+\//, '') : id };
}
