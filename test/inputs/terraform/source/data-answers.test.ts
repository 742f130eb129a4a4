import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DiskFiles } from '../../../../src/inputs/files.ts';
import { noFlags } from '../../../../src/inputs/options.ts';
import { loadConfiguration } from '../../../../src/inputs/terraform/source/configuration.ts';
import { ModuleSources } from '../../../../src/inputs/terraform/source/sources.ts';
import { configured, folderOf, of, told } from './configured.ts';
import { contradictions, noPlans, planned } from './planned.ts';

const anyPartition = 'aws | aws-cn | aws-eusc | aws-iso | aws-iso-b | aws-iso-e | aws-iso-f | aws-us-gov';
const openRegion = 'provider aws takes its region from the environment (AWS_REGION); --provider-region aws=REGION decides it [provider aws]';

/** What a resource says that asks for one attribute of a data source. */
async function answered(provider: string, data: string, asked: string, flags: Partial<typeof noFlags> = {}): Promise<unknown> {
  const folder = folderOf({ 'main.tf': `${provider}\n${data}\nresource "see_it" "z" {\n  it = ${asked}\n}\n` });
  const configuration = await loadConfiguration(folder, new ModuleSources(new DiskFiles(folder, [{ path: '.', absolute: folder }])), { ...noFlags, ...flags });
  if (configuration === null) throw new Error('no configuration');
  expect(told(configuration.faults)).toEqual([]);
  return of(configuration, 'see_it.z')['it'];
}

const ireland = 'provider "aws" {\n  region = "eu-west-1"\n}';
const open = 'variable "region" {}\nprovider "aws" {\n  region = var.region\n}';

describe('a data source that says how its provider is configured', () => {
  const rows: readonly (readonly [what: string, provider: string, data: string, asked: string, answer: unknown])[] = [
    ['names the region', ireland, 'data "aws_region" "here" {}', '[data.aws_region.here.name, data.aws_region.here.region, data.aws_region.here.id]', ['eu-west-1', 'eu-west-1', 'eu-west-1']],
    ['names the region that it is asked for', ireland, 'data "aws_region" "here" {\n  name = "us-east-1"\n}', 'data.aws_region.here.id', 'us-east-1'],
    ['names the region that it is read in', ireland, 'data "aws_region" "here" {\n  region = "us-east-1"\n}', 'data.aws_region.here.name', 'us-east-1'],
    ['does not know a region by its address', ireland, 'data "aws_region" "here" {\n  endpoint = "ec2.us-east-1.amazonaws.com"\n}', 'data.aws_region.here.name', '?read from a data source [data.aws_region.here.name]'],
    ['does not describe the region', ireland, 'data "aws_region" "here" {}', 'data.aws_region.here.description', '?read from a data source [data.aws_region.here.description]'],
    ['leaves open what the provider leaves open', '', 'data "aws_region" "here" {}', 'data.aws_region.here.name', `?${openRegion}`],
    ['leaves open what a variable leaves open', open, 'data "aws_region" "here" {}', 'data.aws_region.here.name', '?provider aws takes its region from var.region, which has no value; pass --var region=REGION, or --provider-region aws=REGION [provider aws, var.region]'],
    ['answers nothing that objects of JavaScript have', ireland, 'data "aws_region" "here" {}\ndata "constructor" "it" {}', '[data.aws_region.here.__proto__, data.aws_region.here.valueOf, data.constructor.it.name]', ['__proto__', 'valueOf'].map((one) => `?read from a data source [data.aws_region.here.${one}]`).concat('?read from a data source [data.constructor.it.name]')],
    ['names the partition', ireland, 'data "aws_partition" "it" {}', '[data.aws_partition.it.partition, data.aws_partition.it.dns_suffix, data.aws_partition.it.reverse_dns_prefix]', ['aws', 'amazonaws.com', 'com.amazonaws']],
    ['names the partition of China', 'provider "aws" {\n  region = "cn-north-1"\n}', 'data "aws_partition" "it" {}', '[data.aws_partition.it.id, data.aws_partition.it.dns_suffix, data.aws_partition.it.reverse_dns_prefix]', ['aws-cn', 'amazonaws.com.cn', 'cn.com.amazonaws']],
    ['is of one of the partitions', '', 'data "aws_partition" "it" {}', 'data.aws_partition.it.partition', anyPartition],
    ['is of one of the partitions, in a text', '', 'data "aws_partition" "it" {}', '"arn:${data.aws_partition.it.partition}:iam::aws:policy/ReadOnlyAccess" == "arn:aws:iam::aws:policy/AdministratorAccess"', false],
    ['is that of the alias', `${ireland}\nprovider "aws" {\n  alias = "west"\n  region = "us-west-2"\n}`, 'data "aws_region" "here" {\n  provider = aws.west\n}', 'data.aws_region.here.name', 'us-west-2'],
    ['is made as often as it is counted', ireland, 'data "aws_region" "here" {\n  count = 1\n}', 'data.aws_region.here[0].name', 'eu-west-1'],
    ['knows the account of the role', 'provider "aws" {\n  assume_role {\n    role_arn = "arn:aws:iam::111122223333:role/deploy"\n  }\n}', 'data "aws_caller_identity" "me" {}', '[data.aws_caller_identity.me.account_id, data.aws_caller_identity.me.arn]', ['111122223333', '?read from a data source [data.aws_caller_identity.me.arn]']],
    ['knows the account of the last of roles that are assumed one after the other', 'provider "aws" {\n  assume_role {\n    role_arn = "arn:aws:iam::111122223333:role/hop"\n  }\n  assume_role {\n    role_arn = "arn:aws:iam::444455556666:role/deploy"\n  }\n}', 'data "aws_caller_identity" "me" {}', 'data.aws_caller_identity.me.account_id', '444455556666'],
    ['knows the accounts that are allowed', 'provider "aws" {\n  allowed_account_ids = ["111122223333", "444455556666"]\n}', 'data "aws_caller_identity" "me" {}', 'data.aws_caller_identity.me.account_id', '111122223333 | 444455556666'],
    ['has the default tags', 'variable "team" {}\nprovider "aws" {\n  default_tags {\n    tags = { team = var.team, env = "prod" }\n  }\n}', 'data "aws_default_tags" "all" {}', '{ for k, v in data.aws_default_tags.all.tags : k => v }', { env: 'prod', team: '?variable without a value; pass --var team=VALUE [var.team]' }],
    ['has no default tags', ireland, 'data "aws_default_tags" "all" {}', 'length(data.aws_default_tags.all.tags)', 0],
    ['lacks the default tags that the provider ignores', 'provider "aws" {\n  default_tags {\n    tags = { env = "prod", owner = "ml", aux_a = "x" }\n  }\n  ignore_tags {\n    keys = ["env"]\n    key_prefixes = ["aux_"]\n  }\n}', 'data "aws_default_tags" "all" {}', 'data.aws_default_tags.all.tags', { owner: 'ml' }],
    ['does not know which default tags are ignored', 'variable "ours" {\n  type = list(string)\n}\nprovider "aws" {\n  default_tags {\n    tags = { env = "prod" }\n  }\n  ignore_tags {\n    keys = var.ours\n  }\n}', 'data "aws_default_tags" "all" {}', 'data.aws_default_tags.all.tags', '?read from a data source [data.aws_default_tags.all.tags]'],
    ['has the project, the region and the zone', 'provider "google" {\n  project = "shop-prod"\n  region = "europe-west3"\n  zone = "europe-west3-a"\n}', 'data "google_client_config" "me" {}', '[data.google_client_config.me.project, data.google_client_config.me.region, data.google_client_config.me.zone]', ['shop-prod', 'europe-west3', 'europe-west3-a']],
    ['does not have the region of the zone', 'provider "google" {\n  zone = "europe-west3-a"\n}', 'data "google_client_config" "me" {}', 'data.google_client_config.me.region', '?read from a data source [data.google_client_config.me.region]'],
    ['never has the token', 'provider "google" {\n  project = "shop-prod"\n}', 'data "google_client_config" "me" {}', 'data.google_client_config.me.access_token', '?read from a data source [data.google_client_config.me.access_token]'],
    ['is the project of the provider', 'provider "google" {\n  project = "shop-prod"\n}', 'data "google_project" "it" {}', 'data.google_project.it.project_id', 'shop-prod'],
    ['is the project that it is asked for', 'provider "google" {\n  project = "shop-prod"\n}', 'data "google_project" "it" {\n  project_id = "till-prod"\n}', 'data.google_project.it.project_id', 'till-prod'],
    ['is the subscription of the provider', 'provider "azurerm" {\n  features {}\n  subscription_id = "0a1b"\n}', 'data "azurerm_client_config" "me" {}\ndata "azurerm_subscription" "it" {}\ndata "azurerm_subscription" "other" {\n  subscription_id = "2c3d"\n}', '[data.azurerm_client_config.me.subscription_id, data.azurerm_subscription.it.id, data.azurerm_subscription.other.id]', ['0a1b', '/subscriptions/0a1b', '/subscriptions/2c3d']],
  ];
  for (const [what, provider, data, asked, answer] of rows) {
    it(`${what}: ${asked}`, async () => {
      expect(await answered(provider, data, asked)).toEqual(answer);
    });
  }

  it('is decided by a flag where the provider leaves it open', async () => {
    const flags = { providerRegions: new Map([['aws', 'us-gov-west-1']]), providerScopes: new Map([['aws', '111122223333']]) };
    expect(await answered('', 'data "aws_partition" "it" {}\ndata "aws_caller_identity" "me" {}', '"arn:${data.aws_partition.it.partition}:iam::${data.aws_caller_identity.me.account_id}:policy/deploy"', flags)).toBe('arn:aws-us-gov:iam::111122223333:policy/deploy');
    expect(await answered(ireland, 'data "aws_region" "here" {}', 'data.aws_region.here.name', { providerRegions: new Map([['aws', 'us-east-1']]) })).toBe('eu-west-1');
  });

  it('answers through the modules that the provider is handed to', async () => {
    const configuration = await configured({
      'main.tf': `${ireland}\nprovider "aws" {\n  alias = "west"\n  region = "us-west-2"\n}\nmodule "net" {\n  source = "./net"\n  providers = {\n    aws = aws.west\n  }\n}\n`,
      'net/main.tf': 'data "aws_region" "here" {}\nresource "see_it" "z" {\n  it = data.aws_region.here.name\n}\n',
    });
    expect(of(configuration, 'module.net.see_it.z')).toEqual({ it: 'us-west-2' });
  });

  it('is not known where its provider needs it: Terraform refuses that', async () => {
    const circle = 'provider "aws" {\n  region = data.aws_region.here.name\n}';
    expect(await answered(circle, 'data "aws_region" "here" {}', 'data.aws_region.here.name')).toMatch(/^\?.*read from a data source/);
    const tags = 'provider "aws" {\n  default_tags {\n    tags = data.aws_default_tags.all.tags\n  }\n}';
    expect(await answered(tags, 'data "aws_default_tags" "all" {}', 'data.aws_default_tags.all.tags')).toMatchObject({ '…': expect.stringContaining('read from a data source') as unknown });
  });
});

if (noPlans !== null) console.log(`skipped: answers of data sources, held against the real Terraform (${noPlans})`);

it.skipIf(noPlans !== null)('answers as Terraform plans', { timeout: 60_000 }, async () => {
  const files = {
    'main.tf': `${ireland}
provider "aws" {
  alias  = "west"
  region = "us-west-2"
}
provider "google" {
  project = "shop-prod"
  region  = "europe-west3"
  zone    = "europe-west3-a"
}
data "aws_region" "here" {}
data "aws_region" "west" {
  provider = aws.west
}
data "aws_partition" "it" {}
data "google_client_config" "me" {}
resource "aws_iam_role_policy_attachment" "read" {
  role       = "till"
  policy_arn = "arn:\${data.aws_partition.it.partition}:iam::aws:policy/ReadOnlyAccess"
}
resource "aws_s3_bucket" "exports" {
  bucket = "exports-\${data.aws_region.here.name}-\${data.aws_region.west.id}"
  tags = {
    suffix  = data.aws_partition.it.dns_suffix
    prefix  = data.aws_partition.it.reverse_dns_prefix
    project = data.google_client_config.me.project
    zone    = "\${data.google_client_config.me.region} \${data.google_client_config.me.zone}"
  }
}
`,
  };
  const folder = folderOf(files);
  const values = join(folderOf({}), 'none.tfvars');
  writeFileSync(values, '');
  const plan = planned(folder, values);
  const configuration = await configured(files);
  expect(of(configuration, 'aws_s3_bucket.exports')).toEqual({ bucket: 'exports-eu-west-1-us-west-2', tags: { prefix: 'com.amazonaws', project: 'shop-prod', suffix: 'amazonaws.com', zone: 'europe-west3 europe-west3-a' } });
  expect(plan === null ? 'refused' : contradictions(configuration.instances().filter(({ mode }) => mode === 'managed'), plan)).toEqual([]);
});
