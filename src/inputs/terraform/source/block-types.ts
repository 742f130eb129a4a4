import type { Block, SourceRange } from '../hcl/syntax.ts';

/** Labels of the blocks that a file may hold. */
const labels: Readonly<Record<string, readonly string[]>> = {
  terraform: [], locals: [], moved: [], import: [], removed: [],
  provider: ['name'], variable: ['name'], output: ['name'], module: ['name'], check: ['name'],
  resource: ['type', 'name'], data: ['type', 'name'], ephemeral: ['type', 'name'], action: ['type', 'name'],
};

const identifier = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;

export interface Refusal {
  readonly message: string;
  readonly range: SourceRange;
}

/** Why Terraform refuses a block at the top of a file by its header alone; null where it does not. */
export function refusedHeader(block: Block): Refusal | null {
  const wanted = Object.hasOwn(labels, block.type) ? labels[block.type] : undefined;
  const range = block.headerRange;
  if (wanted === undefined) return { message: `blocks of type "${block.type}" are not expected here`, range };
  if (block.labels.length !== wanted.length) {
    const names = wanted.length === 0 ? 'no labels' : wanted.length === 1 ? `one label (${wanted.join()})` : `${wanted.length} labels (${wanted.join(', ')})`;
    return { message: `a block "${block.type}" takes ${names}, not ${block.labels.length}`, range };
  }
  const wrong = block.labels.find((label) => !identifier.test(label));
  if (wrong !== undefined) return { message: `${JSON.stringify(wrong)} is not a valid name: names begin with a letter or underscore and hold letters, digits, underscores and dashes`, range };
  return null;
}
