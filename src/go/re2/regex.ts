import { parsePattern } from './parse.ts';
import type { Assertion } from './syntax.ts';
import { compileProgram, loopsOnEmpty, type Instruction } from './program.ts';

/** Start and end of the match and of every group, in UTF-16 units; -1 for a group that took no part. */
export type Match = readonly number[];

interface Thread {
  readonly at: number;
  readonly slots: readonly number[];
}

/**
 * A regular expression with the syntax and the meaning of RE2: leftmost match, alternatives by priority, time linear in the
 * text. JavaScript's own engine backtracks, so that a policy's pattern could stop the run for hours.
 */
export class Regex {
  readonly names: readonly (string | null)[];
  /** Whether it repeats without end what can match nothing. */
  readonly loopsOnEmpty: boolean;
  readonly #program: readonly Instruction[];

  /** @throws PatternError */
  constructor(pattern: string) {
    const { root, names } = parsePattern(pattern);
    this.names = names;
    this.loopsOnEmpty = loopsOnEmpty(root);
    this.#program = compileProgram(root);
  }

  /** Matches that do not overlap, at most `limit` of them (all when negative); an empty match right behind another one is none. */
  findAll(text: string, limit = -1): readonly Match[] {
    const out: Match[] = [];
    let previousEnd = -1;
    let at = 0;
    while (at <= text.length && out.length !== limit) {
      const match = this.find(text, at);
      if (!match) break;
      const [start = 0, end = 0] = match;
      const empty = end === at && start === end;
      if (!(empty && start === previousEnd)) out.push(match);
      previousEnd = end;
      at = end === at ? at + width(text, at) : end;
    }
    return out;
  }

  /** The leftmost match that starts at `from` or later. */
  find(text: string, from = 0): Match | null {
    let current: Thread[] = [];
    let matched: readonly number[] | null = null;
    const seen = new Uint32Array(this.#program.length);
    const none = Array.from({ length: this.names.length * 2 }, () => -1);
    for (let at = from, step = 1; ; step++) {
      if (!matched) this.#follow(current, { at: this.#program.length - 1, slots: none }, text, at, seen, step);
      if (matched && current.length === 0) break;
      const code = at < text.length ? (text.codePointAt(at) as number) : -1;
      const next: Thread[] = [];
      const after = at + width(text, at);
      for (const thread of current) {
        const instruction = this.#program[thread.at] as Instruction;
        if (instruction.op === 'match') {
          // Threads behind this one have a lower priority.
          matched = thread.slots.with(1, at);
          break;
        }
        if (instruction.op === 'set' && code >= 0 && instruction.set.has(code)) {
          this.#follow(next, { at: instruction.next, slots: thread.slots }, text, after, seen, step + 1);
        }
      }
      if (at >= text.length) break;
      current = next;
      at = after;
    }
    return matched;
  }

  /** Adds what is reachable without reading a character, in order of priority. */
  #follow(list: Thread[], start: Thread, text: string, at: number, seen: Uint32Array, step: number): void {
    const stack: Thread[] = [start];
    for (let thread = stack.pop(); thread; thread = stack.pop()) {
      if (seen[thread.at] === step) continue;
      seen[thread.at] = step;
      const instruction = this.#program[thread.at] as Instruction;
      switch (instruction.op) {
        case 'split':
          stack.push({ at: instruction.other, slots: thread.slots }, { at: instruction.next, slots: thread.slots });
          break;
        case 'save':
          stack.push({ at: instruction.next, slots: thread.slots.with(instruction.slot, at) });
          break;
        case 'assert':
          if (holds(instruction.assertion, text, at)) stack.push({ at: instruction.next, slots: thread.slots });
          break;
        default:
          list.push(thread);
      }
    }
  }
}

function width(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function holds(assertion: Assertion, text: string, at: number): boolean {
  switch (assertion) {
    case 'begin-text':
      return at === 0;
    case 'end-text':
      return at === text.length;
    case 'begin-line':
      return at === 0 || text[at - 1] === '\n';
    case 'end-line':
      return at === text.length || text[at] === '\n';
    default:
      return (isWord(text, at - 1) !== isWord(text, at)) === (assertion === 'word');
  }
}

function isWord(text: string, at: number): boolean {
  return /^\w$/.test(text[at] ?? '');
}
