import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import { configurationModule, type AddressStep } from '../address.ts';

/** A resource block: expressions, not values. */
export interface ConfigResource {
  /** Within its module: `aws_instance.web`, `data.aws_ami.base`. */
  readonly address: string;
  readonly module: ConfigModule;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly providerKey: string | null;
  readonly expressions: JsonObject;
  readonly forEach: JsonValue | undefined;
}

export interface ModuleCall {
  readonly name: string;
  readonly arguments: JsonObject;
  readonly forEach: JsonValue | undefined;
  readonly module: ConfigModule;
}

/** A module of the configuration; one for all its instances. */
export class ConfigModule {
  /** `module.a.module.b`; empty for the root. */
  readonly path: string;
  readonly names: readonly string[];
  readonly parent: ConfigModule | null;
  readonly #raw: JsonValue | undefined;
  #resources: Map<string, ConfigResource> | null = null;
  readonly #calls = new Map<string, ModuleCall | null>();

  constructor(raw: JsonValue | undefined, names: readonly string[], parent: ConfigModule | null) {
    this.#raw = raw;
    this.names = names;
    this.path = configurationModule(names.map((name) => ({ name, key: null })));
    this.parent = parent;
  }

  /** By `type.name` or `data.type.name`. */
  resource(address: string): ConfigResource | null {
    return this.resources.get(address) ?? null;
  }

  get resources(): ReadonlyMap<string, ConfigResource> {
    if (this.#resources) return this.#resources;
    const resources = new Map<string, ConfigResource>();
    const list = member(this.#raw, 'resources');
    for (const raw of isArray(list) ? list : []) {
      const [type, name] = [member(raw, 'type'), member(raw, 'name')];
      if (typeof type !== 'string' || typeof name !== 'string') continue;
      const mode = member(raw, 'mode') === 'data' ? 'data' : 'managed';
      const address = `${mode === 'data' ? 'data.' : ''}${type}.${name}`;
      const providerKey = member(raw, 'provider_config_key');
      const expressions = member(raw, 'expressions');
      resources.set(address, {
        address,
        module: this,
        mode,
        type,
        providerKey: typeof providerKey === 'string' ? providerKey : null,
        expressions: isObject(expressions) ? expressions : {},
        forEach: member(raw, 'for_each_expression'),
      });
    }
    this.#resources = resources;
    return resources;
  }

  call(name: string): ModuleCall | null {
    const known = this.#calls.get(name);
    if (known !== undefined) return known;
    const raw = member(member(this.#raw, 'module_calls'), name);
    const expressions = member(raw, 'expressions');
    const call = isObject(raw)
      ? {
          name,
          arguments: isObject(expressions) ? expressions : {},
          forEach: member(raw, 'for_each_expression'),
          module: new ConfigModule(member(raw, 'module'), [...this.names, name], this),
        }
      : null;
    this.#calls.set(name, call);
    return call;
  }

  /** The default of a variable; undefined when it has none. */
  variableDefault(name: string): JsonValue | undefined {
    return member(member(member(this.#raw, 'variables'), name), 'default');
  }

  get sensitiveVariables(): readonly string[] {
    const variables = member(this.#raw, 'variables');
    if (!isObject(variables)) return [];
    return Object.keys(variables).filter((name) => member(variables[name], 'sensitive') === true);
  }

  outputExpression(name: string): JsonValue | undefined {
    return member(member(member(this.#raw, 'outputs'), name), 'expression');
  }
}

/** What `configuration` says, looked up by address. Built lazily: a plan has many modules and most questions concern few. */
export class Configuration {
  readonly root: ConfigModule;
  /** `provider_config`, as written. */
  readonly providers: JsonObject;
  /** False for plans without a `configuration`: then nothing is known of how a value came about. */
  readonly present: boolean;
  readonly #modules = new Map<string, ConfigModule | null>();

  constructor(raw: JsonValue | undefined) {
    this.present = isObject(member(raw, 'root_module'));
    this.root = new ConfigModule(member(raw, 'root_module'), [], null);
    const providers = member(raw, 'provider_config');
    this.providers = isObject(providers) ? providers : {};
    this.#modules.set('', this.root);
  }

  module(steps: readonly AddressStep[]): ConfigModule | null {
    const path = configurationModule(steps);
    const known = this.#modules.get(path);
    if (known !== undefined) return known;
    const last = steps.at(-1);
    const module = last === undefined ? this.root : (this.module(steps.slice(0, -1))?.call(last.name)?.module ?? null);
    this.#modules.set(path, module);
    return module;
  }
}

/** Instances of a block share its expressions, and each argument is asked about several times. */
const known = new WeakMap<object, readonly string[]>();

/**
 * What an expression refers to, longest form first and without the shorter forms that Terraform lists behind each:
 * `["aws_vpc.main.id", "aws_vpc.main"]` is one reference. Nested blocks count as a whole.
 */
export function references(expression: JsonValue | undefined): readonly string[] {
  if (typeof expression !== 'object' || expression === null) return [];
  const before = known.get(expression);
  if (before) return before;
  const found = referencesIn(expression);
  known.set(expression, found);
  return found;
}

function referencesIn(expression: JsonValue): readonly string[] {
  const found: string[] = [];
  const pending: (JsonValue | undefined)[] = [expression];
  while (pending.length > 0) {
    const value = pending.pop();
    if (isArray(value)) pending.push(...value.toReversed());
    else if (isObject(value)) {
      const listed = member(value, 'references');
      if (isArray(listed)) {
        let last: string | null = null;
        for (const reference of listed) {
          if (typeof reference !== 'string') continue;
          if (last !== null && isPrefix(reference, last)) continue;
          last = reference;
          if (!found.includes(reference)) found.push(reference);
        }
      } else if (!Object.hasOwn(value, 'constant_value')) pending.push(...Object.values(value).toReversed());
    }
  }
  return found;
}

function isPrefix(shorter: string, longer: string): boolean {
  return longer.startsWith(shorter) && (longer.length === shorter.length || longer[shorter.length] === '.' || longer[shorter.length] === '[');
}
