import { relative, sep } from 'node:path';
import { byCodePoint } from '#model/json.ts';
import { unknown as unknownBecause, type Unknown } from '#model/known.ts';
import { lazyObject, object, tuple } from '../hcl/collection.ts';
import { evaluate } from '../hcl/evaluate.ts';
import { sensitiveIf } from '../hcl/marks.ts';
import type { Reference, Scope } from '../hcl/scope.ts';
import type { Attribute, Block, SourceRange } from '../hcl/syntax.ts';
import { anyType, stringType } from '../hcl/type.ts';
import { string, unknown, type Value } from '../hcl/value.ts';
import type { Context } from './context.ts';
import { every, prefixOf, type Key, type Step } from './key.ts';
import { argument, type ModuleCall, type Variable } from './module.ts';
import { repetitions, type Repetition } from './repetition.ts';
import { ResourceInstance } from './resource-instance.ts';
import type { ModuleNode } from './tree.ts';
import { variableValue, type Argument } from './variable-value.ts';

/** How a module instance came to be: the instance around it, and the call. */
export interface Called {
  readonly parent: ModuleInstance;
  readonly call: ModuleCall;
  readonly repetition: Repetition;
}

/** What a configuration is told from outside of it. */
export interface Told {
  /** A value for a variable of the root module; null where nobody gives one. */
  readonly argument: (variable: Variable) => Argument | null;
  /** What a data source answers before it is read, of an attribute that is not written; null where that is not known. */
  readonly answer: (data: ResourceInstance, module: ModuleInstance, attribute: string) => Value | null;
}

/** One instance of a module: everything in it is evaluated when it is asked for, once. */
export class ModuleInstance {
  readonly node: ModuleNode;
  readonly called: Called | null;
  readonly steps: readonly Step[];
  /** `module.net["a"].`; empty for the root. */
  readonly prefix: string;
  readonly possible: Unknown | null;
  readonly scope: Scope;
  readonly #context: Context;
  readonly #told: Told;
  /** By root, then by names. */
  readonly #values = new Map<string, Map<string, Value>>();
  readonly #resources = new Map<string, readonly ResourceInstance[]>();
  readonly #children = new Map<string, readonly ModuleInstance[]>();

  constructor(node: ModuleNode, called: Called | null, context: Context, told: Told) {
    this.node = node;
    this.called = called;
    this.steps = called === null ? [] : [...called.parent.steps, { name: called.call.name, key: called.repetition.key }];
    this.prefix = prefixOf(this.steps);
    this.possible = called === null ? null : (called.parent.possible ?? called.repetition.possible);
    this.scope = context.scope((reference) => this.#resolve(reference));
    this.#context = context;
    this.#told = told;
    if (called !== null) this.#checkArguments(called);
  }

  fileOf(node: Attribute | Block, otherwise: string): string {
    return this.node.module.strangers.get(node) ?? otherwise;
  }

  /** Of a block by its address within the module; none for one that is not declared. */
  resources(address: string): readonly ResourceInstance[] {
    const before = this.#resources.get(address);
    if (before !== undefined) return before;
    const block = this.node.module.resources.get(address);
    if (block === undefined) return [];
    const made = repetitions(block, (attribute) => this.fileOf(attribute, block.file), this.scope, this.#context).map(
      (repetition) => new ResourceInstance(block, this.node.module, this.steps, this.possible, repeatedScope(this.scope, repetition), repetition, block.mode === 'data' ? this.#answer : notYet),
    );
    this.#resources.set(address, made);
    return made;
  }

  /** Instances of a called module; none where it is not on disk. */
  children(name: string): readonly ModuleInstance[] {
    const before = this.#children.get(name);
    if (before !== undefined) return before;
    const call = this.node.module.calls.get(name);
    const node = this.node.calls.get(name);
    if (call === undefined || node === undefined || 'missing' in node) return [];
    const made = repetitions(call, (attribute) => this.fileOf(attribute, call.file), this.scope, this.#context).map(
      (repetition) => new ModuleInstance(node, { parent: this, call, repetition }, this.#context, this.#told),
    );
    this.#children.set(name, made);
    return made;
  }

  /** In which the arguments of a call are evaluated. */
  callScope({ parent, call, repetition }: Called): Scope {
    return { ...repeatedScope(parent.scope, repetition), file: call.file };
  }

  /** What the caller, or for the root somebody else, gives to a variable; null: nothing. */
  argument(variable: Variable): Argument | null {
    if (this.called === null) return this.#told.argument(variable);
    const { parent, call } = this.called;
    const given = argument(call.block, variable.name);
    if (given === null) return null;
    const file = parent.fileOf(given, call.file);
    return { value: evaluate(given.value, { ...this.callScope(this.called), file }), place: { file, range: given.range } };
  }

  variable({ name, file, block }: Variable): Value {
    return this.#resolve({ root: 'var', names: [name], origin: { file, range: block.headerRange } });
  }

  #resolve({ root, names, origin }: Reference): Value {
    // Most have one name, which is there as a text already.
    return this.#kept(root, names.length === 1 ? (names[0] as string) : names.join(' '), () => this.#value(root, names, origin));
  }

  #kept(root: string, name: string, make: () => Value): Value {
    const values = this.#values.get(root) ?? new Map<string, Value>();
    const before = values.get(name);
    if (before !== undefined) return before;
    this.#values.set(root, values);
    const value = make();
    values.set(name, value);
    return value;
  }

  #value(root: string, names: readonly string[], origin: Reference['origin']): Value {
    const first = names[0];
    const second = names[1];
    switch (root) {
      case 'var':
        return this.#named(first, 'var', (name) => this.#variable(name));
      case 'local':
        return this.#named(first, 'local', (name) => this.#local(name));
      case 'module':
        return this.#named(first, 'module', (name) => this.#module(name));
      case 'path':
        return this.#path(first);
      case 'terraform':
      case 'tofu':
        return first === 'workspace' ? this.#workspace() : notKnown(`${root}.${first ?? ''} is not known`);
      case 'each':
      case 'count':
        return refused(`${[root, ...names].join('.')} stands outside of a block with ${root === 'each' ? 'for_each' : 'count'}`, origin);
      case 'self':
        return notKnown('self is known while Terraform runs');
      case 'resource':
        return this.#resource(first === undefined || second === undefined ? null : `${first}.${second}`, origin);
      case 'data':
      case 'ephemeral':
        return this.#resource(first === undefined || second === undefined ? null : `${root}.${first}.${second}`, origin);
      default:
        return this.#resource(first === undefined ? null : `${root}.${first}`, origin);
    }
  }

  #named(name: string | undefined, root: string, make: (name: string) => Value): Value {
    return name === undefined ? notKnown(`${root} by itself is no value`) : make(name);
  }

  /** What is not declared in the files that we could read may be declared in the others. */
  #undeclared(what: string): Value {
    return notKnown(this.node.module.broken ? `${what} may be declared in a file that cannot be read` : `${what} is not declared`);
  }

  #variable(name: string): Value {
    const variable = this.node.module.variables.get(name);
    if (variable === undefined) return this.#undeclared(`var.${name}`);
    return this.#once(`var.${name}`, variable.file, variable.block.headerRange, () => variableValue(variable, this.argument(variable), this.called === null, this.scope, this.#context));
  }

  #local(name: string): Value {
    const local = this.node.module.locals.get(name);
    if (local === undefined) return this.#undeclared(`local.${name}`);
    return this.#once(`local.${name}`, local.file, local.attribute.range, () => evaluate(local.attribute.value, { ...this.scope, file: local.file }));
  }

  /** Of an output that the caller asks for. */
  output(name: string): Value {
    const output = this.node.module.outputs.get(name);
    if (output === undefined) return this.#undeclared(`output ${name} of ${this.prefix.slice(0, -1)}`);
    if (output.value === null) return notKnown(`output ${name} has no value`);
    const { value } = output;
    const file = this.fileOf(value, output.file);
    return this.#kept(outputs, name, () => sensitiveIf(this.#once(`output.${name}`, output.file, output.block.headerRange, () => evaluate(value.value, { ...this.scope, file })), output.sensitive));
  }

  /** A provider that is configured with what itself answers is refused by Terraform. */
  readonly #answer = (data: ResourceInstance, attribute: string): Value | null => this.#context.once(`${data.address}.${attribute}`, () => this.#told.answer(data, this, attribute));

  #module(name: string): Value {
    const call = this.node.module.calls.get(name);
    const node = this.node.calls.get(name);
    if (call === undefined || node === undefined) return this.#undeclared(`module.${name}`);
    const reference = `${this.prefix}module.${name}`;
    if ('missing' in node) return unknown(anyType, unknownBecause(`module.${name} is not there: ${node.missing}`, [reference]));
    const outputs = [...node.module.outputs.keys()].sort(byCodePoint);
    const open = node.module.broken ? { reason: unknownBecause(`${reference} may have outputs in a file that cannot be read`, [reference]), also: [] } : null;
    return collected(this.children(name), call.forEach !== null, (child) => {
      return lazyObject({ size: outputs.length, has: (output) => outputs.includes(output), keys: () => outputs, get: (output) => (outputs.includes(output) ? child.output(output) : undefined) }, open);
    }, (child) => child.called?.repetition ?? null);
  }

  #resource(address: string | null, origin: Reference['origin']): Value {
    if (address === null) return refused('a type of resources by itself is no value', origin);
    const block = this.node.module.resources.get(address);
    if (block === undefined) return this.#undeclared(address);
    return collected(this.resources(address), block.forEach !== null, (instance) => instance.value, (instance) => instance.repetition);
  }

  #workspace(): Value {
    const { workspace } = this.#context;
    return workspace === null ? unknown(stringType, unknownBecause('the workspace is not told; --workspace decides it', ['terraform.workspace']), true) : string(workspace);
  }

  #path(name: string | undefined): Value {
    if (name === 'root') return string('.');
    if (name !== 'module') return notKnown(`path.${name ?? ''} is not known: it depends on the machine that runs Terraform`);
    const path = relative(this.#context.root, this.node.module.absolute);
    return string(path === '' ? '.' : sep === '\\' ? path.replaceAll('\\', '/') : path);
  }

  #once(name: string, file: string, range: SourceRange, compute: () => Value): Value {
    const label = `${this.prefix}${name}`;
    const value = this.#context.once(label, compute);
    if (value !== null) return value;
    this.#context.refuse('terraform-cycle', `${label} needs itself: ${this.#context.circle(label)}`, file, range, 'break the circle; what depends on it is undecided');
    return unknown(anyType, unknownBecause(`${label} needs itself`, [label]));
  }

  #checkArguments({ parent, call }: Called): void {
    const { variables, broken } = this.node.module;
    if (broken) return;
    for (const given of call.block.body.attributes) {
      if (callArguments.has(given.name) || variables.has(given.name)) continue;
      this.#context.refuse('terraform-invalid', `module "${call.name}" has no variable "${given.name}"`, parent.fileOf(given, call.file), given.nameRange, 'terraform validate refuses it too; correct the name, or declare the variable');
    }
    for (const variable of variables.values()) {
      if (variable.default !== null || argument(call.block, variable.name) !== null) continue;
      this.#context.refuse('terraform-invalid', `module "${call.name}" needs a value for its variable "${variable.name}"`, call.file, call.block.headerRange, 'terraform validate refuses it too; give it a value');
    }
  }
}

/** No root of a reference has a blank. */
const outputs = 'outputs of the module';

function notYet(): null {
  return null;
}

/** Arguments of a call that are not for the module. */
const callArguments: ReadonlySet<string> = new Set(['source', 'version', 'count', 'for_each', 'providers', 'depends_on']);

/** All instances of a block as one value: itself, a list, or an object by key. */
function collected<T>(instances: readonly T[], forEach: boolean, valueOf: (one: T) => Value, repetitionOf: (one: T) => Repetition | null): Value {
  const [first] = instances;
  const keyOf = (one: T): Key => repetitionOf(one)?.key ?? null;
  const symbolic = instances.find((one) => keyOf(one) === every);
  const reason = symbolic === undefined ? null : (repetitionOf(symbolic)?.possible ?? null);
  const certain = instances.filter((one) => keyOf(one) !== every);
  if (reason !== null && certain.length === 0) return unknown(anyType, reason);
  if (first === undefined) return forEach ? object([]) : tuple([]);
  if (instances.length === 1 && keyOf(first) === null) return valueOf(first);
  if (typeof keyOf(first) === 'number') return tuple(certain.map(valueOf));
  return object(certain.map((one) => [String(keyOf(one)), valueOf(one)]), reason === null ? null : { reason, also: [] });
}

function repeatedScope(scope: Scope, { each, count }: Repetition): Scope {
  if (each === null && count === null) return scope;
  return {
    ...scope,
    resolve: (reference) => {
      const name = reference.names[0];
      if (reference.root === 'each' && each !== null && (name === 'key' || name === 'value')) return each[name];
      return reference.root === 'count' && count !== null && name === 'index' ? count : scope.resolve(reference);
    },
  };
}

function notKnown(because: string): Value {
  return unknown(anyType, unknownBecause(because));
}

function refused(message: string, origin: Reference['origin']): Value {
  return { ...unknown(anyType, unknownBecause(message)), problem: { message, origin }, origin };
}
