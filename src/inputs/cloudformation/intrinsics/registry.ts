import type { MapNode, Node } from '../document/node.ts';
import type { Scope } from '../scope.ts';
import { undecided, type Value } from '../value.ts';
import { cidr } from './cidr.ts';
import { callOf, choose } from './logic.ts';
import { availabilityZones, length, select, split } from './lists.ts';
import { findInMap } from './mappings.ts';
import { attribute, elsewhere, reference } from './references.ts';
import { base64, join, jsonText, substitute } from './text.ts';

/** Computes a function of its argument, which may hold functions itself. */
export type Intrinsic = (argument: Node, scope: Scope) => Value;

const logical = (name: string): Intrinsic => (argument, scope) => {
  const truth = callOf(name, argument, scope);
  return typeof truth === 'boolean' ? truth : undecided(truth.because, truth.refs);
};

const functions: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  ['Ref', reference],
  ['Fn::GetAtt', attribute],
  ['Fn::ImportValue', elsewhere('export')],
  ['Fn::GetStackOutput', elsewhere('output')],
  ['Fn::Sub', substitute],
  ['Fn::Join', join],
  ['Fn::Base64', base64],
  ['Fn::ToJsonString', jsonText],
  ['Fn::Split', split],
  ['Fn::Select', select],
  ['Fn::Length', length],
  ['Fn::GetAZs', availabilityZones],
  ['Fn::Cidr', cidr],
  ['Fn::FindInMap', findInMap],
  ['Fn::If', choose],
  ...['Fn::And', 'Fn::Or', 'Fn::Not', 'Fn::Equals'].map((name): [string, Intrinsic] => [name, logical(name)]),
]);

/** The call that a map is; null for a map that is just a map. Loops and transforms take the place of members and are not meant. */
export function functionIn(node: MapNode): { readonly compute: Intrinsic; readonly argument: Node } | null {
  const [only, second] = node.members;
  if (only === undefined || second !== undefined) return null;
  const { key, value: argument } = only;
  if (key !== 'Ref' && !key.startsWith('Fn::')) return null;
  const compute = functions.get(key);
  if (compute !== undefined) return { compute, argument };
  if (key === 'Fn::Transform' || key.startsWith('Fn::ForEach::')) return null;
  return { compute: () => undecided(`landrail does not know ${key}`, [key]), argument };
}
