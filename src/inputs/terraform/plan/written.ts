import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import type { Written } from '../../resource/written.ts';
import { references } from './configuration.ts';
import { expressionAt } from './follow.ts';

/** What the configuration of a plan tells of a resource block: that an argument is written, what it refers to, constants. */
export class ConfiguredArguments implements Written {
  readonly told = true;
  readonly #expressions: JsonObject;
  readonly #origins: (references: readonly string[]) => readonly string[];

  /** `origins`: references as the root of the configuration would write them. */
  constructor(expressions: JsonObject, origins: (references: readonly string[]) => readonly string[]) {
    this.#expressions = expressions;
    this.#origins = origins;
  }

  has(path: string): boolean {
    return Object.hasOwn(this.#expressions, path) || (isPath(path) && expressionAt(this.#expressions, path) !== undefined);
  }

  refs(path: string): readonly string[] {
    const named = references(this.#expression(path));
    return named.length === 0 ? named : this.#origins(named);
  }

  constants(path: string): readonly JsonValue[] | null {
    const constant = member(this.#expression(path), 'constant_value');
    return isArray(constant) ? constant : null;
  }

  /** The expression at a path as found: `tag_specifications[1].tags`, `nodes["blue"].size`. */
  #expression(path: string): JsonValue | undefined {
    if (!isPath(path)) return member(this.#expressions, path);
    let expression: JsonValue | undefined = this.#expressions;
    for (const [, name, index, key] of path.matchAll(/(?:^|\.)([^.[]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/g)) {
      if (name !== undefined) expression = part(expression, name);
      else if (index !== undefined) expression = isArray(expression) ? (expression[Number(index)] ?? expression[0]) : expression;
      else if (key !== undefined) expression = member(expression, JSON.parse(key) as string) ?? expression;
    }
    return expression;
  }
}

/** For plans without a configuration, and resources that it does not have. */
export const notTold: Written = { told: false, has: () => false, refs: () => [], constants: () => null };

function isPath(path: string): boolean {
  return path.includes('.') || path.includes('[');
}

function part(expression: JsonValue | undefined, name: string): JsonValue | undefined {
  if (isArray(expression)) return part(expression[0], name);
  // An expression for the whole object hides its parts; what it refers to stands for each of them.
  if (isObject(expression) && isArray(member(expression, 'references'))) return expression;
  return member(expression, name);
}
