import type { CharSet } from './charset.ts';
import { PatternError, type Assertion, type Node } from './syntax.ts';

export type Instruction =
  | { readonly op: 'set'; readonly set: CharSet; next: number }
  | { readonly op: 'assert'; readonly assertion: Assertion; next: number }
  | { readonly op: 'save'; readonly slot: number; next: number }
  /** Tries `next` first, then `other`. */
  | { readonly op: 'split'; next: number; other: number }
  | { readonly op: 'match' };

/** Enough for any honest pattern; counts such as `(\pL{1000}){2}` multiply quickly. */
const largest = 100_000;

/** Compiles to instructions for a breadth-first matcher, whose time is linear in text times instructions. */
export function compileProgram(root: Node): readonly Instruction[] {
  const compiler = new Compiler();
  compiler.add({ op: 'match' });
  const body = compiler.node(root, 0);
  compiler.add({ op: 'save', slot: 0, next: body });
  return compiler.instructions;
}

/** Built backwards: every piece is given where to go on, and returns where it starts. The last instruction is the start. */
class Compiler {
  readonly instructions: Instruction[] = [];

  add(instruction: Instruction): number {
    if (this.instructions.length >= largest) throw new PatternError('expression too large');
    return this.instructions.push(instruction) - 1;
  }

  node(node: Node, next: number): number {
    switch (node.kind) {
      case 'set':
        return this.add({ op: 'set', set: node.set, next });
      case 'assert':
        return this.add({ op: 'assert', assertion: node.assertion, next });
      case 'group': {
        const end = this.add({ op: 'save', slot: node.index * 2 + 1, next });
        return this.add({ op: 'save', slot: node.index * 2, next: this.node(node.body, end) });
      }
      case 'concat':
        return node.parts.reduceRight((after, part) => this.node(part, after), next);
      case 'alternate':
        return node.parts
          .map((part) => this.node(part, next))
          .reduceRight((other, start) => this.add({ op: 'split', next: start, other }));
      case 'repeat':
        return this.#repeat(node.body, node.min, node.max, node.greedy, next);
    }
  }

  #repeat(body: Node, min: number, max: number | null, greedy: boolean, next: number): number {
    let start = next;
    if (max === null) {
      start = min === 0 ? this.#star(body, greedy, next) : this.#plus(body, greedy, next);
    } else {
      // x{2,4} is xx(x(x)?)?: a missing one ends the whole tail.
      for (let optional = min; optional < max; optional++) start = this.#choice(this.node(body, start), next, greedy);
    }
    for (let required = max === null ? 1 : 0; required < min; required++) start = this.node(body, start);
    return start;
  }

  #choice(enter: number, skip: number, greedy: boolean): number {
    return this.add(greedy ? { op: 'split', next: enter, other: skip } : { op: 'split', next: skip, other: enter });
  }

  /** The body, then either the body again or on. */
  #plus(body: Node, greedy: boolean, next: number): number {
    const loop = this.#choice(0, next, greedy);
    const start = this.node(body, loop);
    const split = this.instructions[loop];
    if (split?.op === 'split') {
      if (greedy) split.next = start;
      else split.other = start;
    }
    return start;
  }

  /** A body that can be empty loops as (x+)?, which keeps the priorities of its alternatives. */
  #star(body: Node, greedy: boolean, next: number): number {
    if (canBeEmpty(body)) return this.#choice(this.#plus(body, greedy, next), next, greedy);
    const loop = this.#choice(0, next, greedy);
    const start = this.node(body, loop);
    const split = this.instructions[loop];
    if (split?.op === 'split') {
      if (greedy) split.next = start;
      else split.other = start;
    }
    return loop;
  }
}

export function loopsOnEmpty(node: Node): boolean {
  switch (node.kind) {
    case 'set':
    case 'assert':
      return false;
    case 'group':
      return loopsOnEmpty(node.body);
    case 'concat':
    case 'alternate':
      return node.parts.some(loopsOnEmpty);
    case 'repeat':
      return (node.max === null && canBeEmpty(node.body)) || loopsOnEmpty(node.body);
  }
}

function canBeEmpty(node: Node): boolean {
  switch (node.kind) {
    case 'set':
      return false;
    case 'assert':
      return true;
    case 'group':
      return canBeEmpty(node.body);
    case 'concat':
      return node.parts.every(canBeEmpty);
    case 'alternate':
      return node.parts.some(canBeEmpty);
    case 'repeat':
      return node.min === 0 || canBeEmpty(node.body);
  }
}
