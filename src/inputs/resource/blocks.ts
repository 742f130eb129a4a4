import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import { isHidden, maskAt, openness, Unsure, type Mask } from './mask.ts';
import type { Values } from './values.ts';

/** A nested block of a resource: its values and which of them are unknown. */
export interface Block {
  /** As found: `tag_specifications[1]`, `instance_details[0].block_volumes[2].create_details[0]`; empty for the resource itself. */
  readonly path: string;
  /** Null for the resource itself, whose arguments are asked one by one. */
  readonly value: JsonObject | null;
  /** Hidden when the input does not even tell whether the block is there. */
  readonly mask: Mask | undefined;
}

/** The blocks in which an argument stands, in order: `tag_specifications[].tags` stands in every `tag_specifications`. */
export function blocksAround(values: Values, path: string): readonly Block[] {
  const inner = path.lastIndexOf('.');
  if (inner < 0) return [{ path: '', value: null, mask: values.there ? undefined : true }];
  const [head = '', ...rest] = path.slice(0, inner).split('.');
  const { value, mask } = values.masked(nameOf(head));
  let blocks = elements(head, nameOf(head), value, missing(values, value) ? hiding(mask) : mask);
  for (const part of rest) {
    const name = nameOf(part);
    blocks = blocks.flatMap((block) => {
      if (isHidden(block.mask)) return [block];
      const within = member(block.value ?? undefined, name);
      const withinMask = maskAt(block.mask, name, within);
      return elements(part, `${block.path}.${name}`, within, missing(values, within) ? hiding(withinMask) : withinMask);
    });
  }
  return blocks;
}

/** An argument of a block. */
export function argumentOf(values: Values, block: Block, name: string): { readonly path: string; readonly value: JsonValue | undefined; readonly mask: Mask | undefined } {
  if (block.path === '') return { path: name, ...values.masked(name) };
  const value = member(block.value ?? undefined, name);
  const mask = maskAt(block.mask, name, value);
  return { path: `${block.path}.${name}`, value, mask: missing(values, value) ? hiding(mask) : mask };
}

/** `planned_values` leaves out what is not known. */
function missing(values: Values, value: JsonValue | undefined): boolean {
  return value === undefined && !values.complete;
}

function hiding(mask: Mask | undefined): Mask {
  return isHidden(mask) ? mask : true;
}

function nameOf(part: string): string {
  const bracket = part.indexOf('[');
  return bracket < 0 ? part : part.slice(0, bracket);
}

function elements(part: string, path: string, value: JsonValue | undefined, mask: Mask | undefined): readonly Block[] {
  if (isHidden(mask)) return [{ path, value: null, mask }];
  // Blocks of newer providers are objects where older ones have a list of one.
  if (isObject(value)) return [{ path, value, mask }];
  if (!isArray(value)) return [];
  const list = part.endsWith('[0]') ? value.slice(0, 1) : value;
  const blocks = list.flatMap((element, index): readonly Block[] => {
    const elementMask = maskAt(mask, index, element);
    if (isHidden(elementMask)) return [{ path: `${path}[${index}]`, value: null, mask: elementMask }];
    return isObject(element) ? [{ path: `${path}[${index}]`, value: element, mask: elementMask }] : [];
  });
  // One block for all that may stand beside those that are known.
  const more = openness(mask);
  return more === null || (part.endsWith('[0]') && list.length > 0) ? blocks : [...blocks, { path, value: null, mask: new Unsure(more) }];
}
