import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import { absent, known, unknown, type Known, type Unknown } from '#model/known.ts';
import { references } from '../terraform/plan/configuration.ts';
import type { PlannedValues } from '../terraform/plan/entry.ts';

/** One place where a path leads. */
export interface Field {
  /** `override[2].instance_type`; where a whole block is unknown, the path of the block. */
  readonly path: string;
  /** The index taken for each `[]`, in order. */
  readonly indexes: readonly (number | string)[];
  readonly value: Known<JsonValue>;
}

interface Segment {
  readonly name: string;
  /** `first`: the one nested block, `a[0]`; `each`: every element, `a[]`; `where`: elements in which a flag is true, `tag[propagate_at_launch]`. */
  readonly take: 'value' | 'first' | 'each' | 'where';
  readonly flag: string;
}

const patterns = new Map<string, readonly Segment[]>();

/** Catalogue paths are few; each is cut once. */
function segmentsOf(pattern: string): readonly Segment[] {
  const before = patterns.get(pattern);
  if (before) return before;
  const segments = pattern.split('.').map((part): Segment => {
    const bracket = part.indexOf('[');
    if (bracket < 0) return { name: part, take: 'value', flag: '' };
    const inside = part.slice(bracket + 1, part.endsWith(']') ? -1 : undefined);
    return { name: part.slice(0, bracket), take: inside === '0' ? 'first' : inside === '' ? 'each' : 'where', flag: inside };
  });
  patterns.set(pattern, segments);
  return segments;
}

const notInPlan = 'the plan does not hold its planned values';
const notInPlannedValues = 'planned_values leaves out what is not known yet';

/**
 * The planned values of one resource, asked by catalogue paths. `after`, its mask of unknown places and the configuration's
 * expressions are walked side by side, so that what is not known comes with what it depends on.
 */
export class Values {
  readonly #values: PlannedValues;
  readonly #expressions: JsonObject | null;
  readonly #refs: (references: readonly string[]) => readonly string[];

  /** `expressions`: of the resource block, null when the plan has no configuration; `refs` adds what references lead to. */
  constructor(values: PlannedValues, expressions: JsonObject | null, refs: (references: readonly string[]) => readonly string[]) {
    this.#values = values;
    this.#expressions = expressions;
    this.#refs = refs;
  }

  get after(): JsonValue | undefined {
    return this.#values.after;
  }

  /** The mask of sensitive places. */
  get sensitive(): JsonValue | undefined {
    return this.#values.sensitive;
  }

  get complete(): boolean {
    return this.#values.complete;
  }

  /** Undefined where the argument is not in the configuration, or where there is no configuration to ask. */
  expression(path: string): JsonValue | undefined {
    let expression: JsonValue | undefined = this.#expressions ?? undefined;
    let index = 0;
    for (const segment of segmentsOf(path)) {
      expression = member(isArray(expression) ? (expression[index] ?? expression[0]) : expression, segment.name);
      // Paths as found have their index: `tag_specifications[1].tags`.
      index = /^\d+$/.test(segment.flag) ? Number(segment.flag) : 0;
    }
    return expression;
  }

  /**
   * Whether the configuration sets the argument at the head of `path`. Dynamic blocks are not in the plan's configuration, so a
   * nested block may be set although this says no. True when nothing is known of the configuration.
   */
  configured(path: string): boolean {
    if (this.#expressions === null) return true;
    const [first] = segmentsOf(path);
    return first !== undefined && Object.hasOwn(this.#expressions, first.name);
  }

  references(path: string): readonly string[] {
    return references(this.expression(path));
  }

  /** The first place that is there; absent when none is. */
  field(path: string): Known<JsonValue> {
    const [segment, second] = segmentsOf(path);
    return segment !== undefined && second === undefined && segment.take === 'value' ? this.#argument(segment.name) : (this.fields(path)[0]?.value ?? absent);
  }

  /** Most questions are about plain arguments: these need no walk. */
  #argument(name: string): Known<JsonValue> {
    const mask = this.#rootMask;
    const value = member(this.#values.after, name);
    if (mask === true || member(mask, name) === true || (value === undefined && !this.#values.complete)) return this.unknownAt(name);
    return value === undefined || value === null ? absent : known(value);
  }

  /** A string (or a number or boolean as text); absent for anything else. */
  text(path: string): Known<string> {
    const field = this.field(path);
    if (field.status !== 'known') return field.status === 'oneOf' ? absent : field;
    if (typeof field.value === 'string') return known(field.value);
    return typeof field.value === 'number' || typeof field.value === 'boolean' ? known(String(field.value)) : absent;
  }

  /** The value and its mask of unknown places, for maps whose parts matter one by one. `undefined` value: not there. */
  masked(path: string): { readonly value: JsonValue | undefined; readonly mask: JsonValue | undefined } {
    let value = this.#values.after;
    let mask = this.#rootMask;
    for (const segment of segmentsOf(path)) {
      if (segment.take !== 'value' || mask === true) mask = mask === true ? true : firstOf(member(mask, segment.name));
      else mask = member(mask, segment.name);
      value = member(value, segment.name);
      if (segment.take !== 'value') value = firstOf(value);
    }
    return { value, mask };
  }

  /** Every argument that is not known, down to nested blocks. */
  unknownPaths(): readonly string[] {
    const found: string[] = [];
    const walk = (mask: JsonValue | undefined, path: string): void => {
      if (mask === true) found.push(path);
      else if (isArray(mask)) for (const [index, inner] of mask.entries()) walk(inner, `${path}[${index}]`);
      else if (isObject(mask)) for (const key of Object.keys(mask)) walk(mask[key], path === '' ? key : `${path}.${key}`);
    };
    walk(this.#values.unknown, '');
    return found;
  }

  unknownAt(path: string): Unknown {
    return unknown(this.#because, this.#refs(references(this.expression(path))));
  }

  get #because(): string {
    if (this.#values.after === undefined || this.#values.after === null) return notInPlan;
    return this.#values.complete ? 'known after apply' : notInPlannedValues;
  }

  get #rootMask(): JsonValue | undefined {
    const { after, unknown: mask } = this.#values;
    return after === undefined || after === null ? true : mask;
  }

  /**
   * Every place that the path leads to and that is set or unknown, in order. `fixed`: the indexes that another path took, so that
   * the count beside a shape is found and not the count beside its neighbour.
   */
  fields(path: string, fixed: readonly (number | string)[] = []): readonly Field[] {
    const found: Field[] = [];
    this.#walk(segmentsOf(path), 0, this.#values.after, this.#rootMask, this.#expressions ?? undefined, '', [], fixed, found);
    return found;
  }

  #walk(
    segments: readonly Segment[],
    at: number,
    parent: JsonValue | undefined,
    parentMask: JsonValue | undefined,
    parentExpression: JsonValue | undefined,
    prefix: string,
    indexes: readonly (number | string)[],
    fixed: readonly (number | string)[],
    found: Field[],
  ): void {
    const segment = segments[at] as Segment;
    const path = prefix === '' ? segment.name : `${prefix}.${segment.name}`;
    const expression = within(parentExpression, segment.name);
    const mask = parentMask === true ? true : member(parentMask, segment.name);
    const value = member(parent, segment.name);
    if (mask === true || (value === undefined && !this.#values.complete)) {
      found.push({ path, indexes, value: unknown(this.#because, this.#refs(references(expression))) });
      return;
    }
    const next = (child: JsonValue | undefined, childMask: JsonValue | undefined, childExpression: JsonValue | undefined, childPath: string, childIndexes: readonly (number | string)[]): void => {
      if (childMask === true) found.push({ path: childPath, indexes: childIndexes, value: unknown(this.#because, this.#refs(references(childExpression))) });
      else if (at + 1 < segments.length) {
        if (isObject(child)) this.#walk(segments, at + 1, child, childMask, childExpression, childPath, childIndexes, fixed, found);
      } else if (child !== undefined && child !== null) found.push({ path: childPath, indexes: childIndexes, value: known(child) });
    };
    if (segment.take === 'value') {
      next(value, mask, expression, path, indexes);
    } else if (segment.take === 'first') {
      if (isArray(value)) next(value[0], maskOf(mask, 0), elementOf(expression, 0), `${path}[0]`, indexes);
      // Blocks of newer providers are objects where older ones have a list of one.
      else next(value, mask, expression, path, indexes);
    } else if (isArray(value)) {
      const only = fixed[indexes.length];
      for (const [index, element] of value.entries()) {
        if (only !== undefined && only !== index) continue;
        if (segment.take === 'where' && member(element, segment.flag) === false) continue;
        next(element, maskOf(mask, index), elementOf(expression, index), `${path}[${index}]`, [...indexes, index]);
      }
    } else if (isObject(value)) {
      const only = fixed[indexes.length];
      for (const key of Object.keys(value)) {
        if (only !== undefined && only !== key) continue;
        next(value[key], maskOf(mask, key), member(expression, key) ?? expression, `${path}[${JSON.stringify(key)}]`, [...indexes, key]);
      }
    }
  }
}

function within(expression: JsonValue | undefined, name: string): JsonValue | undefined {
  if (isArray(expression)) return within(expression[0], name);
  // An expression for the whole object hides its parts; what it refers to stands for each of them.
  if (isObject(expression) && isArray(member(expression, 'references'))) return expression;
  return member(expression, name);
}

function elementOf(expression: JsonValue | undefined, index: number): JsonValue | undefined {
  return isArray(expression) ? (expression[index] ?? expression[0]) : expression;
}

function maskOf(mask: JsonValue | undefined, key: number | string): JsonValue | undefined {
  if (mask === true) return true;
  if (typeof key === 'number' && isArray(mask)) return mask[key];
  return member(mask, String(key));
}

function firstOf(value: JsonValue | undefined): JsonValue | undefined {
  return isArray(value) ? value[0] : value;
}
