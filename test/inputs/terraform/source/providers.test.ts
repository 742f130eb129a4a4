import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../../src/inputs/terraform/source/configuration.ts';
import { configured, shown } from './configured.ts';

/** Address -> the provider that configures it, with its arguments. */
function providers(configuration: Configuration): Record<string, string> {
  return Object.fromEntries(configuration.instances().map((instance) => {
    const provider = instance.provider();
    const { label, because } = provider;
    const { value, mask } = provider.stated();
    return [instance.address, because === null ? `${label} ${JSON.stringify(shown(value, mask))}` : `${label} ?${because.because} [${because.refs.join(', ')}]`];
  }));
}

const blocks = 'provider "aws" {\n  region = "eu-west-1"\n}\nprovider "aws" {\n  alias  = "west"\n  region = "us-west-2"\n}\n';

describe('the provider of a resource', () => {
  it('is the default one of its type, or the one that it names', async () => {
    const configuration = await configured(`${blocks}resource "aws_vpc" "a" {\n}\nresource "aws_vpc" "b" {\n  provider = aws.west\n}\nresource "aws_vpc" "c" {\n  provider = "aws.west"\n}\nresource "google_x" "d" {\n  provider = google-beta\n}\ndata "aws_vpc" "e" {\n}\n`);
    expect(providers(configuration)).toEqual({
      'aws_vpc.a': 'aws {"region":"eu-west-1"}', 'aws_vpc.b': 'aws.west {"region":"us-west-2"}', 'aws_vpc.c': 'aws.west {"region":"us-west-2"}', 'google_x.d': 'google-beta {}', 'data.aws_vpc.e': 'aws {"region":"eu-west-1"}',
    });
  });

  it('has its arguments evaluated, with nested blocks', async () => {
    const configuration = await configured('variable "team" {}\nprovider "aws" {\n  region = lower("EU-WEST-1")\n  default_tags {\n    tags = { team = var.team, app = "shop" }\n  }\n  version = "5"\n}\nresource "aws_vpc" "a" {\n}\n');
    expect(providers(configuration)).toEqual({ 'aws_vpc.a': 'aws {"default_tags":[{"tags":{"app":"shop","team":"?variable without a value; pass --var team=VALUE [var.team]"}}],"region":"eu-west-1"}' });
  });

  it('is inherited by modules, or handed to them under another name', async () => {
    const child = 'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n      configuration_aliases = [aws.peer]\n    }\n  }\n}\nresource "aws_vpc" "own" {\n}\nresource "aws_vpc" "peer" {\n  provider = aws.peer\n}\n';
    const configuration = await configured({
      'main.tf': `${blocks}module "plain" {\n  source = "./plain"\n}
module "swapped" {\n  source = "./child"\n  providers = {\n    aws      = aws.west\n    aws.peer = aws\n  }\n}
module "lacking" {\n  source = "./child"\n}
module "deep" {\n  source = "./deep"\n  providers = {\n    aws.one = aws.west\n  }\n}\n`,
      'plain/main.tf': 'resource "aws_vpc" "own" {\n}\n',
      'child/main.tf': child,
      'deep/main.tf': 'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n      configuration_aliases = [aws.one]\n    }\n  }\n}\nmodule "child" {\n  source = "../child"\n  providers = {\n    aws.peer = aws.one\n  }\n}\n',
    });
    expect(providers(configuration)).toEqual({
      'module.plain.aws_vpc.own': 'aws {"region":"eu-west-1"}',
      'module.swapped.aws_vpc.own': 'aws.west {"region":"us-west-2"}', 'module.swapped.aws_vpc.peer': 'aws {"region":"eu-west-1"}',
      'module.lacking.aws_vpc.own': 'aws {"region":"eu-west-1"}', 'module.lacking.aws_vpc.peer': 'module.lacking.aws.peer ?no provider aws.peer is handed to module.lacking [provider aws.peer]',
      'module.deep.module.child.aws_vpc.own': 'aws {"region":"eu-west-1"}', 'module.deep.module.child.aws_vpc.peer': 'aws.west {"region":"us-west-2"}',
    });
  });

  it('may stand in a module, and take values of it', async () => {
    const configuration = await configured({
      'main.tf': `${blocks}module "edge" {\n  source = "./edge"\n  region = "us-east-1"\n}\nmodule "old" {\n  source = "./old"\n  providers = {\n    aws.x = aws.west\n  }\n}\n`,
      'edge/main.tf': 'variable "region" {}\nprovider "aws" {\n  region = var.region\n}\nresource "aws_vpc" "v" {\n}\nmodule "in" {\n  source = "../in"\n}\n',
      'in/main.tf': 'resource "aws_vpc" "v" {\n}\n',
      'old/main.tf': 'provider "aws" {\n  alias = "x"\n}\nresource "aws_vpc" "v" {\n  provider = aws.x\n}\n',
    });
    expect(providers(configuration)).toEqual({
      'module.edge.aws_vpc.v': 'module.edge.aws {"region":"us-east-1"}', 'module.edge.module.in.aws_vpc.v': 'module.edge.aws {"region":"us-east-1"}', 'module.old.aws_vpc.v': 'aws.west {"region":"us-west-2"}',
    });
  });

  it('is found by its source, not by its name', async () => {
    const configuration = await configured({
      'main.tf': 'terraform {\n  required_providers {\n    amazon = {\n      source = "registry.terraform.io/hashicorp/aws"\n    }\n  }\n}\nprovider "amazon" {\n  region = "eu-west-1"\n}\nmodule "m" {\n  source = "./m"\n}\n',
      'm/main.tf': 'resource "aws_vpc" "v" {\n}\n',
    });
    expect(providers(configuration)).toEqual({ 'module.m.aws_vpc.v': 'amazon {"region":"eu-west-1"}' });
  });

  it.each([
    ['by the name that Terraform implies', 'amazon', '', 'aws', 'amazon'],
    ['by another one in the module', '', 'cloud', 'cloud', 'aws'],
    ['by two others', 'amazon', 'cloud', 'cloud', 'amazon'],
    ['of somebody else', 'amazon', 'cloud', 'cloud', 'amazon', 'acme/aws'],
  ])('is the same in a module, %s', async (_, above, below, used, label, source = 'hashicorp/aws') => {
    const required = (name: string): string => (name === '' ? '' : `terraform {\n  required_providers {\n    ${name} = {\n      source = "${source}"\n    }\n  }\n}\n`);
    const configuration = await configured({
      'main.tf': `${required(above)}provider "${above || 'aws'}" {\n  region = "eu-west-1"\n}\nresource "aws_vpc" "top" {\n  provider = ${above || 'aws'}\n}\nmodule "m" {\n  source = "./m"\n}\n`,
      'm/main.tf': 'module "n" {\n  source = "./n"\n}\n',
      'm/n/main.tf': `${required(below)}resource "aws_vpc" "v" {\n  provider = ${used}\n}\nresource "aws_vpc" "w" {\n${source === 'hashicorp/aws' ? '' : `  provider = ${used}\n`}}\n`,
    });
    const one = `${label} {"region":"eu-west-1"}`;
    expect(providers(configuration)).toEqual({ 'aws_vpc.top': one, 'module.m.module.n.aws_vpc.v': one, 'module.m.module.n.aws_vpc.w': one });
  });

  it('is not another one of the same name', async () => {
    const configuration = await configured({
      'main.tf': 'terraform {\n  required_providers {\n    cloud = {\n      source = "hashicorp/google"\n    }\n    oci = {\n      source = "oracle/oci"\n    }\n  }\n}\nprovider "cloud" {\n  region = "europe-west1"\n}\nprovider "oci" {\n  region = "eu-frankfurt-1"\n}\nmodule "m" {\n  source = "./m"\n}\n',
      'm/main.tf': 'terraform {\n  required_providers {\n    cloud = {\n      source = "hashicorp/aws"\n    }\n  }\n}\nresource "aws_vpc" "v" {\n  provider = cloud\n}\nresource "oci_core_vcn" "v" {\n}\n',
    });
    // Modules that say nothing of sources mean the provider that has the name.
    expect(providers(configuration)).toEqual({ 'module.m.aws_vpc.v': 'aws {}', 'module.m.oci_core_vcn.v': 'oci {"region":"eu-frankfurt-1"}' });
  });

  it('may be one of several of the same block, in OpenTofu', async () => {
    const configuration = await configured({
      'main.tofu': 'variable "x" {}\nprovider "aws" {\n  alias    = "by_region"\n  for_each = { eu = "eu-west-1", us = "us-east-1" }\n  region   = each.value\n}\nresource "aws_vpc" "v" {\n  for_each = toset(["eu", "us"])\n  provider = aws.by_region[each.key]\n}\nresource "aws_vpc" "w" {\n  provider = aws.by_region[var.x]\n}\nmodule "m" {\n  source   = "./m"\n  for_each = toset(["us"])\n  providers = {\n    aws = aws.by_region[each.value]\n  }\n}\n',
      'm/main.tf': 'resource "aws_vpc" "v" {\n}\n',
    });
    expect(providers(configuration)).toEqual({
      'aws_vpc.v["eu"]': 'aws.by_region["eu"] {"region":"eu-west-1"}', 'aws_vpc.v["us"]': 'aws.by_region["us"] {"region":"us-east-1"}',
      'aws_vpc.w': 'aws.by_region ?variable without a value; pass --var x=VALUE [var.x]', 'module.m["us"].aws_vpc.v': 'aws.by_region["us"] {"region":"us-east-1"}',
    });
  });
});
