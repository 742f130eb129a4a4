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

/** What is told of a circle: more of them nobody reads. */
const mostTold = 10;

/** The conditions of a template, as they are written. */
class Conditions {
  readonly #root: MapNode;
  readonly #section: MapNode | null;
  readonly #seen = new Set<string>();
  /** Those that led to the one that is looked at, with their places among them. */
  readonly #open = new Map<string, number>();
  readonly #path: string[] = [];
  /** What is still to be looked at, the next one last; a name where that condition ends. Conditions may need one another in any depth: recursion would end. */
  readonly #left: (Node | Member | string)[] = [];
  readonly #faults = new Map<string, Problem>();

  constructor(root: MapNode) {
    const section = root.get('Conditions');
    this.#root = root;
    this.#section = section?.kind === 'map' ? section : null;
  }

  faults(): readonly Problem[] {
    const members = this.#section?.members ?? [];
    // Loops and includes among them may make more than is written.
    if (members.some(({ key }) => key.startsWith('Fn::'))) return [];
    for (const member of members) {
      this.#enter(member);
      this.#walk();
    }
    const resources = this.#root.get('Resources');
    for (const { value } of resources?.kind === 'map' ? resources.members : []) {
      const condition = value.kind === 'map' ? value.get('Condition') : undefined;
      if (condition !== undefined && value.kind === 'map' && value.get('Type') !== undefined) this.#asked(condition);
    }
    return [...this.#faults.values()];
  }

  #enter({ key, value }: Member): void {
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#open.set(key, this.#path.length);
    this.#path.push(key);
    this.#left.push(key, value);
  }

  #leave(name: string): void {
    this.#path.pop();
    this.#open.delete(name);
  }

  #walk(): void {
    for (let next = this.#left.pop(); next !== undefined; next = this.#left.pop()) {
      if (typeof next === 'string') this.#leave(next);
      else if ('key' in next && next.key === 'Condition') this.#asked(next.value);
      else this.#within('key' in next ? next.value : next);
    }
  }

  #within(node: Node): void {
    if (node.kind === 'scalar') return;
    const parts = node.kind === 'list' ? node.items : node.members;
    for (let at = parts.length - 1; at >= 0; at--) this.#left.push(parts[at] as Node | Member);
  }

  #asked(node: Node): void {
    const name = textOf(node);
    if (name === undefined) return;
    const member = this.#section?.member(name);
    const at = this.#open.get(name);
    if (member === undefined) this.#tell(node, `the template has no condition ${name}`, `${refused}: correct the name, or add the condition`);
    else if (at === undefined) this.#enter(member);
    else this.#tell(node, `condition ${name} needs itself: ${this.#circle(at).join(' -> ')}`, `${refused}: break the circle`);
  }

  #circle(at: number): readonly string[] {
    const path = this.#path;
    const back = path[at] ?? '';
    const length = path.length - at;
    if (length <= mostTold) return [...path.slice(at), back];
    return [...path.slice(at, at + mostTold - 2), `${length - mostTold + 1} more`, path.at(-1) ?? '', back];
  }

  /** Once, at the first place. */
  #tell({ document, start }: Node, message: string, hint: string): void {
    if (!this.#faults.has(message)) this.#faults.set(message, { code: 'template-condition', message, where: document.where(start), hint });
  }
}
