import { expect, test } from 'vitest';
import type { Channel } from '../../src/model/event.ts';
import { channelOf, claimOfAgent } from '../../src/audit/channel.ts';

/** As the reference has them (2.1, 2.3 and 2.4); versions made up. */
const agents: readonly (readonly [string | null, Channel])[] = [
  ['APN/1.0 HashiCorp/1.0 Terraform/1.13.5 (+https://www.terraform.io) terraform-provider-aws/6.28.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.41.0', 'terraform'],
  ['[APN/1.0 HashiCorp/1.0 Terraform/1.1.2 (+https://www.terraform.io) terraform-provider-aws/3.76.1]', 'terraform'],
  ['aws-sdk-go/1.44.0 (go1.19; linux; amd64) APN/1.0 HashiCorp/1.0 Terraform/1.1.2 (+https://www.terraform.io) terraform-provider-aws/4.2', 'terraform'],
  ['Terraform/1.5.0 (+https://www.terraform.io) Terraform-Plugin-SDK/2.10.1 terraform-provider-google/4.80.0', 'terraform'],
  ['OpenTofu/1.9.0 (+https://opentofu.org) terraform-provider-azurerm/4.1.0', 'terraform'],
  ['Oracle-GoSDK/65.0 (linux/amd64; go/go1.21) Terraform/1.5 Oracle-TerraformProvider/5.4.0', 'terraform'],
  ['APN/1.0 Pulumi/1.0 PulumiAwsNative/0.60 aws-sdk-go-v2/1.17', 'pulumi'],
  ['aws-cli/2.17.32 md/awscrt#0.21.2 ua/2.0 os/linux#5 md/arch#x86_64 lang/python#3.11 exec-env/CloudShell', 'cli'],
  ['google-cloud-sdk gcloud/420.0.0 command/gcloud.compute.instances.create invocation-id/1 environment/devshell', 'cli'],
  ['apitools Python/3.9 gsutil/5.17 (linux) google-cloud-sdk/410.0.0', 'cli'],
  ['AZURECLI/2.60.0 (DEB) azsdk-python-core/1.28.0 Python/3.11', 'cli'],
  ['Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.19041', 'cli'],
  ['Boto3/1.26.0 Python/3.9.0 Botocore/1.29.2', 'sdk'],
  ['aws-sdk-go-v2/1.17.4 os/linux lang/go#1.20 md/GOOS#linux', 'sdk'],
  ['Oracle-PythonSDK/2.90.3 (python 3.9.6; x86_64-Darwin)', 'sdk'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Safari/537.36,gzip(gfe)', 'console'],
  ['Coral/Netty4', 'unknown'],
  ['an-agent-of-our-own/1.0', 'unknown'],
  [null, 'unknown'],
];

test.each(agents)('the claim of %s is %s', (agent, channel) => {
  expect(claimOfAgent(agent)).toBe(channel);
});

const pipelines = [{ aws: 'arn:aws:iam::*:role/ci-*-deploy', azure: 'Deploy@Payroll.example' }, { aws: 'arn:aws:iam::111122223333:user/atlantis' }];

test.each([
  ['arn:aws:iam::111122223333:role/ci-payroll-deploy', 'pipeline'],
  ['arn:aws:iam::111122223333:role/ci-deploy', 'console'],
  ['arn:aws:iam::111122223333:role/ci-payroll-deploy-not', 'console'],
  ['arn:aws:iam::111122223333:role/CI-payroll-deploy', 'console'],
  ['arn:aws:iam::111122223333:user/atlantis', 'pipeline'],
  ['x arn:aws:iam::111122223333:user/atlantis', 'console'],
] as const)('%s with a pipeline\'s glob is %s', (principal, channel) => {
  expect(channelOf('console', 'aws', [null, principal], pipelines)).toBe(channel);
});

test('principals of Azure are the same in any case, and globs of one cloud say nothing of another', () => {
  expect(channelOf('cli', 'azure', ['deploy@payroll.EXAMPLE'], pipelines)).toBe('pipeline');
  expect(channelOf('cli', 'gcp', ['deploy@payroll.example'], pipelines)).toBe('cli');
});
