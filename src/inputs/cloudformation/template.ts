import { ProblemError, type Problem } from '#model/problem.ts';
import type { SourcePlace } from '#model/resource.ts';
import type { MapNode, Node } from './document/node.ts';
import { readDocument, type Read } from './document/read.ts';
import { templateFaults } from './template-faults.ts';

const largest = 10 * 2 ** 20;

/** One template file: its sections, before anything is resolved. */
export interface Template extends Read {
  readonly path: string;
  readonly root: MapNode;
  /** Names in its top-level `Transform`. */
  readonly transforms: readonly string[];
  readonly problems: readonly Problem[];
}

/** `within`: where the text stands, if it is a part of another document. @throws ProblemError for a text that is no template. */
export function readTemplate(text: string, path: string, within: SourcePlace | null = null): Template {
  if (text.length > largest) {
    throw new ProblemError({ code: 'template-too-large', message: `${path} has ${Math.round(text.length / 2 ** 20)} MB; CloudFormation takes templates of up to 1 MB, and landrail reads up to ${largest / 2 ** 20}`, where: `${path}:1:1`, hint: 'check that this is the right file, or cut it into nested stacks' });
  }
  const read = readDocument(text, path, within);
  const { document, root } = read;
  if (root?.kind !== 'map') {
    throw new ProblemError({ code: 'template-no-map', message: `${path} is not a template: it holds ${root === null ? 'nothing' : root.kind === 'list' ? 'a list' : 'a single value'}`, where: `${path}:1:1`, hint: 'a template is a map with Resources' });
  }
  if (root.get('Resources')?.kind !== 'map' && root.get('Transform') === undefined && root.get('Modules') === undefined) {
    throw new ProblemError({ code: 'template-no-resources', message: `${path} is a template without Resources`, where: document.where(root.start), hint: 'CloudFormation needs a map of Resources in every template' });
  }
  const duplicates = new Map(document.duplicates.map((one) => [one.second, one]));
  const problems = [...duplicates.values()].slice(0, 20).map(({ key, first, second }): Problem => ({
    code: 'template-duplicate-key',
    message: `the key ${JSON.stringify(key)} stands twice in one map; the first is at ${document.where(first)}, and CloudFormation would only see this one`,
    where: document.where(second),
    hint: 'keep one of them',
  }));
  const transforms = transformsOf(root.get('Transform'));
  return { ...read, path, root, transforms, problems: [...problems, ...templateFaults({ document, root, transforms })] };
}

function transformsOf(node: Node | undefined): readonly string[] {
  if (node === undefined) return [];
  if (node.kind === 'list') return node.items.flatMap(transformsOf);
  if (node.kind === 'map') return transformsOf(node.get('Name'));
  return typeof node.value === 'string' ? [node.value] : [];
}
