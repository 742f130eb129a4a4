import { describe, expect, test } from 'vitest';
import { Made, Makers } from '#inputs/inventory/made-by.ts';
import { known } from '#model/known.ts';
import type { Resource } from '#model/resource.ts';
import { resource } from '../../judge/landing-zone.ts';

const trainer = resource('trainer', { shapes: [{ path: 'instance_type', name: known('p5.48xlarge'), count: known(1), accelerator: null, vcpus: known(192), market: null, role: null, form: 'name' }] });
const group: Resource = { ...trainer, address: 'group', kind: 'instance-group' };
const node = (number: number, more: Partial<Resource> = {}): Resource => ({ ...trainer, address: `node-${number}`, ...more });
const without = (resource: Resource): Resource => ({ ...resource, shapes: [] });

describe('what others made', () => {
  test('is judged with its maker, where the inventory holds it', () => {
    const makers = new Makers();
    const made = new Made(makers);
    for (let number = 0; number < 400; number++) made.hold(node(number), 'group');
    makers.add(group);
    expect(made.left()).toEqual([]);
    expect(made.covered).toBe(400);
  });

  test('one of each sort is judged where the maker is not there, or does not tell the shape', () => {
    for (const maker of [null, without(group)]) {
      const makers = new Makers();
      const made = new Made(makers);
      if (maker !== null) makers.add(maker);
      for (let number = 0; number < 400; number++) made.hold(node(number), 'group');
      made.hold(node(400, { region: known('eu-west-3') }), 'group');
      expect(made.left().map((one) => one.address)).toEqual(['node-0', 'node-400']);
      expect(made.covered).toBe(399);
    }
  });

  test('what takes no shape needs none of its maker', () => {
    const makers = new Makers();
    const made = new Made(makers);
    makers.add(without(group));
    made.hold(without(node(1)), 'group');
    expect(made.left()).toEqual([]);
  });
});
