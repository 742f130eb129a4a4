import { describe, expect, it } from 'vitest';
import type { Unknown } from '#model/known.ts';
import { lazyObject, object, tuple } from '#inputs/terraform/hcl/collection.ts';
import { evaluate } from '#inputs/terraform/hcl/evaluate.ts';
import { join } from '#inputs/terraform/hcl/join.ts';
import { oneOf } from '#inputs/terraform/hcl/one-of.ts';
import type { Reference } from '#inputs/terraform/hcl/scope.ts';
import { typeOf } from '#inputs/terraform/hcl/type-of.ts';
import { anyType, boolType, listType, mapType, numberType, stringType } from '#inputs/terraform/hcl/type.ts';
import { isWhole, string, unknown, type Scalar, type Value } from '#inputs/terraform/hcl/value.ts';
import { agrees, text } from './agree.ts';
import { Generator } from './generate.ts';
import { evaluated, parsed, scopeOf } from './ours.ts';

const reason: Unknown = { status: 'unknown', because: 'not said', refs: [] };

/** What may be: values of each name that landrail does not know. */
const worlds: readonly Readonly<Record<string, string>>[] = [
  { word: '"prod"', plain: '"a"', figure: '2', flag: 'true', tags: 'tomap({ a = "b", owner = "x" })', names: 'tolist(["a", "b"])', whatever: '{ a = 1, b = ["x"] }', known: '{ owner = "ml", a = "b" }', some: '["z", "a"]', branch: '{ a = "1", b = "2" }' },
  { word: '"dev"', plain: '""', figure: '0', flag: 'false', tags: 'tomap({})', names: 'slice(tolist(["a"]), 0, 0)', whatever: '"text"', known: '{ owner = "ml" }', some: '["z"]', branch: '{ a = "1" }' },
  { word: '"prod"', plain: '"1"', figure: '-1.5', flag: 'false', tags: 'tomap({ owner = "x", name = "n" })', names: 'tolist(["prod"])', whatever: '[1, "2", null]', known: '{ owner = "ml", name = 5, b = null }', some: '["z", "1", "z"]', branch: '{ a = "1" }' },
  { word: '"dev"', plain: 'tostring(null)', figure: '3', flag: 'true', tags: 'tomap({ a = "dev" })', names: 'tolist(["b", "dev", "a"])', whatever: 'null', known: '{ owner = "ml", zone = "é" }', some: '["z", "a", "b"]', branch: '{ a = "1", b = "2" }' },
];

/** What landrail knows of all of them together. */
const what: Readonly<Record<string, Value>> = {
  word: oneOf(stringType, [string('dev'), string('prod')] as Scalar[], reason),
  plain: unknown(stringType, reason),
  figure: unknown(numberType, reason),
  flag: unknown(boolType, reason),
  tags: unknown(mapType(stringType), reason),
  names: unknown(listType(stringType), reason),
  whatever: unknown(anyType, reason),
  known: lazyObject(new Map([['owner', string('ml')]]), { reason, also: [] }),
  some: tuple([string('z')], { reason, also: [] }),
  branch: join(object([['a', string('1')], ['b', string('2')]]), object([['a', string('1')]]), reason),
};

const atoms = {
  text: ['var.word', 'var.plain', 'var.known.owner', 'var.branch.a'],
  number: ['var.figure'],
  count: ['var.figure'],
  bool: ['var.flag', 'var.word == "prod"'],
  list: ['var.some', 'var.names', 'var.whatever', '[for x in var.some: x if x != var.plain]', 'concat(var.names, ["k"])'],
  texts: ['var.names', 'var.some', '["a", var.word]'],
  numbers: ['[var.figure]'],
  map: ['var.tags', 'merge(var.tags, { owner = "mine" })', '{ (var.plain) = "k", z = "y" }', 'var.branch'],
  object: ['var.known', 'var.whatever', 'merge(var.known, { b = 1 })', 'var.flag ? { a = 1, b = 2 } : { a = 1 }'],
  set: ['toset(var.names)', 'toset([var.plain, "a"])', 'toset(var.some)'],
  objects: ['[{ a = var.word, name = var.plain }]', '[var.known, { a = 1 }]'],
  any: ['var.whatever', 'var.known', 'var.some', 'var.plain'],
};

/** The name of something that does not convert to what is asked for breaks an expression as a whole; that is what `any` is for. */
function resolver(values: Readonly<Record<string, Value>>): (reference: Reference) => Value {
  return ({ names: [name] }) => values[name ?? ''] ?? unknown(anyType, reason);
}

describe('what is known holds in every world', () => {
  it('of generated expressions', async () => {
    const generator = new Generator(Number(process.env['SEED'] ?? 1), atoms);
    const expressions = [...new Set(Array.from({ length: Number(process.env['COUNT'] ?? 1500) }, () => generator.expression()))];
    const trees = await parsed(expressions);
    const inWorld = async (values: Readonly<Record<string, Value>>): Promise<readonly Value[]> => {
      const scope = await scopeOf('main.tf', resolver(values));
      return trees.map((tree) => evaluate(tree, scope));
    };
    const known = await inWorld(what);
    const wrong: string[] = [];
    let told = 0;
    for (const world of worlds) {
      const values = await evaluated(Object.values(world));
      const real = await inWorld(Object.fromEntries(Object.keys(world).map((name, index) => [name, values[index] as Value])));
      for (const [index, expression] of expressions.entries()) {
        const [mine, value] = [known[index], real[index]];
        // What is refused in this world says nothing.
        if (!mine || !value || !isWhole(value)) continue;
        const verdict = agrees(mine, value, typeOf(value), false);
        if (typeof verdict === 'object') wrong.push(`${expression} => ${text(mine)}: ${verdict.wrong}`);
        if (verdict === 'same') told++;
      }
    }
    expect(wrong).toEqual([]);
    expect(told).toBeGreaterThan(100);
  });
});
