import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonValue } from '#model/json.ts';
import { DiskFiles } from '#inputs/files.ts';
import { object } from '#inputs/terraform/hcl/collection.ts';
import { ReadFiles } from '#inputs/terraform/source/read-files.ts';
import type { Files } from '#inputs/terraform/hcl/files.ts';
import { sensitive } from '#inputs/terraform/hcl/marks.ts';
import type { Reference } from '#inputs/terraform/hcl/scope.ts';
import { toJson } from '#inputs/terraform/hcl/stated.ts';
import { anyType, stringType } from '#inputs/terraform/hcl/type.ts';
import { isWhole, unknown, type Value } from '#inputs/terraform/hcl/value.ts';
import { agrees, text } from './agree.ts';
import { Generator } from './generate.ts';
import { evaluated } from './ours.ts';
import { absent, acceptedOf, answers, Folder, marks } from './real.ts';

/** One expression a line, under the heading of its theme. */
function curated(): readonly string[] {
  return readFileSync(new URL('curated.txt', import.meta.url), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('# '));
}

function generated(seed: number, count: number, atoms = {}): readonly string[] {
  const generator = new Generator(seed, atoms);
  return [...new Set(Array.from({ length: count }, () => generator.expression()))];
}

/** What Terraform 1.11 refuses, and versions after it do not: the left side decides, a list counted from its end. */
const laterAllowed = [/&&|\|\|/, /element\(.*-/];

/** Whether one mask hides all that the other hides. */
function covers(mine: JsonValue | undefined, theirs: JsonValue): boolean {
  if (mine === true || theirs === false) return true;
  if (theirs === true) return false;
  return Object.entries(theirs as object).every(([key, part]) => covers(typeof mine === 'object' && mine !== null ? (mine as Record<string, JsonValue>)[key] : undefined, part as JsonValue));
}

interface Outcome {
  readonly wrong: readonly string[];
  readonly less: readonly string[];
  readonly asked: number;
  readonly refused: number;
}

/** Of a hundred expressions Terraform's console and its plan may judge so many differently: the others would prove little. */
const mostDisputed = 1;

function expectFew(disputed: number, asked: number): void {
  if (disputed > 0) console.log(`${disputed} of ${asked} expressions terraform console accepts and terraform plan refuses: not compared`);
  expect(disputed).toBeLessThanOrEqual(Math.ceil((asked * mostDisputed) / 100));
}

async function compared(folder: Folder, expressions: readonly string[], resolve?: (reference: Reference) => Value, files?: Files): Promise<Outcome> {
  const { told: theirs, disputed } = answers(folder, expressions);
  expectFew(disputed, expressions.length);
  const ours = await evaluated(expressions, resolve, files);
  const wrong: string[] = [];
  const less: string[] = [];
  let refused = 0;
  for (const [index, expression] of expressions.entries()) {
    const [mine, answer] = [ours[index], theirs[index]];
    if (!mine || !answer || answer === 'unknown') continue;
    if (answer === 'refused') {
      refused++;
      // What is unknown may still make it refuse.
      if (!resolve && isWhole(mine) && !laterAllowed.some((pattern) => pattern.test(expression))) wrong.push(`${expression} => ${text(mine)}, which Terraform refuses`);
      continue;
    }
    const verdict = agrees(mine, answer.value, answer.type, !resolve);
    if (verdict === 'less') less.push(`${expression} => ${text(mine)}, in Terraform ${text(answer.value)}`);
    else if (verdict !== 'same') wrong.push(`${expression} => ${verdict.wrong}`);
  }
  return { wrong, less, asked: expressions.length, refused };
}

describe.skipIf(absent !== null)(`expressions against the real Terraform${absent === null ? '' : ` (${absent})`}`, () => {
  let folder: Folder;
  beforeAll(() => {
    folder = new Folder({ 'main.tf': '' });
  });
  afterAll(() => folder.remove());

  test('those worth asking about', async () => {
    const { wrong, less, asked } = await compared(folder, curated());
    console.log(`${asked} expressions, ${less.length} not known:\n${less.join('\n')}`);
    expect(wrong).toEqual([]);
  });

  describe('unknown', () => {
    /** What everything depends on: unknown until it is applied. */
    const things = new Folder({
      'main.tf': `
resource "terraform_data" "u" {
  input = { text = "prod", word = "a", number = 2, zero = 0, yes = true, no = false, list = ["a", "b"], empty = [], map = { a = "b", owner = "x" }, object = { a = 1, b = [1] }, none = null, objects = [{ a = 1, name = "n" }] }
}
`,
    });
    afterAll(() => things.remove());
    const out = 'terraform_data.u.output';
    const atoms = {
      text: ['terraform_data.u.id', `tostring(${out}.text)`, `tostring(${out}.word)`, `${out}.text`, `tostring(${out}.none)`, `upper(${out}.text)`],
      number: [`tonumber(${out}.number)`, `tonumber(${out}.zero)`, `${out}.number`, `length(${out}.list)`],
      count: [`tonumber(${out}.number)`, `length(${out}.list)`],
      bool: [`tobool(${out}.yes)`, `tobool(${out}.no)`, `${out}.yes`, `${out}.no`, `${out}.text == "prod"`],
      list: [`tolist(${out}.list)`, `${out}.list`, `split(",", ${out}.text)`, `[${out}.text, "z"]`, `${out}.empty`],
      texts: [`tolist(${out}.list)`, `[tostring(${out}.word)]`, `split("o", ${out}.text)`, `["a", tostring(${out}.word)]`, `tolist(${out}.empty)`],
      numbers: [`[tonumber(${out}.number)]`],
      map: [`tomap(${out}.map)`, `{ a = ${out}.text }`, `${out}.map`, `{ (${out}.word) = "k", owner = "z" }`, `merge(${out}.map, { owner = "mine" })`],
      object: [`${out}.object`, `{ a = ${out}.text, b = 1 }`, `{ a = ${out}.none }`],
      set: [`toset(${out}.list)`, `toset([${out}.word, "a"])`],
      objects: [`${out}.objects`, `[{ a = ${out}.word, name = ${out}.text }]`],
      any: [out, `${out}.none`, `${out}.map`, `${out}.list`, `${out}.text`, 'terraform_data.u.id'],
    };

    function resolve({ root, names }: Reference): Value {
      const reason = { status: 'unknown', because: 'known after apply', refs: [`${[root, ...names].join('.')}`] } as const;
      return object([['id', unknown(stringType, reason, true)], ['output', unknown(anyType, reason)]]);
    }

    test('what holds before the apply holds after it', async () => {
      const expressions = generated(Number(process.env['SEED'] ?? 1), Number(process.env['COUNT'] ?? 1200), atoms);
      const ahead = acceptedOf(things, expressions);
      const applied = things.run(['apply', '-auto-approve', '-no-color', '-input=false']);
      if (!applied.ok) throw new Error(applied.out);
      const { wrong, less, asked, refused } = await compared(things, expressions, resolve);
      const mine = await evaluated(expressions, resolve);
      const missed = expressions.filter((_, index) => ahead[index] === true && !isWhole(mine[index] as Value));
      const more = expressions.filter((_, index) => ahead[index] === null && isWhole(mine[index] as Value));
      console.log(`${asked} expressions, ${refused} refused, ${asked - less.length - refused} known; Terraform knows ${ahead.filter((one) => one === true).length} before the apply, ${missed.length} of these are not known here, and ${more.length} others are:\n${missed.join('\n')}`);
      expect(wrong).toEqual([]);
    });
  });

  test('files', async () => {
    const module = new Folder({
      'main.tf': '',
      'motd.txt': 'welcome to ${place}\n',
      'policies/read.json': '{"a": [1, 2]}',
      'policies/deep/write.json': '{}',
      'policies/deep/notes.md': 'x',
      'policies/.hidden.json': '{}',
      'user.tftpl': '#!/bin/sh\n%{ for name in names ~}\nadd ${upper(name)}\n%{ endfor ~}\n%{ if admin }sudo%{ endif }\n',
      'value.tftpl': '${object}',
      'nested.tftpl': '${templatefile("value.tftpl", { object = 1 })}',
      'reads.tftpl': '${file("motd.txt")}',
      'dollar.tftpl': '$${x} %%{y} \\n "q" $5 100%',
    });
    const expressions = [
      'file("motd.txt")', 'file("./motd.txt")', 'file("policies/../motd.txt")', 'file("none.txt")', 'try(file("none.txt"), "x")', 'file("policies")', 'fileexists("motd.txt")', 'fileexists("none.txt")', 'fileexists("policies")', 'filebase64("motd.txt")', 'filemd5("motd.txt")', 'filesha1("motd.txt")', 'filesha256("motd.txt")', 'filesha512("motd.txt")',
      'filebase64sha256("motd.txt")', 'filebase64sha512("motd.txt")', 'filemd5("none")', 'jsondecode(file("policies/read.json")).a', 'fileset("policies", "*.json")', 'fileset("policies", "**/*.json")', 'fileset("policies", "**")', 'fileset(".", "policies/*")', 'fileset("policies", "deep/*.{json,md}")', 'fileset("policies", "d*/w?ite.json")', 'fileset("none", "*")', 'fileset("policies", "*.txt")', 'fileset(".", "**/*.json")', 'fileset("policies/", "./*.json")', 'fileset("policies", "../*.txt")', 'fileset("policies", "[r]*.json")',
      'templatefile("user.tftpl", { names = ["a", "b"], admin = true })', 'templatefile("user.tftpl", { names = [], admin = false })', 'templatefile("user.tftpl", { names = ["a"] })', 'templatefile("user.tftpl", tomap({ names = "a", admin = "x" }))', 'templatefile("value.tftpl", { object = { a = [1] } })', 'templatefile("value.tftpl", { object = null })', 'templatefile("value.tftpl", { object = 5, more = 1 })', 'templatefile("nested.tftpl", {})', 'templatefile("reads.tftpl", {})', 'templatefile("dollar.tftpl", {})', 'templatefile("none.tftpl", {})', 'templatefile("value.tftpl", [])', 'templatefile("value.tftpl")',
      'templatestring(file("value.tftpl"), { object = 1 })', 'templatestring("x", {})', 'templatestring(local.template, { place = "here" })', 'templatestring(local.template, {})', 'templatestring(local.reads, {})', 'templatestring(local.number, {})',
    ];
    module.write('main.tf', 'locals {\n  template = file("motd.txt")\n  reads = file("reads.tftpl")\n  number = 5\n}\n');
    const files = new ReadFiles(module.path, new DiskFiles(module.path, [{ path: '.', absolute: module.path }]));
    const locals = await evaluated(['file("motd.txt")', 'file("reads.tftpl")', '5'], undefined, files);
    const { wrong, less } = await compared(module, expressions, ({ names: [name] }) => locals[['template', 'reads', 'number'].indexOf(name ?? '')] as Value, files);
    module.remove();
    expect(wrong).toEqual([]);
    expect(less).toEqual([
      'fileset("none", "*") => ? (none lies outside of the checkout, or does not exist), in Terraform tuple[]',
      'fileset("policies", "../*.txt") => ? (a file pattern that landrail does not read), in Terraform tuple["../motd.txt"]',
      'fileset("policies", "[r]*.json") => ? (a file pattern that landrail does not read), in Terraform tuple["read.json"]',
    ]);
  });

  test('what is sensitive', async () => {
    const atoms = { text: ['var.word', 'var.secret', 'var.object.name'], number: ['var.figure'], bool: ['var.yes'], list: ['var.list', '[var.secret, "a"]'], texts: ['[var.secret]', 'var.list'], map: ['var.map', '{ a = var.secret }'], object: ['var.object', '{ a = var.secret, b = 1 }'], objects: ['[{ a = var.secret, name = "n" }]'], any: ['var.secret', 'var.map', 'var.list'] };
    const given = { word: '"plain"', secret: '"s3cr3t"', figure: '7', yes: 'true', list: '["x", "y"]', map: '{ a = "b", owner = "x" }', object: '{ a = 1, b = [1], name = "n" }' };
    const module = new Folder({ 'main.tf': Object.entries(given).map(([name, value]) => `variable "${name}" {\n  sensitive = ${name !== 'word'}\n  default = ${value}\n}\n`).join('') });
    const values = await evaluated(Object.values(given));
    const resolve = ({ names: [name] }: Reference): Value => {
      const value = values[Object.keys(given).indexOf(name ?? '')] as Value;
      return name === 'word' ? value : sensitive(value);
    };
    const expressions = generated(Number(process.env['SEED'] ?? 1), Number(process.env['COUNT'] ?? 500), atoms);
    const { told: theirs, disputed } = marks(module, expressions);
    expectFew(disputed, expressions.length);
    const ours = await evaluated(expressions, resolve);
    const { wrong } = await compared(module, expressions, resolve);
    module.remove();
    expect(wrong).toEqual([]);
    // Whole marks for whole marks: where landrail marks more than Terraform, it only hides more.
    const shown = expressions.flatMap((expression, index) => {
      const [mine, answer] = [ours[index], theirs[index]];
      return mine && answer !== undefined && isWhole(mine) && !covers(toJson(mine).sensitive, answer) ? [`${expression} => ${JSON.stringify(toJson(mine).sensitive)}, in Terraform ${JSON.stringify(answer)}`] : [];
    });
    expect(shown).toEqual([]);
  });

  test('generated', async () => {
    const { wrong, less, asked, refused } = await compared(folder, generated(Number(process.env['SEED'] ?? 1), Number(process.env['COUNT'] ?? 1500)));
    console.log(`${asked} expressions, ${refused} refused, ${less.length} not known:\n${less.slice(0, 30).join('\n')}`);
    expect(wrong).toEqual([]);
  });
});
