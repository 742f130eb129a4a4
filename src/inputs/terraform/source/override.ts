import type { Attribute, Block, Body } from '../hcl/syntax.ts';
import type { Refusal } from './block-types.ts';
import { madeType } from './block-value.ts';
import type { Declared } from './module.ts';

/**
 * A block with what an override file says of it: arguments one by one, nested blocks all of a type at once, `lifecycle` of resources
 * by its arguments (https://developer.hashicorp.com/terraform/language/files/override). The place stays that of the first block.
 * @param strangers gets the file of everything that came from the override
 */
export function overridden(base: Block, override: Declared, strangers: Map<Attribute | Block, string>): Block {
  const { body } = override.block;
  const lifecycles = ['resource', 'data'].includes(base.type) ? body.blocks.filter((one) => one.type === 'lifecycle') : [];
  const replaced = new Set(body.blocks.filter((one) => !lifecycles.includes(one)).map(madeType));
  const kept = base.body.blocks.filter((one) => !replaced.has(madeType(one)));
  for (const one of body.blocks) strangers.set(one, override.file);
  const first = kept.find((one) => one.type === 'lifecycle');
  const blocks = lifecycles.reduce<readonly Block[]>((all, lifecycle) => {
    const before = all.find((one) => one.type === 'lifecycle' && one === first);
    if (before === undefined) return [...all, lifecycle];
    const merged: Block = { ...before, body: { attributes: argumentsOf(before.body, { file: override.file, block: lifecycle }, strangers), blocks: [...before.body.blocks, ...lifecycle.body.blocks] } };
    return all.map((one) => (one === before ? merged : one));
  }, kept);
  return { ...base, body: { attributes: argumentsOf(base.body, override, strangers), blocks: [...blocks, ...body.blocks.filter((one) => !lifecycles.includes(one))] } };
}

/** Blocks that an override file may not hold at all: there is nothing in them that could be told apart. */
const never: ReadonlySet<string> = new Set(['moved', 'import', 'check']);
const neverWithin: ReadonlySet<string> = new Set(['validation', 'precondition', 'postcondition']);

/** What of a block in an override file Terraform refuses. */
export function notOverridden(block: Block): readonly Refusal[] {
  if (never.has(block.type)) return [{ message: `an override file overrides no "${block.type}" blocks`, range: block.headerRange }];
  const lifecycles = block.body.blocks.filter((one) => one.type === 'lifecycle');
  return [
    ...block.body.attributes.filter((one) => one.name === 'depends_on').map(({ nameRange }) => ({ message: 'an override file overrides no "depends_on"', range: nameRange })),
    ...[block, ...lifecycles].flatMap((one) => one.body.blocks).filter((one) => neverWithin.has(one.type)).map((one) => ({ message: `an override file overrides no "${one.type}" blocks`, range: one.headerRange })),
  ];
}

function argumentsOf(base: Body, { file, block }: Declared, strangers: Map<Attribute | Block, string>): readonly Attribute[] {
  const over = new Map(block.body.attributes.map((one) => [one.name, one]));
  for (const one of over.values()) strangers.set(one, file);
  const merged = base.attributes.map((one) => {
    const other = over.get(one.name);
    over.delete(one.name);
    return other ?? one;
  });
  return [...merged, ...over.values()];
}
