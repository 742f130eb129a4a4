import { unknown as unknownBecause } from '#model/known.ts';
import type { Problem } from '#model/problem.ts';
import { Fault } from '../hcl/fault.ts';
import type { Files } from '../hcl/files.ts';
import { templateOf } from '../hcl/parse-template.ts';
import { Budget, type Scope } from '../hcl/scope.ts';
import type { Expression, SourceRange } from '../hcl/syntax.ts';
import { anyType } from '../hcl/type.ts';
import { unknown, type Origin, type Value } from '../hcl/value.ts';

/** What all module instances of one configuration share while they are evaluated. */
export class Context {
  /** Folder of the root module. */
  readonly root: string;
  readonly budget = new Budget();
  /** Instances of resources and modules that `count` and `for_each` have made so far. */
  instances = 0;
  /** All of them. */
  made = 0;
  /** Nothing more is made. */
  isFull = false;
  /** Of sensitive variables. What is in them is looked at in the end: some compute their members when asked. */
  readonly secrets: Value[] = [];
  /** Variables of the root that were asked for, and that nothing gives a value. */
  readonly valueless = new Set<string>();
  readonly #files: Files;
  readonly #selected: () => string | null;
  #workspace: { readonly name: string | null } | null = null;
  readonly #problems = new Map<string, Problem>();
  readonly #templates = new Map<string, Expression | null>();
  /** What is being computed, outermost first: `local.a`, `module.net.output.id`. */
  readonly #busy = new Set<string>();

  /** @param selected the workspace; looked for when it is asked for, which few configurations do */
  constructor(root: string, files: Files, selected: () => string | null) {
    this.root = root;
    this.#files = files;
    this.#selected = selected;
  }

  /** Null where nothing tells it. */
  get workspace(): string | null {
    this.#workspace ??= { name: this.#selected() };
    return this.#workspace.name;
  }

  get problems(): readonly Problem[] {
    return [...this.#problems.values()];
  }

  refuse(code: string, message: string, file: string, { start }: SourceRange, hint: string): void {
    const where = `${file}:${start.line}:${start.column}`;
    this.#problems.set(`${where} ${message}`, { code, message, where, hint });
  }

  scope(resolve: Scope['resolve']): Scope {
    return { file: '', resolve, files: this.#files, template: this.#template, budget: this.budget, refused: this.#refused, frame: null, within: 'configuration' };
  }

  /** Of what may depend on nothing: defaults of variables, and what files, flags and the environment say. */
  constant(file: string): Scope {
    return { ...this.scope(() => unknown(anyType, unknownBecause('a constant refers to nothing'))), file, within: 'constant' };
  }

  readonly #refused = (message: string, { file, range }: Origin): void => this.refuse('terraform-invalid', message.replace(/\.$/, ''), file, range, 'terraform refuses it too; correct it');

  readonly #template = (text: string, file: string): Expression | null => {
    const key = `${file}\0${text}`;
    const before = this.#templates.get(key);
    if (before !== undefined) return before;
    const built = templateOf(file, text);
    const template = built instanceof Fault ? null : built;
    this.#templates.set(key, template);
    return template;
  };

  /** Null, and nothing is run, where `name` is being computed already: then it needs itself. */
  once<T>(name: string, compute: () => T): T | null {
    if (this.#busy.has(name)) return null;
    this.#busy.add(name);
    try {
      return compute();
    } finally {
      this.#busy.delete(name);
    }
  }

  /** From `name` back to itself, for the message. */
  circle(name: string): string {
    const names = [...this.#busy];
    const round = [...names.slice(names.indexOf(name)), name];
    return round.length > 8 ? [...round.slice(0, 4), '…', ...round.slice(-3)].join(' -> ') : round.join(' -> ');
  }
}
