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

/** Values and types of expressions that depend on nothing unknown. */
export function answers(folder: Folder, expressions: readonly string[]): readonly Answer[] {
  const [good, accepted] = planOf(folder, expressions, acceptedOf(folder, expressions));
  return planned(folder, expressions, accepted, good);
}

/** Makes a plan of those that Terraform accepts: which these are. */
function planOf(folder: Folder, expressions: readonly string[], asked: readonly (boolean | null)[]): readonly [good: readonly number[], accepted: readonly (boolean | null)[]] {
  const accepted = [...asked];
  for (let attempt = 0; attempt < 9; attempt++) {
    const good = expressions.map((text, index) => ({ text, index })).filter(({ index }) => accepted[index]);
    const failing = plan(folder, good);
    if (failing === null) return [good.map(({ index }) => index), accepted];
    // Where types are unified, Terraform's answer depends on the order of Go's maps: now and then it is another one.
    for (const index of failing) accepted[index] = null;
  }
  throw new Error('terraform plan goes on to refuse what terraform console accepts');
}

interface Asked {
  readonly text: string;
  readonly index: number;
}

/** Makes a plan with an output of so many expressions each; null, or the expressions that it refuses. */
function plan(folder: Folder, good: readonly Asked[]): readonly number[] | null {
  const lines: string[] = [];
  const placed = new Map<number, number>();
  for (const [at, { text, index }] of good.entries()) {
    if (at % perOutput === 0) lines.push(...(at === 0 ? [] : ['  }', '}']), `output "o${at / perOutput}" {`, '  sensitive = true', '  value = {');
    placed.set(lines.push(`    e${index} = ${text}`), index);
  }
  folder.write('outputs.tf', `${lines.join('\n')}\n  }\n}\n`);
  const { ok, out } = folder.run(['plan', '-refresh=false', '-no-color', '-input=false', '-out=plan.bin']);
  folder.write('outputs.tf', '');
  if (ok) return null;
  const failing = [...out.matchAll(/on outputs\.tf line (\d+)/g)].flatMap(([, line]) => placed.get(Number(line)) ?? []);
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
export function marks(folder: Folder, expressions: readonly string[]): readonly (JsonValue | undefined)[] {
  const accepted = acceptedOf(folder, expressions);
  const good = expressions.map((text, index) => ({ text, index })).filter(({ index }) => accepted[index]);
  const inputs = good.map(({ text, index }) => `resource "terraform_data" "e${index}" {\n  input = ${text}\n}\n`).join('');
  folder.write('inputs.tf', inputs);
  const { ok, out } = folder.run(['plan', '-refresh=false', '-no-color', '-input=false', '-out=plan.bin']);
  folder.write('inputs.tf', '');
  if (!ok) throw new Error(`terraform plan: ${out.slice(0, 4000)}`);
  const plan = JSON.parse(folder.run(['show', '-json', 'plan.bin']).out) as { readonly resource_changes: readonly { readonly name: string; readonly change: { readonly after_sensitive: { readonly input?: JsonValue } } }[] };
  const found = new Map(plan.resource_changes.map(({ name, change }) => [name, change.after_sensitive.input ?? false]));
  return expressions.map((_, index) => found.get(`e${index}`));
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
