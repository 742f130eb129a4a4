import type { Problem } from '#model/problem.ts';
import type { Block, Body, Expression, SourceRange, TemplatePart } from '../hcl/syntax.ts';
import { madeType } from './block-value.ts';
import { argument, constantText, type Module } from './module.ts';

/** What may be referred to, by what stands before the name: `var`, `local`, `module`; resources by their whole address. */
export type Names = Pick<Module, 'variables' | 'locals' | 'calls' | 'resources'>;

/** A file of the module, as far as it is read. */
interface Written {
  readonly path: string;
  readonly body: Body;
}

/**
 * References to what the module does not declare: Terraform refuses them whatever the values are, in `try` and in the branch that is not
 * taken too. Each name is told once, at the first place. To be asked for a module of which every file was read: what is not declared here
 * is declared nowhere.
 */
export function undeclared(files: readonly Written[], names: Names): readonly Problem[] {
  const found = new Map<string, { readonly where: string; times: number }>();
  for (const { path, body } of files) {
    const checker = new Checker(path, names, (name, { start }) => {
      const before = found.get(name);
      if (before !== undefined) before.times++;
      else found.set(name, { where: `${path}:${start.line}:${start.column}`, times: 1 });
    });
    for (const block of body.blocks) checker.top(block);
  }
  return [...found].map(([name, { where, times }]) => {
    const more = times === 1 ? '' : `, and referred to in ${times} places`;
    return { code: 'terraform-invalid', message: `${name} is not declared${more}`, where, hint: 'terraform validate refuses it too; correct the name, or declare it' };
  });
}

/** Arguments and blocks that hold words of their own, not references. */
const words: Readonly<Record<string, readonly string[]>> = {
  resource: ['provider'], data: ['provider'], ephemeral: ['provider'], module: ['source', 'version', 'providers'], provider: ['alias', 'version'],
  variable: ['type', 'default'], lifecycle: ['ignore_changes', 'action_trigger'], provisioner: ['when', 'on_failure'],
};
const tops: ReadonlySet<string> = new Set([...Object.keys(words), 'output', 'locals', 'check']);

class Checker {
  readonly #names: Names;
  readonly #tell: (name: string, range: SourceRange) => void;
  /** In JSON, blocks of resources are told from arguments by the schema alone: what is an iterator there is not known. */
  readonly #json: boolean;
  /** Data sources of the check block that is being looked at. */
  #scoped: ReadonlySet<string> = new Set();

  constructor(path: string, names: Names, tell: (name: string, range: SourceRange) => void) {
    this.#names = names;
    this.#tell = tell;
    this.#json = path.endsWith('.json');
  }

  top(block: Block): void {
    if (!tops.has(block.type)) return;
    this.#scoped = new Set(block.type === 'check' ? block.body.blocks.filter((one) => one.type === 'data').map((one) => `data.${one.labels.join('.')}`) : []);
    this.#block(block, []);
  }

  #block({ type, body }: Block, bound: readonly string[]): void {
    const skipped = Object.hasOwn(words, type) ? (words[type] ?? []) : [];
    for (const { name, value } of body.attributes) if (!skipped.includes(name)) this.#expression(value, bound);
    for (const inner of body.blocks) {
      if (skipped.includes(inner.type)) continue;
      if (inner.type === 'dynamic') this.#dynamic(inner, bound);
      else this.#block(inner, bound);
    }
  }

  #dynamic(block: Block, bound: readonly string[]): void {
    const inside = [...bound, constantText(argument(block, 'iterator')?.value) ?? madeType(block)];
    for (const { name, value } of block.body.attributes) if (name !== 'iterator') this.#expression(value, name === 'labels' ? inside : bound);
    for (const content of block.body.blocks) this.#block(content, inside);
  }

  #expression(expression: Expression, bound: readonly string[]): void {
    const visit = (one: Expression, more: readonly (string | null)[] = []): void => this.#expression(one, more.length === 0 ? bound : [...bound, ...more.filter((name) => name !== null)]);
    switch (expression.kind) {
      case 'template':
        return this.#parts(expression.parts, bound);
      case 'tuple':
        return expression.items.forEach((item) => visit(item));
      case 'object':
        return expression.items.forEach(({ key, value }) => {
          visit(key);
          visit(value);
        });
      case 'for': {
        const names = [expression.keyName, expression.valueName];
        visit(expression.collection);
        for (const one of [expression.key, expression.value, expression.condition]) if (one !== null) visit(one, names);
        return;
      }
      case 'call':
        return expression.args.forEach((one) => visit(one));
      case 'attribute':
        return this.#reference(expression, bound);
      case 'index':
        visit(expression.object);
        return visit(expression.index);
      case 'splat':
        visit(expression.object);
        return visit(expression.each);
      case 'unary':
        return visit(expression.operand);
      case 'binary':
        visit(expression.left);
        return visit(expression.right);
      case 'conditional':
        visit(expression.condition);
        visit(expression.then);
        return visit(expression.else);
      default:
    }
  }

  #parts(parts: readonly TemplatePart[], bound: readonly string[]): void {
    for (const part of parts) {
      if (part.kind === 'interpolation') this.#expression(part.value, bound);
      else if (part.kind === 'if') {
        this.#expression(part.condition, bound);
        this.#parts([...part.then, ...part.else], bound);
      } else if (part.kind === 'for') {
        this.#expression(part.collection, bound);
        this.#parts(part.body, [...bound, part.valueName, ...(part.keyName === null ? [] : [part.keyName])]);
      }
    }
  }

  #reference(expression: Expression, bound: readonly string[]): void {
    const names: string[] = [];
    let at = expression;
    for (; at.kind === 'attribute'; at = at.object) names.unshift(at.name);
    if (at.kind !== 'variable') return this.#expression(at, bound);
    if (bound.includes(at.name)) return;
    const missing = this.#missing(at.name, names);
    if (missing !== null) this.#tell(missing, expression.range);
  }

  /** Null for what is there, and for what this does not know. */
  #missing(root: string, names: readonly string[]): string | null {
    const first = names[0] ?? '';
    const second = names[1];
    const { variables, locals, calls, resources } = this.#names;
    switch (root) {
      case 'var':
        return variables.has(first) ? null : `var.${first}`;
      case 'local':
        return locals.has(first) ? null : `local.${first}`;
      case 'module':
        return calls.has(first) ? null : `module.${first}`;
      case 'data':
      case 'ephemeral':
        return second === undefined || resources.has(`${root}.${first}.${second}`) || this.#scoped.has(`${root}.${first}.${second}`) ? null : `${root}.${first}.${second}`;
      case 'resource':
        return second === undefined || resources.has(`${first}.${second}`) ? null : `${first}.${second}`;
      default:
        // All types of resources but a few have the name of their provider before a line; no other root has one.
        return this.#json || !root.includes('_') || resources.has(`${root}.${first}`) ? null : `${root}.${first}`;
    }
  }
}
