import type { Problem } from '#model/problem.ts';
import type { Attribute, Block, Body, Expression, SourceRange } from '../hcl/syntax.ts';
import { refusedHeader, type Refusal } from './block-types.ts';
import { argument, constantText, type Declared, type Local, type Mode, type Module, type ModuleCall, type ModuleFile, type Output, type ProviderBlock, type Requirement, type ResourceBlock, type Variable } from './module.ts';
import { notOverridden, overridden } from './override.ts';
import { undeclared } from './undeclared.ts';

/** Why files of a folder cannot be read. */
type Unread = Pick<Module, 'problems' | 'asked'>;

/** Puts the blocks of a folder's files together. */
export function declare(absolute: string, path: string, files: readonly ModuleFile[], unread: Unread): Module {
  const declarations = new Declarations();
  for (const { path: file, tree, override } of files) if (tree !== null) declarations.add(file, tree.body, override);
  const module = declarations.module();
  const { problems, asked } = unread;
  const broken = problems.length > 0 || asked.length > 0;
  // What is not declared in the files that could be read may be declared in the others.
  const missing = broken ? [] : undeclared(files.flatMap((file) => (file.tree === null ? [] : [{ path: file.path, body: file.tree.body }])), module);
  return { absolute, path, files, broken, asked, ...module, problems: [...problems, ...module.problems, ...missing] };
}

/** Blocks of one kind by what makes them one of a kind, e.g. `aws_instance.web`. */
type Kind = Map<string, Declared>;

class Declarations {
  readonly #problems: Problem[] = [];
  readonly #strangers = new Map<Attribute | Block, string>();
  readonly #kinds = { variable: new Map() as Kind, output: new Map() as Kind, module: new Map() as Kind, resource: new Map() as Kind, provider: new Map() as Kind };
  readonly #locals = new Map<string, Local>();
  readonly #requirements = new Map<string, Requirement>();
  readonly #moves: Declared[] = [];
  readonly #imports: Declared[] = [];

  add(file: string, body: Body, override: boolean): void {
    for (const { name, range } of body.attributes) this.#refuse(file, range, `an argument named "${name}" is not expected here: a file holds blocks`);
    for (const block of body.blocks) {
      const refusal = refusedHeader(block);
      if (refusal === null) this.#block({ file, block }, override);
      for (const { message, range } of refusal === null ? [...repeatedTwice(block), ...(override ? notOverridden(block) : [])] : [refusal]) this.#refuse(file, range, message);
    }
  }

  #block(declared: Declared, override: boolean): void {
    const { file, block } = declared;
    const first = block.labels[0] ?? '';
    const second = block.labels[1] ?? '';
    switch (block.type) {
      case 'variable':
      case 'output':
      case 'module':
        return this.#declare(this.#kinds[block.type], first, declared, override);
      case 'resource':
        return this.#declare(this.#kinds.resource, `${first}.${second}`, declared, override);
      case 'data':
      case 'ephemeral':
        return this.#declare(this.#kinds.resource, `${block.type}.${first}.${second}`, declared, override);
      case 'provider': {
        const alias = constantText(argument(block, 'alias')?.value);
        return this.#declare(this.#kinds.provider, alias === null ? first : `${first}.${alias}`, declared, override);
      }
      case 'locals':
        return this.#addLocals(file, block, override);
      case 'terraform':
        return this.#addRequirements(block);
      case 'moved':
        if (!override) this.#moves.push(declared);
        return;
      case 'import':
        if (!override) this.#imports.push(declared);
        return;
      default:
    }
  }

  #declare(kind: Kind, key: string, declared: Declared, override: boolean): void {
    const { file, block } = declared;
    const before = kind.get(key);
    if (override) {
      if (before === undefined) this.#refuse(file, block.headerRange, `nothing to override: no ${block.type} "${key}" is declared in another file`);
      else kind.set(key, { file: before.file, block: overridden(before.block, declared, this.#strangers) });
    } else if (before === undefined) kind.set(key, declared);
    else this.#refuse(file, block.headerRange, `${block.type} "${key}" is declared twice: also at ${before.file}:${before.block.range.start.line}`);
  }

  #addLocals(file: string, block: Block, override: boolean): void {
    for (const attribute of block.body.attributes) {
      const before = this.#locals.get(attribute.name);
      if (!override && before !== undefined) this.#refuse(file, attribute.nameRange, `local.${attribute.name} is declared twice: also at ${before.file}:${before.attribute.range.start.line}`);
      else if (override && before === undefined) this.#refuse(file, attribute.nameRange, `nothing to override: no local.${attribute.name} is declared in another file`);
      else this.#locals.set(attribute.name, { name: attribute.name, file, attribute });
    }
    for (const inner of block.body.blocks) this.#refuse(file, inner.headerRange, 'locals are arguments: name = value');
  }

  #addRequirements(block: Block): void {
    for (const inner of block.body.blocks) {
      if (inner.type !== 'required_providers') continue;
      for (const { name, value } of inner.body.attributes) this.#requirements.set(name, requirementOf(name, value));
    }
  }

  #refuse(file: string, { start }: SourceRange, message: string): void {
    this.#problems.push({ code: 'terraform-invalid', message, where: `${file}:${start.line}:${start.column}`, hint: 'terraform validate refuses it too; correct it, it was not judged' });
  }

  module(): Omit<Module, 'absolute' | 'path' | 'files' | 'broken' | 'asked'> {
    const { variable, output, module, resource, provider } = this.#kinds;
    return {
      problems: this.#problems,
      variables: mapped(variable, variableOf),
      locals: this.#locals,
      outputs: mapped(output, outputOf),
      resources: mapped(resource, resourceOf),
      calls: mapped(module, callOf),
      providers: mapped(provider, providerOf),
      requirements: this.#requirements,
      moves: this.#moves,
      imports: this.#imports,
      strangers: this.#strangers,
    };
  }
}

function mapped<T>(kind: Kind, make: (declared: Declared) => T): ReadonlyMap<string, T> {
  return new Map([...kind].map(([key, declared]) => [key, make(declared)]));
}

function isTrue(block: Block, name: string, otherwise: boolean): boolean {
  const value = argument(block, name)?.value;
  if (value?.kind !== 'literal') return otherwise;
  return value.value === true || value.value === 'true' || (value.value !== false && value.value !== 'false' && otherwise);
}

function variableOf({ file, block }: Declared): Variable {
  return {
    file, block, name: block.labels[0] ?? '', type: argument(block, 'type'), default: argument(block, 'default'),
    sensitive: isTrue(block, 'sensitive', false) || isTrue(block, 'ephemeral', false), nullable: isTrue(block, 'nullable', true), validations: block.body.blocks.filter((one) => one.type === 'validation'),
  };
}

function outputOf({ file, block }: Declared): Output {
  return { file, block, name: block.labels[0] ?? '', value: argument(block, 'value'), sensitive: isTrue(block, 'sensitive', false) };
}

function repeatedTwice(block: Block): readonly Refusal[] {
  const each = ['resource', 'data', 'ephemeral', 'module'].includes(block.type) ? argument(block, 'for_each') : null;
  return each === null || argument(block, 'count') === null ? [] : [{ message: 'count and for_each exclude each other', range: each.nameRange }];
}

/** Where an override file puts one beside the other, Terraform goes by the count. */
function repeatedBy(block: Block): Pick<ResourceBlock, 'count' | 'forEach'> {
  const count = argument(block, 'count');
  return { count, forEach: count === null ? argument(block, 'for_each') : null };
}

function resourceOf({ file, block }: Declared): ResourceBlock {
  const [type = '', name = ''] = block.labels;
  const mode: Mode = block.type === 'resource' ? 'managed' : block.type === 'data' ? 'data' : 'ephemeral';
  const address = `${mode === 'managed' ? '' : `${mode}.`}${type}.${name}`;
  return { file, block, mode, type, name, address, ...repeatedBy(block), provider: argument(block, 'provider'), enabled: enabledOf(block) };
}

function callOf(declared: Declared): ModuleCall {
  const { block } = declared;
  return { ...declared, name: block.labels[0] ?? '', source: argument(block, 'source'), ...repeatedBy(block), providers: argument(block, 'providers'), enabled: enabledOf(block) };
}

function enabledOf(block: Block): Attribute | null {
  const lifecycle = block.body.blocks.find((one) => one.type === 'lifecycle');
  return lifecycle === undefined ? null : argument(lifecycle, 'enabled');
}

function providerOf(declared: Declared): ProviderBlock {
  const { block } = declared;
  return { ...declared, name: block.labels[0] ?? '', alias: constantText(argument(block, 'alias')?.value), forEach: argument(block, 'for_each') };
}

/** `{source = "hashicorp/aws", configuration_aliases = [aws.west]}`; in old configurations a version alone. */
function requirementOf(name: string, value: Expression): Requirement {
  const items = value.kind === 'object' ? value.items : [];
  const member = (key: string): Expression | undefined => items.find((item) => constantText(item.key) === key)?.value;
  const source = constantText(member('source')) ?? `hashicorp/${name}`;
  const aliases = member('configuration_aliases');
  const listed = aliases?.kind === 'tuple' ? aliases.items : [];
  return { source: source.toLowerCase().replace(/^registry\.(terraform\.io|opentofu\.org)\//, ''), aliases: listed.map(aliasName).filter((one) => one !== null) };
}

function aliasName(expression: Expression): string | null {
  if (expression.kind === 'attribute' && expression.object.kind === 'variable') return `${expression.object.name}.${expression.name}`;
  return constantText(expression);
}
