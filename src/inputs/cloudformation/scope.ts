import type { Unknown } from '#model/known.ts';
import type { SourcePlace } from '#model/resource.ts';
import type { MapNode, Node } from './document/node.ts';
import type { Value } from './value.ts';

/** Whether a condition holds; unknown with what would decide it. */
export type Truth = boolean | Unknown;

/** Where a node is read: in which stack, with which loop identifiers, and what is taken for granted. */
export interface Scope {
  readonly stack: Surroundings;
  resolve(node: Node): Value;
  /** A text as it stands, loop identifiers put in. */
  text(text: string): Value;
  /** A scalar as text; null where it is not known, or no scalar. */
  textAt(node: Node | undefined): string | null;
  truth(condition: string): Truth;
  /** What a loop identifier stands for. */
  binding(name: string): Value | undefined;
  parameter(name: string): Value | undefined;
  /** With the loop identifiers of another place. */
  within(other: Scope): Scope;
  bound(name: string, value: Value): Scope;
  /** With a condition taken as true or false. */
  assuming(condition: string, truth: boolean): Scope;
}

/** What functions ask of the stack that they stand in. */
export interface Surroundings {
  parameter(name: string): Value | undefined;
  pseudoParameter(name: string): Value | undefined;
  /** Its address in the input, `Network/Vpc`; undefined where the stack has no such resource. */
  resource(logicalId: string): string | undefined;
  /** `Outputs.VpcId` of a nested stack that is at hand; undefined for what only the cloud knows. */
  output(logicalId: string, name: string): Value | undefined;
  mapping(name: string): Node | undefined;
  condition(name: string): { readonly value: Node; readonly scope: Scope } | undefined;
  include(transform: Node, scope: Scope): Included;
  /** Where the value of a parameter is written. */
  parameterPlace(name: string): ParameterPlace | null;
  /** Takes from what loops may make; false when it is used up. */
  spend(members: number): boolean;
}

/** Where the value of a parameter is written. */
export interface ParameterPlace {
  readonly role: 'parameter value' | 'parameter default' | 'allowed values' | 'parameter';
  readonly place: SourcePlace;
  /** Of a nested stack: what its parent gives it. */
  readonly argument: { readonly node: Node; readonly scope: Scope } | null;
}

/** What stands in the place of `Fn::Transform`. */
export type Included = { readonly kind: 'file'; readonly node: MapNode } | { readonly kind: 'macro'; readonly because: Unknown };
