import type { LeftOut } from '#model/input.ts';
import { owned } from '#model/owned.ts';
import { shellWord } from '#model/shell-word.ts';
import { textOf as textNode, type Node } from './document/node.ts';
import { comparison } from './intrinsics/logic.ts';
import type { StackResource } from './stack-resource.ts';
import type { Stack } from './stack.ts';
import { isScalar, textOf } from './value.ts';

const named = 5;

/** What the conditions of a stack keep out of it, and why; one note for each condition: what is not judged must be seen. */
export function leftOutOf(stack: Stack, resources: readonly StackResource[]): { readonly leftOut: readonly LeftOut[]; readonly notes: readonly string[] } {
  const byCondition = new Map<string, StackResource[]>();
  for (const resource of resources) {
    const condition = resource.condition ?? '';
    const known = byCondition.get(condition);
    if (known === undefined) byCondition.set(condition, [resource]);
    else known.push(resource);
  }
  const leftOut: LeftOut[] = [];
  const notes: string[] = [];
  for (const [condition, all] of byCondition) {
    const { because, needs } = reasonOf(condition, stack);
    leftOut.push(...all.map(({ address, type }) => ({ address: owned(address), type: owned(type), because, needs })));
    const more = all.length > named ? ` and ${all.length - named} more` : '';
    notes.push(`${all.slice(0, named).map(({ address, type }) => (type === '' ? address : `${address} (${type})`)).join(', ')}${more} ${all.length === 1 ? 'is' : 'are'} left out: ${because}`);
  }
  return { leftOut, notes };
}

function reasonOf(condition: string, stack: Stack): Pick<LeftOut, 'because' | 'needs'> {
  const node = stack.condition(condition)?.value;
  const names = node === undefined ? [] : [...namesIn(node, stack)];
  const values = names.flatMap((name) => valueOf(name, stack) ?? []);
  const advice = stack.place.prefix === '' ? adviceOf(node, names.filter((name) => isDefault(name, stack))) : null;
  return { because: owned(`condition ${condition} is false${values.length === 0 ? '' : ` with ${values.join(', ')}`}${advice === null ? '' : `; ${advice.said}`}`), needs: advice === null ? null : owned(advice.needs) };
}

function isDefault(name: string, stack: Stack): boolean {
  return stack.parameterPlace(name)?.role === 'parameter default';
}

/** As far as it may be printed. */
function valueOf(name: string, stack: Stack): string | null {
  const value = stack.parameter(name) ?? stack.pseudoParameter(name);
  if (value === undefined || !isScalar(value) || new Set(stack.secrets).has(textOf(value))) return null;
  return `${name}=${textOf(value)}${isDefault(name, stack) ? ' (its default)' : ''}`;
}

/** Only of a parameter that is left to its default: what else gives a value has its reasons. */
function adviceOf(node: Node | undefined, defaults: readonly string[]): { readonly said: string; readonly needs: string } | null {
  const [name] = defaults;
  if (name === undefined) return null;
  const [only] = node?.kind === 'map' ? node.members : [];
  const pair = only?.key === 'Fn::Equals' && only.value.kind === 'list' ? comparison(only.value.items) : null;
  if (pair === null || !defaults.includes(pair.parameter)) return { said: `another ${name} may judge it: ${parameterFlag(name, 'VALUE')}`, needs: parameterFlag(name, 'VALUE') };
  const needs = parameterFlag(pair.parameter, pair.text);
  return { said: `${needs} judges it`, needs };
}

function parameterFlag(name: string, value: string): string {
  return `--parameters ${shellWord(`${name}=${value}`)}`;
}

/** Parameters, and what is like them, that a condition asks, those that it names included. */
function namesIn(node: Node, stack: Stack, asked: Set<string> = new Set(), names: Set<string> = new Set()): ReadonlySet<string> {
  if (node.kind === 'list') for (const item of node.items) namesIn(item, stack, asked, names);
  if (node.kind !== 'map') return names;
  for (const { key, value } of node.members) {
    const text = textNode(value);
    if (key === 'Ref' && text !== undefined) names.add(text);
    else if (key === 'Condition' && text !== undefined) {
      const other = asked.has(text) ? undefined : stack.condition(text)?.value;
      asked.add(text);
      if (other !== undefined) namesIn(other, stack, asked, names);
    } else namesIn(value, stack, asked, names);
  }
  return names;
}
