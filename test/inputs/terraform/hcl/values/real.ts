import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { JsonValue } from '#model/json.ts';
import { decodeJson } from '#inputs/terraform/hcl/functions/decode-json.ts';
import { anyType, listType, mapType, objectType, setType, tupleType, type Type } from '#inputs/terraform/hcl/type.ts';
import { isMapping, isSequence, type Mapping, type Value } from '#inputs/terraform/hcl/value.ts';

/** What the real Terraform made of an expression. */
export type Answer = { readonly value: Value; readonly type: Type } | 'refused' | 'unknown';

const version = spawnSync('terraform', ['version', '-json'], { encoding: 'utf8' });

/** Why the real thing cannot be asked, or null. */
export const absent = version.status === 0 && version.stdout.includes('"terraform_version": "1.11.') ? null : 'terraform 1.11 is not on PATH: its answers are not compared';

export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), 'landrail-values-'));
  readonly #env = { ...process.env, TF_CLI_CONFIG_FILE: join(this.path, 'none.tfrc'), CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' };

  constructor(files: Readonly<Record<string, string>>) {
    writeFileSync(join(this.path, 'none.tfrc'), '');
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(join(this.path, name)), { recursive: true });
    writeFileSync(join(this.path, name), text);
  }

  run(args: readonly string[], input = ''): { readonly ok: boolean; readonly out: string } {
    const run = spawnSync('terraform', args, { cwd: this.path, env: this.#env, input, encoding: 'utf8', maxBuffer: 1 << 30 });
    return { ok: run.status === 0, out: run.status === 0 ? run.stdout : `${run.stdout}${run.stderr}` };
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** How many expressions go into one output: a node of its graph costs Terraform more than an expression. */
const perOutput = 40;

/** What Terraform says of expressions, each in its place, and how many its console accepts and its plan refuses: of these nothing is said. */
export interface Told<T> {
  readonly told: readonly T[];
  readonly disputed: number;
}

/** Values and types of expressions that depend on nothing unknown. */
export function answers(folder: Folder, expressions: readonly string[]): Told<Answer> {
  const { good, accepted, disputed } = planOf(folder, expressions, asOutputs);
  return { told: planned(folder, expressions, accepted, good), disputed };
}

/** How expressions are written into a configuration: its lines, and which of them hold which expression. */
type Written = (good: readonly Asked[]) => { readonly lines: readonly string[]; readonly placed: ReadonlyMap<number, number> };

/** Makes a plan of those that Terraform accepts: which these are. */
function planOf(folder: Folder, expressions: readonly string[], written: Written): { readonly good: readonly number[]; readonly accepted: readonly (boolean | null)[]; readonly disputed: number } {
  const accepted = [...acceptedOf(folder, expressions)];
  let disputed = 0;
  for (let attempt = 0; attempt < 20; attempt++) {
    const good = expressions.map((text, index) => ({ text, index })).filter(({ index }) => accepted[index]);
    const failing = new Set(plan(folder, written(good)));
    if (failing.size === 0) return { good: good.map(({ index }) => index), accepted, disputed };
    // Where types are unified, Terraform's answer depends on the order of Go's maps: now and then it is another one.
    for (const index of failing) accepted[index] = null;
    disputed += failing.size;
  }
  throw new Error('terraform plan goes on to refuse what terraform console accepts');
}

interface Asked {
  readonly text: string;
  readonly index: number;
}

/** An output of so many expressions each. */
const asOutputs: Written = (good) => {
  const lines: string[] = [];
  const placed = new Map<number, number>();
  for (const [at, { text, index }] of good.entries()) {
    if (at % perOutput === 0) lines.push(...(at === 0 ? [] : ['  }', '}']), `output "o${at / perOutput}" {`, '  sensitive = true', '  value = {');
    placed.set(lines.push(`    e${index} = ${text}`), index);
  }
  return { lines: [...lines, '  }', '}'], placed };
};

/** A resource each: a plan has the marks of no output. */
const asInputs: Written = (good) => {
  const lines: string[] = [];
  const placed = new Map<number, number>();
  for (const { text, index } of good) {
    lines.push(`resource "terraform_data" "e${index}" {`);
    placed.set(lines.push(`  input = ${text}`), index);
    lines.push('}');
  }
  return { lines, placed };
};

/** Makes a plan: the expressions that it refuses. */
function plan(folder: Folder, { lines, placed }: ReturnType<Written>): readonly number[] {
  folder.write('asked.tf', `${lines.join('\n')}\n`);
  const { ok, out } = folder.run(['plan', '-refresh=false', '-no-color', '-input=false', '-out=plan.bin']);
  folder.write('asked.tf', '');
  if (ok) return [];
  const failing = [...out.matchAll(/on asked\.tf line (\d+)/g)].flatMap(([, line]) => placed.get(Number(line)) ?? []);
  if (failing.length === 0) throw new Error(`terraform plan: ${out.slice(0, 4000)}`);
  return failing;
}

function planned(folder: Folder, expressions: readonly string[], accepted: readonly (boolean | null)[], good: readonly number[]): readonly Answer[] {
  const shown = folder.run(['show', '-json', 'plan.bin']);
  const outputs = at(decodeJson(shown.out), 'planned_values', 'outputs');
  const places = new Map(good.map((index, place) => [index, Math.floor(place / perOutput)]));
  return expressions.map((_, index) => {
    if (accepted[index] === null) return 'unknown';
    if (!accepted[index]) return 'refused';
    const output = at(outputs, `o${places.get(index)}`);
    const value = member(at(output, 'value'), `e${index}`);
    const types = member(output, 'type');
    const type = types && isSequence(types) ? member(types.items[1] as Value, `e${index}`) : undefined;
    return value && type ? { value, type: typeOfJson(type) } : 'unknown';
  });
}

/** Masks of what is sensitive in the values, as a plan has them; undefined for what Terraform refuses. */
export function marks(folder: Folder, expressions: readonly string[]): Told<JsonValue | undefined> {
  const { disputed } = planOf(folder, expressions, asInputs);
  const plan = JSON.parse(folder.run(['show', '-json', 'plan.bin']).out) as { readonly resource_changes: readonly { readonly name: string; readonly change: { readonly after_sensitive: { readonly input?: JsonValue } } }[] };
  const found = new Map(plan.resource_changes.map(({ name, change }) => [name, change.after_sensitive.input ?? false]));
  return { told: expressions.map((_, index) => found.get(`e${index}`)), disputed };
}

/** Whether Terraform accepts them and knows what they come to: null where it does not know yet, or never can say. */
export function acceptedOf(folder: Folder, expressions: readonly string[]): readonly (boolean | null)[] {
  folder.write('asked.tf', `locals {\n  asked = [\n${expressions.map((text) => `    can(jsonencode(${text})) ? "yes" : can(${text}) ? "infinite" : "no",\n`).join('')}  ]\n}\n`);
  const { ok, out } = folder.run(['console', '-no-color'], 'local.asked\n');
  folder.write('asked.tf', '');
  const lines = out.trim().split('\n').slice(1, -1);
  if (!ok || lines.length !== expressions.length) throw new Error(`terraform console: ${out.slice(0, 4000)}`);
  return lines.map((line) => (line.includes('"yes"') ? true : line.includes('"no"') ? false : null));
}

export function member(value: Value, key: string): Value | undefined {
  return isMapping(value) ? value.members.get(key) : undefined;
}

export function at(value: Value, ...keys: string[]): Mapping {
  let out = value;
  for (const key of keys) out = member(out, key) ?? out;
  return out as Mapping;
}

export function typeOfJson(type: Value): Type {
  if (type.kind === 'string') return type.value === 'dynamic' ? anyType : ({ kind: type.value } as Type);
  if (!isSequence(type)) throw new Error('no type');
  const [kind, inner] = type.items as [Value, Value];
  const name = kind.kind === 'string' ? kind.value : '';
  if (name === 'object') return objectType([...(inner as Mapping).members.keys()].map((key) => [key, typeOfJson(member(inner, key) as Value)]));
  if (name === 'tuple') return tupleType(isSequence(inner) ? inner.items.map(typeOfJson) : []);
  const element = typeOfJson(inner);
  return name === 'list' ? listType(element) : name === 'set' ? setType(element) : mapType(element);
}
