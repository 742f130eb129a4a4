import type { Block, Expression } from '../hcl/syntax.ts';
import { isScalar, isSequence, nullOf, type Scalar, type Value } from '../hcl/value.ts';
import { argument } from './module.ts';

type Evaluate = (expression: Expression) => Value;

/**
 * The values that a variable may have by its `validation` blocks: `contains(["a", "b"], var.x)`, `var.x == "a" || var.x == "b"`.
 * Null when they do not say it in such words.
 */
export function closedSet(name: string, validations: readonly Block[], evaluate: Evaluate): readonly Scalar[] | null {
  const reader = new Reader(name, evaluate);
  return validations.reduce<readonly Scalar[] | null>((all, block) => {
    const condition = argument(block, 'condition')?.value;
    return condition === undefined ? all : both(all, reader.values(condition));
  }, null);
}

class Reader {
  readonly #name: string;
  readonly #evaluate: Evaluate;

  constructor(name: string, evaluate: Evaluate) {
    this.#name = name;
    this.#evaluate = evaluate;
  }

  /** For which values of the variable an expression can be true; null: for any, as far as we can tell. */
  values(expression: Expression): readonly Scalar[] | null {
    switch (expression.kind) {
      case 'template': {
        const [only] = expression.parts;
        return expression.wrapped && only?.kind === 'interpolation' ? this.values(only.value) : null;
      }
      case 'binary':
        if (expression.operator === '||') return either(this.values(expression.left), this.values(expression.right));
        if (expression.operator === '&&') return both(this.values(expression.left), this.values(expression.right));
        return expression.operator === '==' ? (this.#equal(expression.left, expression.right) ?? this.#equal(expression.right, expression.left)) : null;
      case 'conditional':
        return this.#conditional(expression.condition, expression.then, expression.else);
      case 'call':
        return this.#call(expression.name, expression.args);
      default:
        return null;
    }
  }

  /** `var.x == null ? true : contains(…)` and `var.x != null ? contains(…) : true`. */
  #conditional(condition: Expression, then: Expression, otherwise: Expression): readonly Scalar[] | null {
    if (condition.kind !== 'binary' || !this.#isNullTest(condition.left, condition.right)) return null;
    const [ifNull, ifNot] = condition.operator === '==' ? [then, otherwise] : condition.operator === '!=' ? [otherwise, then] : [];
    if (ifNull === undefined || ifNot === undefined || ifNull.kind !== 'literal') return null;
    return ifNull.value === true ? either([nullOf()], this.values(ifNot)) : this.values(ifNot);
  }

  #call(name: string, args: readonly Expression[]): readonly Scalar[] | null {
    const [first, second] = args;
    if (first === undefined) return null;
    if (name === 'contains' && second !== undefined) return this.#isVariable(second) ? scalars(this.#evaluate(first)) : null;
    if (name === 'try' && second?.kind === 'literal' && second.value === false) return this.values(first);
    if (first.kind !== 'tuple' || args.length > 1) return null;
    if (name === 'anytrue') return first.items.map((one) => this.values(one)).reduce(either, []);
    return name === 'alltrue' ? first.items.map((one) => this.values(one)).reduce(both, null) : null;
  }

  #equal(variable: Expression, value: Expression): readonly Scalar[] | null {
    if (!this.#isVariable(variable)) return null;
    const known = this.#evaluate(value);
    return isScalar(known) ? [known] : null;
  }

  #isNullTest(left: Expression, right: Expression): boolean {
    return (this.#isVariable(left) && isNull(right)) || (isNull(left) && this.#isVariable(right));
  }

  #isVariable(expression: Expression): boolean {
    return expression.kind === 'attribute' && expression.name === this.#name && expression.object.kind === 'variable' && expression.object.name === 'var';
  }
}

function isNull(expression: Expression): boolean {
  return expression.kind === 'literal' && expression.value === null;
}

function scalars(value: Value): readonly Scalar[] | null {
  if (!isSequence(value) || value.open !== null || !value.whole) return null;
  const items = value.items.filter(isScalar);
  return items.length === value.items.length ? items : null;
}

function either(a: readonly Scalar[] | null, b: readonly Scalar[] | null): readonly Scalar[] | null {
  return a === null || b === null ? null : [...a, ...b];
}

function both(a: readonly Scalar[] | null, b: readonly Scalar[] | null): readonly Scalar[] | null {
  if (a === null || b === null) return a ?? b;
  return a.filter((one) => b.some((other) => same(one, other)));
}

function same(a: Scalar, b: Scalar): boolean {
  if (a.kind === 'null' || b.kind === 'null') return a.kind === b.kind;
  return a.kind === b.kind && JSON.stringify(a.value) === JSON.stringify(b.value);
}
