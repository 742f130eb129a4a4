import { parseHcl } from '../../../../src/inputs/terraform/hcl/parse.ts';
import type { Expression, TemplatePart } from '../../../../src/inputs/terraform/hcl/syntax.ts';
import { ProblemError } from '../../../../src/model/problem.ts';

/** An expression with brackets around everything, so that its structure can be read. */
export function written(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return JSON.stringify(expression.value);
    case 'number':
      return expression.text;
    case 'template':
      return `${expression.wrapped ? 'wrapped' : 'template'}(${parts(expression.parts)})`;
    case 'tuple':
      return `[${expression.items.map(written).join(', ')}]`;
    case 'object':
      return `{${expression.items.map(({ key, value }) => `${written(key)}: ${written(value)}`).join(', ')}}`;
    case 'for': {
      const { keyName, valueName, collection, key, value, condition, group } = expression;
      return `for(${keyName === null ? '' : `${keyName}, `}${valueName} in ${written(collection)}: ${key === null ? '' : `${written(key)} => `}${written(value)}${group ? '...' : ''}${condition === null ? '' : ` if ${written(condition)}`})`;
    }
    case 'call':
      return `${expression.name}(${expression.args.map(written).join(', ')}${expression.expand ? '...' : ''})`;
    case 'variable':
      return expression.name;
    case 'attribute':
      return `${written(expression.object)}.${expression.name}`;
    case 'index':
      return `${written(expression.object)}[${written(expression.index)}]`;
    case 'splat':
      return `${expression.form === 'full' ? 'all' : 'each'}(${written(expression.object)}: ${written(expression.each)})`;
    case 'item':
      return '_';
    case 'unary':
      return `(${expression.operator}${written(expression.operand)})`;
    case 'binary':
      return `(${written(expression.left)} ${expression.operator} ${written(expression.right)})`;
    case 'conditional':
      return `(${written(expression.condition)} ? ${written(expression.then)} : ${written(expression.else)})`;
  }
}

function parts(all: readonly TemplatePart[]): string {
  return all.map((part) => {
    switch (part.kind) {
      case 'text':
        return JSON.stringify(part.value);
      case 'interpolation':
        return `\${${written(part.value)}}`;
      case 'if':
        return `if ${written(part.condition)} (${parts(part.then)}) else (${parts(part.else)})`;
      case 'for':
        return `for ${part.keyName === null ? '' : `${part.keyName}, `}${part.valueName} in ${written(part.collection)} (${parts(part.body)})`;
    }
  }).join(' ');
}

/** The value of `it = …`. */
export async function value(text: string): Promise<Expression> {
  const { body } = await parseHcl('main.tf', `it = ${text}\n`);
  const found = body.attributes.find((one) => one.name === 'it');
  if (found === undefined) throw new Error('no argument');
  return found.value;
}

/** `place message` of each problem; empty for a file that is accepted. */
export async function refused(text: string): Promise<readonly string[]> {
  try {
    await parseHcl('main.tf', text);
    return [];
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map((problem) => `${problem.where} ${problem.message}`);
  }
}
