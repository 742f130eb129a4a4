import { evaluate } from '#inputs/terraform/hcl/evaluate.ts';
import { Fault } from '#inputs/terraform/hcl/fault.ts';
import { parseHcl } from '#inputs/terraform/hcl/parse.ts';
import { templateOf } from '#inputs/terraform/hcl/parse-template.ts';
import { Budget, type Reference, type Scope } from '#inputs/terraform/hcl/scope.ts';
import { unknown, type Value } from '#inputs/terraform/hcl/value.ts';
import type { Expression } from '#inputs/terraform/hcl/syntax.ts';
import { anyType } from '#inputs/terraform/hcl/type.ts';
import type { Files } from '#inputs/terraform/hcl/files.ts';

export const noFiles: Files = { read: () => ({ refused: 'no files here' }), list: () => ({ refused: 'no files here' }) };

/** What landrail makes of expressions. */
export async function evaluated(expressions: readonly string[], resolve: (reference: Reference) => Value = nothing, files: Files = noFiles): Promise<readonly Value[]> {
  const scope = await scopeOf('main.tf', resolve, files);
  return (await parsed(expressions)).map((expression) => evaluate(expression, scope));
}

export async function parsed(expressions: readonly string[]): Promise<readonly Expression[]> {
  const file = await parseHcl('main.tf', expressions.map((text, index) => `e${index} = ${text}\n`).join(''));
  return file.body.attributes.map((attribute) => attribute.value);
}

export async function scopeOf(file: string, resolve: (reference: Reference) => Value = nothing, files: Files = noFiles): Promise<Scope> {
  const template: Scope['template'] = (text, path) => {
    const built = templateOf(path, text);
    return built instanceof Fault ? null : built;
  };
  return { file, resolve, files, template, budget: new Budget(), frame: null, within: 'configuration' };
}

function nothing({ root, names }: Reference): Value {
  return unknown(anyType, { status: 'unknown', because: 'not there', refs: [[root, ...names].join('.')] });
}
