import type { SourceRange } from './syntax.ts';

/** Terraform refuses the expression, in its own words. `try` and `can` catch it. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly range: SourceRange | null;
  constructor(message: string, range: SourceRange | null = null) {
    super(message);
    this.range = range;
  }
}

/** More work than landrail does for one expression. Nothing catches it: the value is not known. */
export class Exhausted extends Error {
  override readonly name = 'Exhausted';
}
