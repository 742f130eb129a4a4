import type { Files } from './files.ts';
import { Exhausted } from './refusal.ts';
import type { Expression } from './syntax.ts';
import type { Origin, Value } from './value.ts';

/** What an expression is evaluated in: the module instance around it, and the names that are its own. */
export interface Scope {
  /** The file that the expression is written in, as problems name it. */
  readonly file: string;
  /** Answers what the module knows: variables, locals, resources. It never throws, and keeps what it has computed. */
  readonly resolve: (reference: Reference) => Value;
  /** What the module may read of the disk. */
  readonly files: Files;
  /** Reads a template that is not part of the configuration: of `templatefile` and `templatestring`. Null: it cannot. */
  readonly template: (text: string, file: string) => Expression | null;
  readonly budget: Budget;
  /** Told what Terraform refuses for certain, if nothing catches it. */
  readonly refused?: (message: string, origin: Origin) => void;
  /** Names of `for`, of templates, and the element of a splat (`*`). */
  readonly frame: Frame | null;
  /** Where a template is rendered, it may not render others; `templatestring` may not read files either. A constant has no names and no functions. */
  readonly within: 'configuration' | 'constant' | 'templatefile' | 'templatestring';
}

export interface Frame {
  readonly name: string;
  readonly value: Value;
  readonly outer: Frame | null;
}

export type Evaluate = (expression: Expression, scope: Scope) => Value;

/** A name of the module with as many attributes as it takes to say what is meant: `var.region`, `data.aws_ami.ubuntu`, `module.network`. */
export interface Reference {
  readonly root: string;
  readonly names: readonly string[];
  readonly origin: Origin;
}

/** Enough for the expressions of any configuration; nested loops over 1,024 elements each are stopped. */
const mostSteps = 500_000;
const deepest = 400;

/** What one evaluation may cost. Values that it needs of others count as its own work. */
export class Budget {
  /** How often a result rests on Terraform not refusing what is not known yet: the key is in the map. */
  assumptions = 0;
  #steps = 0;
  #depth = 0;

  enter(): void {
    if (this.#depth === 0) this.#steps = 0;
    if (++this.#depth > deepest) throw new Exhausted('it nests deeper than landrail follows');
    this.spend(1);
  }

  leave(): void {
    this.#depth--;
  }

  /** One that leads nowhere deeper. */
  step(): void {
    if (this.#depth > 0) this.spend(1);
  }

  spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps > mostSteps) throw new Exhausted('it takes more work than landrail does for one expression');
  }
}

export function bound(scope: Scope, names: readonly (readonly [name: string, value: Value])[]): Scope {
  let frame = scope.frame;
  for (const [name, value] of names) frame = { name, value, outer: frame };
  return { ...scope, frame };
}

export function lookUp(frame: Frame | null, name: string): Value | null {
  for (let at = frame; at; at = at.outer) if (at.name === name) return at.value;
  return null;
}
