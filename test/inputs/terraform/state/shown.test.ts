import { describe, expect, it } from 'vitest';
import { known, unknown } from '../../../../src/model/known.ts';
import { at, read } from './states.ts';

const provider = 'registry.terraform.io/hashicorp/aws';
const till = { mode: 'managed', type: 'aws_instance', name: 'till', provider_name: provider, schema_version: 1, values: { id: 'i-1', instance_type: 't3.micro', availability_zone: 'eu-west-1a', tags: { owner: 'tills' }, tags_all: { owner: 'tills' }, user_data: 'hush-hush' }, sensitive_values: { user_data: true, tags: {} } };

function shown(root: object, version = '1.11.4'): object {
  return { format_version: '1.0', terraform_version: version, values: { outputs: {}, root_module: root } };
}

describe('a state as terraform show -json tells of it', () => {
  it('has modules in modules', async () => {
    const found = await read(
      shown({
        resources: [{ ...till, address: 'aws_instance.till["a.b"]', index: 'a.b' }, { ...till, mode: 'data', type: 'aws_ami', address: 'data.aws_ami.till' }],
        child_modules: [{ address: 'module.shop[0]', resources: [{ ...till, address: 'module.shop[0].aws_instance.till', tainted: true }], child_modules: [{ address: 'module.shop[0].module.x', resources: [{ ...till, address: 'module.shop[0].module.x.aws_instance.till', deposed_key: '00a1b2c3' }] }] }],
      }),
    );
    expect(found.format).toBe('terraform-state-json');
    expect(found.resources.map(({ address, stage, region, shapes, sensitive }) => [address, stage, region, shapes[0]?.name, sensitive])).toEqual(
      ['aws_instance.till["a.b"]', 'module.shop[0].aws_instance.till', 'module.shop[0].module.x.aws_instance.till (deposed 00a1b2c3)'].map((address) => [address, 'state', known('eu-west-1'), known('t3.micro'), ['hush-hush']]),
    );
    expect(found.notes).toEqual([
      '1 data source not judged',
      '1 object judged that a replacement has left behind (module.shop[0].module.x.aws_instance.till (deposed 00a1b2c3))',
      '1 tainted resource judged as it is, which the next apply replaces (module.shop[0].aws_instance.till)',
    ]);
  });

  it('leaves out modules and keys in addresses, of Terraform 0.12', async () => {
    const found = await read(shown({ resources: [{ ...till, address: 'aws_instance.till', index: 0 }, { ...till, address: 'aws_instance.till', index: 'b' }], child_modules: [{ address: 'module.shop', resources: [{ ...till, address: 'aws_instance.till' }] }] }, '0.12.31'));
    expect(found.resources.map(({ address }) => address)).toEqual(['aws_instance.till[0]', 'aws_instance.till["b"]', 'module.shop.aws_instance.till']);
  });

  it('does not say which configuration of a provider is meant: nothing is known of one object by another', async () => {
    const queue = { ...till, type: 'aws_sqs_queue', address: 'aws_sqs_queue.till', values: { id: 'q', arn: 'arn:aws:sqs:eu-west-1:111122223333:q' }, sensitive_values: {} };
    const route = { ...till, type: 'aws_route', address: 'aws_route.till', values: { id: 'r' }, sensitive_values: {} };
    const found = at(await read(shown({ resources: [queue, route] })), 'aws_route.till');
    expect(found.region).toEqual(unknown('terraform show does not say which configuration of provider aws is meant, which the state itself (terraform state pull) does; --provider-region aws=REGION decides it', ['provider aws']));
  });
});
