import { unknown as unknownBecause } from '#model/known.ts';
import { convert, ConversionError } from '../convert.ts';
import { join } from '../join.ts';
import { sensitiveIf, unmarkedDeep, unsaid } from '../marks.ts';
import { reasonOf } from '../reason-of.ts';
import { Refused } from '../refusal.ts';
import type { Evaluate, Frame, Scope } from '../scope.ts';
import type { Call, Expression } from '../syntax.ts';
import { typeOf } from '../type-of.ts';
import { anyType, boolType, stringType } from '../type.ts';
import { bool, entriesOf, isMapping, isMarked, isWhole, unknown, type Value } from '../value.ts';

type Special = (expression: Call, scope: Scope, evaluate: Evaluate) => Value;

/** Functions that are given the expressions of their arguments: what is refused in them, they catch. */
export const special: Readonly<Record<string, Special>> = { can, templatefile: templateFile, templatestring: templateString, try: attempt };

interface Attempt {
  readonly value: Value | null;
  readonly refused: Refused | null;
  /** It comes to this whatever becomes of what is not known. */
  readonly certain: boolean;
}

function attempted(expression: Expression, scope: Scope, evaluate: Evaluate): Attempt {
  const { assumptions } = scope.budget;
  try {
    const value = evaluate(expression, scope);
    return { value, refused: null, certain: scope.budget.assumptions === assumptions && (isWhole(value) || isReached(expression, scope, evaluate)) };
  } catch (error) {
    if (error instanceof Refused) return { value: null, refused: error, certain: true };
    throw error;
  } finally {
    scope.budget.assumptions = assumptions;
  }
}

/** Whether it names something that is there for certain, though its value is not known. */
function isReached(expression: Expression, scope: Scope, evaluate: Evaluate): boolean {
  if (expression.kind === 'variable' || expression.kind === 'literal') return true;
  if (expression.kind !== 'attribute' && !(expression.kind === 'index' && (expression.index.kind === 'literal' || expression.index.kind === 'number'))) return false;
  const { object } = expression;
  if (object.kind === 'variable' && expression.kind === 'attribute') return true;
  const holder = evaluate(object, scope);
  if (!isMapping(holder) || expression.kind !== 'attribute') return isWhole(holder);
  return holder.members.has(expression.name) && isReached(object, scope, evaluate);
}

/** The first argument that Terraform does not refuse. */
function attempt(expression: Call, scope: Scope, evaluate: Evaluate): Value {
  const refusals: string[] = [];
  let so: Value | null = null;
  if (expression.args.length === 0) throw new Refused('Call to function "try" failed: at least one argument is required.');
  for (const argument of expression.args) {
    const { value, refused, certain } = attempted(argument, scope, evaluate);
    if (refused) {
      refusals.push(refused.message);
      continue;
    }
    if (!value) continue;
    so = so ? join(so, value, reasonOf([so, value])) : value;
    if (certain) return so;
  }
  // Whether the last one is refused is not known yet: if it is, so is the whole.
  if (so) {
    scope.budget.assumptions++;
    return so;
  }
  throw new Refused(`Call to function "try" failed: no expression succeeded: ${refusals.join(' ')}`);
}

function can(expression: Call, scope: Scope, evaluate: Evaluate): Value {
  const [argument, ...others] = expression.args;
  if (!argument || others.length > 0) throw new Refused(`Function "can" expects ${argument ? 'only ' : ''}1 argument(s).`);
  const { value, refused, certain } = attempted(argument, scope, evaluate);
  if (refused) return bool(false);
  return certain ? bool(true) : unknown(boolType, reasonOf(value ? [value] : []), true);
}

function argumentsOf(expression: Call): readonly [Expression, Expression] {
  const [first, second, ...others] = expression.args;
  if (!first || !second || others.length > 0) throw new Refused(`Function "${expression.name}" expects 2 argument(s).`);
  return [first, second];
}

function templateFile(expression: Call, scope: Scope, evaluate: Evaluate): Value {
  const [pathOf, varsOf] = argumentsOf(expression);
  if (scope.within !== 'configuration') throw new Refused('Call to function "templatefile" failed: cannot recursively call templatefile from inside another template function.');
  const [path, vars] = [text(evaluate(pathOf, scope), 'path', pathOf), evaluate(varsOf, scope)];
  if (path.kind !== 'string' || vars.kind === 'unknown') return sensitiveIf(unknown(anyType, reasonOf([path, vars])), isMarked(path) || isMarked(vars));
  const bytes = scope.files.read(path.value);
  if (bytes === null) throw new Refused(unsaid(`Invalid value for "path" parameter: no file exists at "${path.value}".`, path), pathOf.range, true);
  if ('refused' in bytes) return unknown(anyType, unknownBecause(bytes.refused));
  return rendered(bytes.toString(), path.value, vars, 'templatefile', expression, { ...scope, file: path.value }, evaluate, path.sensitive);
}

/** Only a reference to a text from elsewhere may be its template. */
function templateString(expression: Call, scope: Scope, evaluate: Evaluate): Value {
  const [templateOf, varsOf] = argumentsOf(expression);
  if (scope.within !== 'configuration') throw new Refused('Call to function "templatestring" failed: cannot recursively call templatestring from inside another template function.');
  let root = templateOf;
  while (root.kind === 'attribute' || root.kind === 'index' || root.kind === 'splat') root = root.object;
  if (root.kind !== 'variable') throw new Refused('Invalid value for "template" parameter: invalid template expression: must be a direct reference to a single string from elsewhere, containing valid Terraform template syntax.', templateOf.range);
  const [template, vars] = [evaluate(templateOf, scope), evaluate(varsOf, scope)];
  if (template.kind === 'unknown' || vars.kind === 'unknown') return sensitiveIf(unknown(stringType, reasonOf([template, vars]), true), isMarked(template) || isMarked(vars));
  if (template.kind !== 'string') throw new Refused('Invalid value for "template" parameter: invalid template value: a string is required.', templateOf.range);
  const value = rendered(template.value, scope.file, vars, 'templatestring', expression, scope, evaluate, template.sensitive);
  return text(value, 'template', templateOf);
}

function text(value: Value, parameter: string, { range }: Expression): Value {
  if (value.kind === 'null') throw new Refused(`Invalid value for "${parameter}" parameter: argument must not be null.`, range);
  try {
    return convert(value, stringType);
  } catch (error) {
    if (error instanceof ConversionError) throw new Refused(`Invalid value for "${parameter}" parameter: ${error.message}.`, range);
    throw error;
  }
}

/** A template sees nothing but the variables that it is given. */
function rendered(source: string, file: string, vars: Value, within: 'templatefile' | 'templatestring', { name, args, range }: Call, scope: Scope, evaluate: Evaluate, marked: boolean): Value {
  const plain = unmarkedDeep(vars);
  if (!isMapping(plain)) throw new Refused(typeOf(plain).kind === 'any' ? 'Invalid value for "vars" parameter: argument must not be null.' : 'Invalid value for "vars" parameter: invalid vars value: must be a map.', args[1]?.range ?? range);
  const parsed = scope.template(source, file);
  if (!parsed) return unknown(anyType, unknownBecause(`rendered by ${name} from a template that landrail cannot read`));
  let frame: Frame | null = null;
  for (const [key, value] of entriesOf(plain)) frame = { name: key, value, outer: frame };
  const missing = plain.open;
  const value = evaluate(parsed, {
    ...scope,
    frame,
    within,
    resolve: ({ root }) => {
      if (missing) return unknown(anyType, missing.reason);
      throw new Refused(`Invalid value for "vars" parameter: vars map does not contain key "${root}", referenced in ${file}.`, args[1]?.range ?? range);
    },
  });
  if (value.kind === 'null') throw new Refused(`Call to function "${name}" failed: The result of the template is null.`);
  return sensitiveIf(value, marked || isMarked(vars));
}
