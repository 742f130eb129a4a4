import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { withoutElements, withoutIndices } from '#judge/address.ts';
import { anchored } from '#judge/file.ts';
import { fingerprint, identity } from '#judge/fingerprint.ts';

test.each([
  ['aws_instance.web', 'aws_instance.web'],
  ['aws_instance.web[0]', 'aws_instance.web'],
  ['aws_instance.web[*]', 'aws_instance.web'],
  ['module.m["x.y[0]"].aws_a.b["k"]', 'module.m.aws_a.b'],
  ['module.m["say \\"[1]\\" twice"].aws_a.b[12]', 'module.m.aws_a.b'],
  ['module.m["back\\\\"].aws_a.b', 'module.m.aws_a.b'],
  ['module.a[0].module.b["eu-west-1"].aws_c.d[10]', 'module.a.module.b.aws_c.d'],
  ['data.aws_ami.ubuntu[0]', 'data.aws_ami.ubuntu'],
  ['module.m["never closed', 'module.m["never closed'],
  ['module.m["closed" ]', 'module.m["closed" ]'],
  ['name[abc]', 'name[abc]'],
  ['name[', 'name['],
  ['name]', 'name]'],
  ['/subscriptions/0000/resourceGroups/rg[1]', '/subscriptions/0000/resourceGroups/rg'],
  ['', ''],
])('%s without instance keys is %s', (address, expected) => {
  expect(withoutIndices(address)).toBe(expected);
});

test.each([
  ['instance_type', 'instance_type'],
  ['mixed_instances_policy[0].launch_template[0].override[2].instance_type', 'mixed_instances_policy.launch_template.override.instance_type'],
  ['override[].instance_type', 'override.instance_type'],
  ['tags.cost-center', 'tags.cost-center'],
  ['tags["a[0].b"]', 'tags["a[0].b"]'],
  ['tags["a"][3]', 'tags["a"]'],
  ['tag_specifications[volume]', 'tag_specifications[volume]'],
])('%s without element numbers is %s', (path, expected) => {
  expect(withoutElements(path)).toBe(expected);
});

test('the fingerprint is the SHA-256 of guardrail, file, address and path as a JSON array', () => {
  const who = identity('gpu-shapes', 'gpu.tf', 'module.gpu.aws_instance.trainer["a"]', 'overrides[3].instance_type');
  expect(who).toEqual({ guardrail: 'gpu-shapes', file: 'gpu.tf', address: 'module.gpu.aws_instance.trainer', path: 'overrides.instance_type' });
  expect(fingerprint(who)).toBe('96636e07f728f73eba651fa21f8511ff');
  expect(fingerprint(who)).toBe(createHash('sha256').update('["gpu-shapes","gpu.tf","module.gpu.aws_instance.trainer","overrides.instance_type"]').digest('hex').slice(0, 32));
});

test('parts are kept apart, and half characters do not melt together', () => {
  const prints = [
    identity('a', 'b', 'c', 'd'),
    identity('a', 'b', null, 'd'),
    identity('a', 'b', '', 'd'),
    identity('a', 'b', 'null', 'd'),
    identity('a', 'b","c', 'd', ''),
    identity('a', 'b', 'c","d', ''),
    identity('a', 'b', '\ud800', 'd'),
    identity('a', 'b', '\ud801', 'd'),
    identity('a', 'b', '\ufffd', 'd'),
  ].map(fingerprint);
  expect(new Set(prints).size).toBe(prints.length);
});

test.each([
  ['plan.json', '/checkout', '/checkout', 'plan.json'],
  ['./out/../plan.json', '/checkout', '/checkout', 'plan.json'],
  ['plan.json', '/checkout/infra/prod', '/checkout', 'infra/prod/plan.json'],
  ['../shared/main.tf', '/checkout/infra/prod', '/checkout', 'infra/shared/main.tf'],
  ['/checkout/infra/main.tf', '/tmp', '/checkout', 'infra/main.tf'],
  ['/elsewhere/main.tf', '/checkout', '/checkout', '../elsewhere/main.tf'],
  ['modules\\vpc\\main.tf', 'C:\\checkout', 'C:\\checkout', 'modules/vpc/main.tf'],
  ['C:\\checkout\\main.tf', 'D:\\tmp', 'C:\\checkout', 'main.tf'],
  ['-', '/checkout', '/elsewhere', '-'],
  ['.', '/checkout', '/checkout', '.'],
])('%s, seen from %s with the config in %s, is %s', (path, cwd, folder, expected) => {
  expect(anchored(path, { cwd, folder })).toBe(expected);
});
