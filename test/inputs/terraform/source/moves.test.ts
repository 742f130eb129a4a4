import { describe, expect, it } from 'vitest';
import { configured, told, type Written } from './configured.ts';

async function moved(files: Written | string): Promise<Record<string, string | null>> {
  return Object.fromEntries((await configured(files)).instances().map((one) => [one.address, one.previousAddress]));
}

describe('moved blocks', () => {
  const resource = (name: string, meta = ''): string => `resource "x_y" "${name}" {\n${meta}}\n`;
  const move = (from: string, to: string): string => `moved {\n  from = ${from}\n  to = ${to}\n}\n`;

  it('say what a resource was called before', async () => {
    expect(await moved(resource('b') + move('x_y.a', 'x_y.b'))).toEqual({ 'x_y.b': 'x_y.a' });
    expect(await moved(resource('b') + move('x_y.a', 'x_y.other'))).toEqual({ 'x_y.b': null });
    expect(await moved(resource('b', 'count = 2\n') + move('x_y.a', 'x_y.b'))).toEqual({ 'x_y.b[0]': 'x_y.a[0]', 'x_y.b[1]': 'x_y.a[1]' });
    expect(await moved(resource('b', 'count = 2\n') + move('x_y.b', 'x_y.b[0]'))).toEqual({ 'x_y.b[0]': 'x_y.b', 'x_y.b[1]': null });
    expect(await moved(resource('b', 'for_each = toset(["k"])\n') + move('x_y.b[0]', 'x_y.b["k"]'))).toEqual({ 'x_y.b["k"]': 'x_y.b[0]' });
    expect(await moved(resource('c') + move('x_y.a', 'x_y.b') + move('x_y.b', 'x_y.c'))).toEqual({ 'x_y.c': 'x_y.a' });
    expect(await moved(resource('a') + move('x_y.b', 'x_y.a') + move('x_y.a', 'x_y.b'))).toEqual({ 'x_y.a': null });
  });

  it('move whole modules, and into modules', async () => {
    const child = { 'm/main.tf': resource('z') + move('x_y.old', 'x_y.z') };
    expect(await moved({ 'main.tf': `module "new" {\n  source = "./m"\n  for_each = toset(["k"])\n}\n${move('module.gone', 'module.new["k"]')}`, ...child })).toEqual({ 'module.new["k"].x_y.z': 'module.gone.x_y.old' });
    expect(await moved({ 'main.tf': `module "new" {\n  source = "./m"\n}\n${move('x_y.was', 'module.new.x_y.old')}`, ...child })).toEqual({ 'module.new.x_y.z': 'x_y.was' });
  });

  it('that are none are passed over', async () => {
    expect(await moved(`${resource('a')}moved {\n  from = x_y\n  to = "nonsense"\n}\nmoved {\n}\n`)).toEqual({ 'x_y.a': null });
  });
});

describe('import blocks', () => {
  it('are refused outside of the root module', async () => {
    const configuration = await configured({ 'main.tf': 'module "m" {\n  source = "./m"\n}\n', 'm/main.tf': 'resource "x_y" "z" {\n}\nimport {\n  to = x_y.z\n  id = "i"\n}\n' });
    expect(told(configuration.problems)).toEqual(['terraform-invalid m/main.tf:3:1 import blocks stand in the root module only']);
  });

  it('say under which id a resource is taken over', async () => {
    const text = 'resource "x_y" "one" {\n}\nresource "x_y" "many" {\n  for_each = toset(["a", "b"])\n}\nresource "x_y" "new" {\n}\nvariable "id" {}\nresource "x_y" "later" {\n}\nimport {\n  to = x_y.one\n  id = "i-${1 + 1}"\n}\nimport {\n  for_each = toset(["a", "b"])\n  to = x_y.many[each.key]\n  id = each.value\n}\nimport {\n  to = x_y.later\n  id = var.id\n}\n';
    const found = (await configured(text)).instances().map(({ address, imported }) => `${address} ${imported.status}${imported.status === 'known' ? ` ${imported.value}` : ''}`);
    expect(found).toEqual(['x_y.one known i-2', 'x_y.many["a"] unknown', 'x_y.many["b"] unknown', 'x_y.new absent', 'x_y.later unknown']);
  });
});
