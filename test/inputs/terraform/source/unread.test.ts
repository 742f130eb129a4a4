import { describe, expect, it } from 'vitest';
import { configured, of, told } from './configured.ts';

const source = 'variable "type" {\n  default = "t3.micro"\n}\nresource "x_y" "z" {\n  type = var.type\n}\n';

describe('what a file that cannot be read may say', () => {
  it.each([
    ['terraform.tfvars', 'type = "t3.large\n'],
    ['terraform.tfvars.json', '{"type": "t3.large"'],
    ['z.auto.tfvars', 'type = "a"\ntype = "b"\n'],
  ])('of variables (%s) leaves them unknown', async (name, text) => {
    const configuration = await configured({ 'main.tf': source, [name]: text });
    expect(of(configuration, 'x_y.z')).toEqual({ type: `?it may be set in ${name}, which cannot be read [var.type]` });
    expect(configuration.problems.length).toBeGreaterThan(0);
  });

  it('of variables is nothing to those that are given later', async () => {
    const files = { 'main.tf': source, 'terraform.tfvars': 'type = "t3.large\n' };
    expect(of(await configured({ ...files, 'z.auto.tfvars': 'type = "t3.small"\n' }), 'x_y.z')).toEqual({ type: 't3.small' });
    expect(of(await configured(files, { environment: [{ name: 'type', text: 't3.small', from: 'TF_VAR_type' }] }), 'x_y.z')).toEqual({ type: '?it may be set in terraform.tfvars, which cannot be read [var.type]' });
    expect(of(await configured(files, { given: [{ name: 'type', text: 't3.small', from: '--var' }] }), 'x_y.z')).toEqual({ type: 't3.small' });
  });

  it('of providers leaves open what they give', async () => {
    const configuration = await configured({ 'main.tf': 'resource "aws_instance" "z" {}\nmodule "m" {\n  source = "./m"\n}\n', 'm/main.tf': 'resource "aws_instance" "z" {\n  provider = aws.west\n}\n', 'm/broken.tf': 'provider "aws" {\n', 'providers.tf': 'provider "aws" {\n  region = "eu-west-1"\n' });
    expect(configuration.instances().map((one) => [one.address, one.provider().because?.because])).toEqual([
      ['aws_instance.z', 'provider aws may be configured in a file that cannot be read'],
      ['module.m.aws_instance.z', 'provider aws.west may be configured in a file that cannot be read'],
    ]);
    expect(told((await configuration.refused) ?? [])).toHaveLength(2);
  });
});
