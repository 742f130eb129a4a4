import { dirname, resolve } from 'node:path';
import { ProblemError } from '#model/problem.ts';
import type { SourceFile } from '../format.ts';
import { child, textOf, type Node } from './document/node.ts';
import { readDocument } from './document/read.ts';

const makers: ReadonlyMap<string, string> = new Map([
  ['AWS::CloudFormation::Stack', 'TemplateURL'],
  ['AWS::CloudFormation::StackSet', 'TemplateURL'],
  ['AWS::Serverless::Application', 'Location'],
]);

/**
 * Which of the files (absolute) others of them make stacks of. Those that only make each other are left to be refused as a circle: the
 * first of them stands for it.
 */
export function nestedPaths(files: readonly SourceFile[]): ReadonlySet<string> {
  const byPath = new Map(files.map((file) => [file.absolute, file]));
  const made = new Map<string, readonly string[]>();
  for (const file of files) {
    const paths = madeBy(file).filter((path) => path !== file.absolute && byPath.has(path));
    if (paths.length > 0) made.set(file.absolute, paths);
  }
  const nested = new Set([...made.values()].flat());
  const reached = new Set<string>();
  const reach = (from: string): void => {
    for (const path of made.get(from) ?? []) {
      if (reached.has(path)) continue;
      reached.add(path);
      reach(path);
    }
  };
  for (const from of made.keys()) if (!nested.has(from)) reach(from);
  for (const from of made.keys()) {
    if (!nested.has(from) || reached.has(from)) continue;
    reach(from);
    reached.delete(from);
  }
  return new Set([...nested].filter((path) => reached.has(path)));
}

/** Local templates that a template names as they stand. */
function madeBy(file: SourceFile): readonly string[] {
  if (file.path === '-') return [];
  try {
    const { bytes, length } = file.text();
    const text = bytes.toString('utf8', 0, length);
    if (![...makers.keys()].some((type) => text.includes(type))) return [];
    const { root } = readDocument(text, file.path);
    const resources = child(root ?? undefined, 'Resources');
    return (resources?.kind === 'map' ? resources.members : []).flatMap(({ value }) => named(value)).map((name) => resolve(dirname(file.absolute), name));
  } catch (error) {
    // What is wrong with it is told when it is opened.
    if (error instanceof ProblemError) return [];
    throw error;
  }
}

function named(resource: Node): readonly string[] {
  const property = makers.get(textOf(child(resource, 'Type')) ?? '');
  if (property === undefined) return [];
  const asset = textOf(child(child(resource, 'Metadata'), 'aws:asset:path'));
  const name = asset ?? textOf(child(child(resource, 'Properties'), property));
  return name === undefined || /^[a-z0-9+.-]+:/i.test(name) ? [] : [name];
}
