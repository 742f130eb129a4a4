import type { Unknown } from '#model/known.ts';
import type { StackResource } from './stack-resource.ts';
import type { Stack } from './stack.ts';

/** A resource with the stack that it is in. */
export interface Placed {
  readonly stack: Stack;
  readonly resource: StackResource;
  /** Set when it is not known whether the stack has it. */
  readonly conditional: Unknown | null;
}
