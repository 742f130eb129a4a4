import type { Scope } from '../scope.ts';
import type { Type } from '../type.ts';
import type { Value } from '../value.ts';

export interface Parameter {
  readonly name: string;
  /** Arguments are converted to it. */
  readonly type: Type;
  /** Null is an argument like others; else it is refused. */
  readonly nullable?: true;
  /** The function looks at arguments that are not known, or only in part; else its result is then not known. */
  readonly partial?: true;
  /** The function sees the marks of sensitive arguments; else they are taken off before and the result bears them. */
  readonly marks?: true;
}

/** A function of Terraform's language. */
export interface TerraformFunction {
  readonly parameters: readonly Parameter[];
  /** Of the arguments behind the parameters; without it there may be none. */
  readonly rest?: Parameter;
  /** One argument that is not known may stand for any number of them: `merge(local.maps...)`. */
  readonly spreads?: true;
  /** Type of its result while that is not known. */
  readonly returns: Type | ((args: readonly Value[]) => Type);
  /** Its result may be null. */
  readonly mayBeNull?: true;
  /** @throws Refusal, ArgumentRefused, with Terraform's reason */
  readonly call: (args: readonly Value[], scope: Scope) => Value;
}

export type Functions = Readonly<Record<string, TerraformFunction>>;

/** An argument is refused; `index` counts from 0. */
export class ArgumentRefused extends Error {
  override readonly name = 'ArgumentRefused';
  readonly index: number;
  /** See Refused. */
  readonly certain: boolean;
  constructor(index: number, message: string, certain = false) {
    super(message);
    this.index = index;
    this.certain = certain;
  }
}

/** The call is refused as a whole. Without a full stop. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
