import type { Problem } from '#model/problem.ts';
import type { Document } from './document/document.ts';
import { textOf, type MapNode, type Member, type Node } from './document/node.ts';
import { macroIn } from './transforms.ts';

interface Written {
  readonly document: Document;
  readonly root: MapNode;
  readonly transforms: readonly string[];
}

/** What CloudFormation refuses whatever the parameters are: a macro may put right what is written, and an include may hold what is missing. */
export function templateFaults(template: Written): readonly Problem[] {
  const { transforms, root } = template;
  if (macroIn(transforms) !== null) return [];
  const conditions = transforms.includes('AWS::Include') ? null : new Conditions(root);
  return [...(transforms.includes('AWS::LanguageExtensions') ? [] : loopsIn(template)), ...(conditions?.faults() ?? [])];
}

const refused = 'CloudFormation refuses it too';

/** The first loop of a template whose transform does not know any. */
function loopsIn({ root, document }: Written): readonly Problem[] {
  // Most templates have none, and a walk over all of them takes longer.
  const first = document.text.includes('Fn::ForEach::') ? loopIn(root) : null;
  if (first === null) return [];
  return [{ code: 'template-transform', message: `${first.key} is a loop, and the template has no transform that writes loops out`, where: document.where(first.keyStart), hint: `${refused}: add Transform: AWS::LanguageExtensions` }];
}

function loopIn(node: Node): Member | null {
  if (node.kind === 'scalar') return null;
  for (const one of node.kind === 'list' ? node.items : node.members) {
    if ('key' in one && one.key.startsWith('Fn::ForEach::')) return one;
    const found = loopIn('key' in one ? one.value : one);
    if (found !== null) return found;
  }
  return null;
}

/** Conditions that need one another, more than people write and recursion still bears. */
const mostOpen = 500;

/** The conditions of a template, as they are written. */
class Conditions {
  readonly #root: MapNode;
  readonly #section: MapNode | null;
  readonly #done = new Set<string>();
  /** Those that led to the one that is looked at. */
  readonly #open: string[] = [];
  readonly #faults: Problem[] = [];

  constructor(root: MapNode) {
    const section = root.get('Conditions');
    this.#root = root;
    this.#section = section?.kind === 'map' ? section : null;
  }

  faults(): readonly Problem[] {
    const members = this.#section?.members ?? [];
    // Loops and includes among them may make more than is written.
    if (members.some(({ key }) => key.startsWith('Fn::'))) return [];
    for (const member of members) this.#visit(member);
    const resources = this.#root.get('Resources');
    for (const { value } of resources?.kind === 'map' ? resources.members : []) {
      const condition = value.kind === 'map' ? value.get('Condition') : undefined;
      if (condition !== undefined && value.kind === 'map' && value.get('Type') !== undefined) this.#asked(condition);
    }
    return this.#faults;
  }

  #visit(member: Member): void {
    const { key, value } = member;
    if (this.#done.has(key)) return;
    this.#open.push(key);
    this.#walk(value);
    this.#open.pop();
    this.#done.add(key);
  }

  #walk(node: Node): void {
    if (node.kind === 'list') for (const item of node.items) this.#walk(item);
    if (node.kind !== 'map') return;
    for (const { key, value } of node.members) {
      if (key === 'Condition') this.#asked(value);
      else this.#walk(value);
    }
  }

  #asked(node: Node): void {
    const name = textOf(node);
    if (name === undefined) return;
    const member = this.#section?.member(name);
    const at = this.#open.indexOf(name);
    if (member === undefined) this.#tell(node, `the template has no condition ${name}`, `${refused}: correct the name, or add the condition`);
    else if (at >= 0) this.#tell(node, `condition ${name} needs itself: ${[...this.#open.slice(at), name].join(' -> ')}`, `${refused}: break the circle`);
    else if (this.#open.length < mostOpen) this.#visit(member);
  }

  /** Once, at the first place. */
  #tell({ document, start }: Node, message: string, hint: string): void {
    if (!this.#faults.some((one) => one.message === message)) this.#faults.push({ code: 'template-condition', message, where: document.where(start), hint });
  }
}
