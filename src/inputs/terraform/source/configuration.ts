import { join } from 'node:path';
import type { Located } from '#model/finding.ts';
import type { LeftOut } from '#model/input.ts';
import { unknown as unknownBecause } from '#model/known.ts';
import type { Problem } from '#model/problem.ts';
import type { Files } from '../../files.ts';
import type { InputOptions } from '../../options.ts';
import { collectSensitive } from '../../resource/sensitive.ts';
import { evaluate } from '../hcl/evaluate.ts';
import { decodeJson } from '../hcl/functions/decode-json.ts';
import { Fault } from '../hcl/fault.ts';
import { expressionOf } from '../hcl/parse-template.ts';
import { toJson } from '../hcl/stated.ts';
import { anyType, isPrimitive } from '../hcl/type.ts';
import { string, unknown, type Value } from '../hcl/value.ts';
import { Context } from './context.ts';
import { DataAnswers } from './data-answers.ts';
import { givenVariables, type GivenByPlan, type GivenBySource, type GivenText, type GivenValue, type GivenVariables } from './given.ts';
import { Instance } from './instance.ts';
import { leftOutOf, resourcesBelow, type Unmade } from './left-out.ts';
import { ModuleInstance } from './module-instance.ts';
import type { Module, ModuleFile, Variable } from './module.ts';
import { Providers } from './providers.ts';
import { ReadFiles } from './read-files.ts';
import { isSameJson } from './same-json.ts';
import type { ModuleSources } from './sources.ts';
import { loadTree, type MissingModule, type ModuleNode, type ModuleTree } from './tree.ts';
import { variableType, type Argument } from './variable-value.ts';

type ConfigurationOptions = Pick<InputOptions, 'terraform' | 'providerRegions' | 'providerScopes'>;

/** A root module with all modules below it and the values that it is given. Everything is evaluated when it is asked for. */
export class Configuration {
  readonly root: Module;
  /** Real folders of its modules. */
  readonly folders: ReadonlySet<string>;
  readonly #tree: ModuleTree;
  readonly #given: GivenVariables;
  readonly #context: Context;
  readonly #module: ModuleInstance;
  readonly #providers = new Providers();
  readonly #instances: Instance[] = [];
  readonly #unmade: Unmade[] = [];
  readonly #byAddress = new Map<string, Instance>();
  #walked = false;
  #files: readonly ModuleFile[] | null = null;

  constructor(tree: ModuleTree, given: GivenVariables, options: ConfigurationOptions, context: Context) {
    this.root = tree.root.module;
    this.folders = tree.folders;
    this.#tree = tree;
    this.#given = given;
    this.#context = context;
    const answers = new DataAnswers(this.#providers, options);
    this.#module = new ModuleInstance(tree.root, null, context, { argument: (variable) => this.#argument(variable), answer: (data, module, attribute) => answers.of(data, module, attribute) });
  }

  /** Of the root module and of the files that give it values: it was not read whole. Those of `refused` apart. */
  get problems(): readonly Problem[] {
    return [...this.#tree.problems, ...this.#given.problems];
  }

  /** What is wrong with files that are no HCL: to word it takes a while, in which the rest can be judged. Null: there are none. */
  get refused(): Promise<readonly Problem[]> | null {
    const { asked } = this.#tree;
    return asked.length === 0 ? null : Promise.all(asked.map(({ problems }) => problems)).then((all) => all.flat());
  }

  /** What turned out while it was evaluated. */
  get faults(): readonly Problem[] {
    // Terraform looks at what is given to the root module, used or not.
    for (const variable of this.root.variables.values()) {
      const given = this.#given.values.get(variable.name);
      if (given !== undefined && !('told' in given)) this.#module.variable(variable);
    }
    return this.#context.problems;
  }

  /** Resources that are written, and of which nothing is made. */
  get leftOut(): readonly LeftOut[] {
    this.instances();
    return leftOutOf(this.#unmade, (name) => this.#given.values.has(name));
  }

  /** Files of values that nobody has named, while variables that were asked for have none: which files, and how many variables. */
  get unnamed(): { readonly files: readonly string[]; readonly variables: number } {
    return { files: this.#given.unnamed, variables: this.#context.valueless.size };
  }

  /** Modules that are called and not there. */
  get missing(): readonly MissingModule[] {
    return this.#tree.missing;
  }

  /** Scalars that are not to be shown, those of resources apart: of sensitive variables, and what providers are given. */
  get secrets(): readonly string[] {
    const secrets = new Set<string>();
    for (const value of this.#context.secrets) collectSensitive(toJson(value).value, true, secrets);
    for (const values of this.#providers.arguments()) {
      const { value, sensitive } = toJson(values.whole());
      collectSensitive(value, sensitive, secrets);
    }
    return [...secrets];
  }

  /** What files of values give to variables of the root module, declared or not. */
  get given(): readonly GivenValue[] {
    return [...this.#given.values.values()].flatMap((one) => ('attribute' in one ? [one] : []));
  }

  /** Every file of every module, once. */
  files(): readonly ModuleFile[] {
    return (this.#files ??= this.#allFiles());
  }

  #allFiles(): readonly ModuleFile[] {
    const files = new Map<string, ModuleFile>();
    const collect = (node: ModuleNode): void => {
      for (const file of node.module.files) files.set(file.path, file);
      for (const called of node.calls.values()) if (!('missing' in called)) collect(called);
    };
    collect(this.#tree.root);
    return [...files.values()];
  }

  /** Texts of files of values, by path. */
  get texts(): ReadonlyMap<string, string> {
    return this.#given.texts;
  }

  /** Resources and data sources of all module instances, those of a module before those that it calls. */
  instances(): readonly Instance[] {
    if (!this.#walked) this.#walk(this.#module);
    this.#walked = true;
    return this.#instances;
  }

  #walk(module: ModuleInstance): void {
    for (const block of module.node.module.resources.values()) {
      const { mode, address } = block;
      if (mode === 'ephemeral') continue;
      const made = module.resources(address);
      if (this.#context.isFull) return;
      if (made.length === 0 && mode === 'managed') this.#unmade.push({ module, block, resources: [[`${module.prefix}${address}`, block.type]], of: '' });
      for (const resource of made) {
        const instance = new Instance(resource, module, this.#module, this.#providers);
        this.#instances.push(instance);
        this.#byAddress.set(instance.address, instance);
      }
    }
    for (const [name, block] of module.node.module.calls) {
      const children = module.children(name);
      if (this.#context.isFull) return;
      const node = module.node.calls.get(name);
      if (children.length === 0 && node !== undefined && !('missing' in node)) this.#unmade.push({ module, block, resources: resourcesBelow(node, `${module.prefix}module.${name}.`), of: `module.${name}: ` });
      for (const child of children) this.#walk(child);
    }
  }

  locate(address: string, path: string): Located | null {
    this.instances();
    return this.#byAddress.get(address)?.locate(path) ?? null;
  }

  writes(address: string, argument: string): boolean {
    return this.#byAddress.get(address)?.writes(argument) === true;
  }

  /** The file of the block of a resource. */
  blockOf(address: string): { readonly file: string } | null {
    return this.#byAddress.get(address) ?? null;
  }

  /** Files that say something of a resource, beside that of its block. */
  otherFiles(address: string): readonly string[] {
    return this.#byAddress.get(address)?.otherFiles() ?? [];
  }

  #argument(variable: Variable): Argument | null {
    const given = this.#given.values.get(variable.name);
    if (given === undefined) {
      const { unread } = this.#given;
      return unread === null ? null : { value: unknown(anyType, unknownBecause(`it may be set in ${unread}, which cannot be read`, [`var.${variable.name}`])), place: null };
    }
    if ('withheld' in given) return { value: unknown(anyType, unknownBecause('the plan does not hold its value', [`var.${variable.name}`])), place: null };
    return 'told' in given ? this.#told(given, variable) : this.#written(given, variable);
  }

  /** The place of the source's own value holds where it is the one that the plan was made with. */
  #told({ told, instead }: GivenByPlan, variable: Variable): Argument | null {
    const own = instead === null ? null : this.#written(instead, variable);
    const value = own?.value ?? (variable.default === null ? null : evaluate(variable.default.value, this.#context.constant(variable.file)));
    if (value !== null && isSameJson(toJson(value).value ?? null, told)) return own;
    return { value: decodeJson(JSON.stringify(told)), place: null };
  }

  #written(given: GivenBySource, variable: Variable): Argument {
    if ('text' in given) return { value: this.#ofText(given, variable), place: null, said: given };
    return { value: this.#ofFile(given), place: { file: given.file, range: given.attribute.value.range } };
  }

  /** What a file of values says depends on nothing. */
  #ofFile({ attribute, file }: GivenValue): Value {
    return evaluate(attribute.value, this.#context.constant(file));
  }

  /** A text is itself for a variable of a simple type or none, an expression for all others. */
  #ofText({ text, from }: GivenText, variable: Variable): Value {
    const constant = this.#context.constant(from);
    const { type } = variableType(variable, constant, this.#context);
    if (variable.type === null || isPrimitive(type)) return string(text);
    const built = expressionOf(from, text);
    if (!(built instanceof Fault)) return { ...evaluate(built, constant), origin: null };
    this.#context.refuse('terraform-invalid', `the value of ${from} for "${variable.name}" is not an expression${variable.sensitive ? '' : `: ${text.slice(0, 60)}`}`, variable.file, variable.block.headerRange, 'give it as Terraform writes it: \'["a", "b"]\', \'{ a = 1 }\'');
    return unknown(type, unknownBecause(`the value of ${from} is not an expression`, [`var.${variable.name}`]));
  }
}

/** Null where there is no configuration in a folder. */
export async function loadConfiguration(folder: string, sources: ModuleSources, options: ConfigurationOptions): Promise<Configuration | null> {
  const tree = loadTree(folder, sources);
  if (tree === null) return null;
  const { terraform } = options;
  const given = await givenVariables(folder, sources.files, terraform);
  return new Configuration(tree, given, options, new Context(folder, new ReadFiles(folder, sources.files), () => terraform.workspace ?? selectedWorkspace(folder, sources.files)));
}

/**
 * `terraform workspace select` leaves the name in a file. Where Terraform has never run nobody knows it: who asks for its name has more than one.
 */
function selectedWorkspace(folder: string, files: Files): string | null {
  const made = join(folder, '.terraform');
  if (files.list(made) === null) return null;
  const read = files.read(join(made, 'environment'));
  const name = 'refused' in read ? '' : read.bytes.toString('utf8').trim();
  return name === '' ? 'default' : name;
}
