import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import type { Values } from './values.ts';

/** A nested block of a resource: its planned values and which of them are unknown. */
export interface Block {
  /** As found: `tag_specifications[1]`, `instance_details[0].block_volumes[2].create_details[0]`; empty for the resource itself. */
  readonly path: string;
  readonly value: JsonObject | null;
  /** True when the plan does not even tell whether the block is there. */
  readonly mask: JsonValue | undefined;
}

/** The blocks in which an argument stands, in order: `tag_specifications[].tags` stands in every `tag_specifications`. */
export function blocksAround(values: Values, path: string): readonly Block[] {
  const { after } = values;
  const [head, ...rest] = path.split('.').slice(0, -1);
  if (head === undefined) {
    const whole = isObject(after) ? after : null;
    return [{ path: '', value: whole, mask: whole === null ? true : undefined }];
  }
  const { value, mask } = values.masked(nameOf(head));
  let blocks = elements(head, nameOf(head), value, missing(values, value) ? true : mask);
  for (const part of rest) {
    const name = nameOf(part);
    blocks = blocks.flatMap((block) => {
      if (block.mask === true) return [block];
      const inner = member(block.value ?? undefined, name);
      return elements(part, `${block.path}.${name}`, inner, missing(values, inner) ? true : member(block.mask, name));
    });
  }
  return blocks;
}

/** An argument of a block. */
export function argumentOf(values: Values, block: Block, name: string): { readonly path: string; readonly value: JsonValue | undefined; readonly mask: JsonValue | undefined } {
  if (block.path === '') return { path: name, ...values.masked(name) };
  const value = member(block.value ?? undefined, name);
  return { path: `${block.path}.${name}`, value, mask: block.mask === true || missing(values, value) ? true : member(block.mask, name) };
}

/** `planned_values` leaves out what is not known. */
function missing(values: Values, value: JsonValue | undefined): boolean {
  return value === undefined && !values.complete;
}

function nameOf(part: string): string {
  return part.replace(/\[.*$/, '');
}

function elements(part: string, path: string, value: JsonValue | undefined, mask: JsonValue | undefined): readonly Block[] {
  if (mask === true) return [{ path, value: null, mask: true }];
  // Blocks of newer providers are objects where older ones have a list of one.
  if (isObject(value)) return [{ path, value, mask }];
  if (!isArray(value)) return [];
  const list = part.endsWith('[0]') ? value.slice(0, 1) : value;
  return list.flatMap((element, index): readonly Block[] => {
    const elementMask = isArray(mask) ? mask[index] : undefined;
    if (elementMask === true) return [{ path: `${path}[${index}]`, value: null, mask: true }];
    return isObject(element) ? [{ path: `${path}[${index}]`, value: element, mask: elementMask }] : [];
  });
}
