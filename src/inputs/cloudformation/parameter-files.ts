import type { RelatedPlace } from '#model/finding.ts';
import { known } from '#model/known.ts';
import { ProblemError, type Problem } from '#model/problem.ts';
import type { Tag } from '#model/resource.ts';
import { loadFile } from '../load.ts';
import type { Assigned, ValuesFile } from '../options.ts';
import { SourceText } from '../source-text.ts';
import { givesTags, type GivenParameter } from './deployment.ts';
import { child, placeOf, type MapNode, type Node, type ScalarNode } from './document/node.ts';
import { readDocument } from './document/read.ts';
import { isScalar, ListValue, textOf, undecided, type Value } from './value.ts';

/** What `--parameters` says, and the tags that some of its files hold. */
export interface GivenParameters {
  readonly parameters: ReadonlyMap<string, GivenParameter>;
  readonly tags: readonly Tag[];
  /** Where they are given, by key. */
  readonly tagPlaces: ReadonlyMap<string, RelatedPlace>;
  readonly sources: ReadonlyMap<string, SourceText>;
}

const forms = 'a list of {ParameterKey, ParameterValue}, a map with Parameters, or a map of names to values';

/** Flags and files, later ones above earlier ones. @throws ProblemError for a file that holds something else */
export function givenParameters(given: readonly (Assigned | ValuesFile)[]): GivenParameters {
  const parameters = new Map<string, GivenParameter>();
  const tags: Tag[] = [];
  const tagPlaces = new Map<string, RelatedPlace>();
  const sources = new Map<string, SourceText>();
  for (const one of given) {
    if ('text' in one) parameters.set(one.name, { value: one.text, place: null, argument: null });
    else sources.set(one.path, readFile(one, parameters, (key, value) => {
      tags.push({ key, value: known(textOf(value.value)), origin: 'stack tags' });
      tagPlaces.set(key, givesTags(placeOf(value), key));
    }));
  }
  return { parameters, tags, tagPlaces, sources };
}

function readFile({ path, absolute }: ValuesFile, parameters: Map<string, GivenParameter>, addTag: (key: string, value: ScalarNode) => void): SourceText {
  const { bytes, length } = loadFile(absolute, path, () => null);
  const text = bytes.toString('utf8', 0, length);
  const source = new SourceText(path, text);
  const { root } = readDocument(text, path);
  const add = (name: string, node: Node): void => {
    parameters.set(name, { value: valueOf(node), place: placeOf(node), argument: null });
  };
  if (root?.kind === 'list') {
    for (const item of root.items) readListed(item, parameters);
    return source;
  }
  if (root?.kind !== 'map') throw refusal(`it holds ${root === null ? 'nothing' : 'a single value'}`, root, path);
  const section = root.get('Parameters');
  for (const { key, value } of (section?.kind === 'map' ? section : root).members) add(key, value);
  if (section === undefined) return source;
  if (section.kind !== 'map') throw refusal('its Parameters are not a map', section, path);
  const own = root.get('Tags');
  for (const { key, value } of own?.kind === 'map' ? own.members : []) {
    if (value.kind === 'scalar') addTag(key, value);
  }
  return source;
}

/** `{ParameterKey, ParameterValue}`, `{ParameterKey, UsePreviousValue: true}`, or `"Key=value"` as `aws cloudformation deploy` takes it. */
function readListed(item: Node, parameters: Map<string, GivenParameter>): void {
  if (item.kind === 'scalar' && typeof item.value === 'string' && item.value.includes('=')) {
    const equals = item.value.indexOf('=');
    parameters.set(item.value.slice(0, equals), { value: item.value.slice(equals + 1), place: placeOf(item), argument: null });
    return;
  }
  const key = child(item, 'ParameterKey');
  const value = child(item, 'ParameterValue');
  if (key?.kind !== 'scalar') throw refusal('an entry of its list has no ParameterKey', item, item.document.path);
  const name = textOf(key.value);
  if (value !== undefined) parameters.set(name, { value: valueOf(value), place: placeOf(value), argument: null });
  else if (isTrue((item as MapNode).get('UsePreviousValue'))) parameters.set(name, { value: undecided(`parameter ${name} keeps the value that the stack has`), place: placeOf(item), argument: null });
  else throw refusal(`the entry of ${name} has no ParameterValue`, item, item.document.path);
}

function isTrue(node: Node | undefined): boolean {
  return node?.kind === 'scalar' && String(node.value).toLowerCase() === 'true';
}

function valueOf(node: Node): Value {
  if (node.kind === 'scalar') return node.value === null ? '' : node.value;
  if (node.kind === 'map') throw refusal('a value is a map', node, node.document.path);
  return new ListValue(node.items.map(valueOf).filter(isScalar));
}

function refusal(what: string, node: Node | null, path: string): ProblemError {
  const problem: Problem = { code: 'parameters-file', message: `${path} is not a parameter file: ${what}`, where: node === null ? `${path}:1:1` : node.document.where(node.start), hint: `it may be ${forms}` };
  return new ProblemError(problem);
}
