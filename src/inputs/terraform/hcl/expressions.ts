import { introduction } from './introduction.ts';
import type { Scanner } from './scanner.ts';
import { heredoc, quoted } from './strings.ts';
import type { BinaryOperator, Expression, ObjectItem } from './syntax.ts';

/** Of the token on; the token behind it is the next one. */
export function expression(scan: Scanner): Expression {
  scan.descend();
  const start = scan.start;
  const condition = operation(scan, 0);
  const built = scan.is('?') ? conditional(scan, start, condition) : condition;
  scan.ascend();
  return built;
}

function conditional(scan: Scanner, start: number, condition: Expression): Expression {
  scan.next();
  const then = expression(scan);
  scan.expect(':', 'a condition without a colon and what holds otherwise');
  const otherwise = expression(scan);
  return { kind: 'conditional', condition, then, else: otherwise, range: scan.range(start, scan.last) };
}

const strengths: Readonly<Record<BinaryOperator, number>> = { '||': 1, '&&': 2, '==': 3, '!=': 3, '<': 4, '<=': 4, '>': 4, '>=': 4, '+': 5, '-': 5, '*': 6, '/': 6, '%': 6 };

/** Of operators that bind stronger than `weakest`; those of the same strength from the left. */
function operation(scan: Scanner, weakest: number): Expression {
  const start = scan.start;
  let left = operand(scan);
  let levels = 0;
  for (let { operator } = scan; operator !== null && strengths[operator] > weakest; { operator } = scan) {
    scan.descend();
    levels++;
    scan.next();
    const right = operation(scan, strengths[operator]);
    left = { kind: 'binary', operator, left, right, range: scan.range(start, scan.last) };
  }
  scan.ascend(levels);
  return left;
}

/** A term and what follows it: attributes, indexes, splats. */
function operand(scan: Scanner): Expression {
  const start = scan.start;
  const built = term(scan);
  return scan.is('.') || scan.is('[') ? traversal(scan, built, start, start) : built;
}

/** @param start of what the steps lead into @param whole of the operand around it */
function traversal(scan: Scanner, from: Expression, start: number, whole: number): Expression {
  let built = from;
  let steps = 0;
  for (;;) {
    const dotted = scan.is('.');
    if (!dotted && !scan.is('[')) break;
    scan.descend();
    steps++;
    built = dotted ? dot(scan, built, start, whole) : bracket(scan, built, start, whole);
  }
  scan.ascend(steps);
  return built;
}

/** `.name`, `.0` or `.*`. */
function dot(scan: Scanner, object: Expression, start: number, whole: number): Expression {
  const from = scan.start;
  scan.next();
  return scan.is('*') ? attributeSplat(scan, object, from, whole) : step(scan, object, start);
}

/** What stands behind a dot. */
function step(scan: Scanner, object: Expression, start: number): Expression {
  if (scan.is('name')) {
    const name = scan.word;
    scan.next();
    return { kind: 'attribute', object, name, range: scan.range(start, scan.last) };
  }
  if (!scan.is('number')) scan.refuse('a dot without the name of an attribute behind it');
  if (scan.written.includes('.')) scan.refuse('two indexes of the old form behind each other');
  const index = number(scan);
  return { kind: 'index', object, index, range: scan.range(start, scan.last) };
}

/** `.*` takes names and old indexes along; from the first bracket on, what follows happens to the whole list. */
function attributeSplat(scan: Scanner, object: Expression, from: number, start: number): Expression {
  scan.next();
  let each: Expression = { kind: 'item', range: scan.range(from, scan.last) };
  let steps = 0;
  for (; scan.is('.'); steps++) {
    scan.descend();
    scan.next();
    if (scan.is('*')) scan.refuse('a splat inside a splat');
    each = step(scan, each, from);
  }
  scan.ascend(steps);
  return { kind: 'splat', object, form: 'attribute', each, range: scan.range(start, scan.last) };
}

/** `[key]` or `[*]`. */
function bracket(scan: Scanner, object: Expression, start: number, whole: number): Expression {
  const from = scan.start;
  scan.next();
  if (scan.is('*')) {
    scan.next();
    scan.expect(']', 'a splat without its closing bracket');
    const each = traversal(scan, { kind: 'item', range: scan.range(from, scan.last) }, from, whole);
    return { kind: 'splat', object, form: 'full', each, range: scan.range(whole, scan.last) };
  }
  const before = scan.bracketed;
  scan.bracketed = true;
  if (scan.is('newline')) scan.next();
  const index = expression(scan);
  if (!scan.is(']')) scan.refuse('an index without its closing bracket');
  scan.close(before);
  return { kind: 'index', object, index, range: scan.range(start, scan.last) };
}

function term(scan: Scanner): Expression {
  switch (scan.token) {
    case 'name':
      return named(scan);
    case 'quote':
      return quoted(scan, expression);
    case 'number':
      return number(scan);
    case 'heredoc':
      return heredoc(scan, expression);
    case '[':
      return tuple(scan);
    case '{':
      return object(scan);
    case '(':
      return parentheses(scan);
    case '-':
    case '!':
      return unary(scan, scan.token);
    default:
      return scan.refuse('no expression');
  }
}

function named(scan: Scanner): Expression {
  const { start, end } = scan;
  const name = scan.word;
  scan.next();
  if (scan.is('(') || scan.is('::')) return call(scan, start, name);
  const range = scan.range(start, end);
  switch (name) {
    case 'true':
      return { kind: 'literal', value: true, range };
    case 'false':
      return { kind: 'literal', value: false, range };
    case 'null':
      return { kind: 'literal', value: null, range };
    default:
      return { kind: 'variable', name, range };
  }
}

const sound = /^\d+(?:\.\d*)?(?:[eE][-+]?\d+)?$/;

function number(scan: Scanner): Expression {
  const text = scan.written;
  if (!sound.test(text)) scan.refuse('no number');
  scan.next();
  return { kind: 'number', text, range: scan.range(scan.last - text.length, scan.last) };
}

function unary(scan: Scanner, operator: '-' | '!'): Expression {
  const start = scan.start;
  scan.descend();
  scan.next();
  const inner = operand(scan);
  scan.ascend();
  return { kind: 'unary', operator, operand: inner, range: scan.range(start, scan.last) };
}

function parentheses(scan: Scanner): Expression {
  const before = scan.open(true);
  const built = expression(scan);
  if (!scan.is(')')) scan.refuse('an expression in parentheses that goes on without an operator, or is never closed');
  scan.close(before);
  return built;
}

/** Behind the first name. */
function call(scan: Scanner, start: number, first: string): Expression {
  let name = first;
  while (scan.is('::')) {
    scan.next();
    name += `::${scan.name('"::" without the name of a function behind it')}`;
  }
  if (!scan.is('(')) scan.refuse('the name of a function without its arguments');
  const before = scan.open(true);
  const args: Expression[] = [];
  let expand = false;
  while (!scan.is(')')) {
    args.push(expression(scan));
    if (scan.is('...')) {
      expand = true;
      scan.next();
      break;
    }
    if (!scan.is(',')) break;
    scan.next();
  }
  if (!scan.is(')')) scan.refuse('an argument that neither a comma nor a closing parenthesis follows');
  scan.close(before);
  return { kind: 'call', name, args, expand, range: scan.range(start, scan.last) };
}

function tuple(scan: Scanner): Expression {
  const start = scan.start;
  const before = scan.open(true);
  if (scan.isWord('for')) return forExpression(scan, start, before, ']');
  const items: Expression[] = [];
  while (!scan.is(']')) {
    items.push(expression(scan));
    if (!scan.is(',')) break;
    scan.next();
  }
  if (!scan.is(']')) scan.refuse('an item that neither a comma nor a closing bracket follows');
  scan.close(before);
  return { kind: 'tuple', items, range: scan.range(start, scan.last) };
}

/** Line breaks separate items, but not what follows the word `for`. */
function object(scan: Scanner): Expression {
  const start = scan.start;
  const before = scan.open(true);
  if (scan.isWord('for')) return forExpression(scan, start, before, '}');
  scan.bracketed = false;
  const items: ObjectItem[] = [];
  for (;;) {
    while (scan.is('newline')) scan.next();
    if (scan.is('}')) break;
    items.push(objectItem(scan));
    if (!scan.is(',') && !scan.is('newline')) break;
    scan.next();
  }
  if (!scan.is('}')) scan.refuse('an item that neither a comma nor a line break separates from the next one');
  scan.close(before);
  return { kind: 'object', items, range: scan.range(start, scan.last) };
}

function objectItem(scan: Scanner): ObjectItem {
  const start = scan.start;
  const given = scan.is('(');
  const key = expression(scan);
  if (!scan.is('=') && !scan.is(':')) scan.refuse('a key without "=" behind it');
  scan.next();
  const value = expression(scan);
  return { key: given ? key : keyword(key), value, range: scan.range(start, scan.last) };
}

/** A bare word is its own name. */
function keyword(key: Expression): Expression {
  const word = key.kind === 'variable' ? key.name : key.kind === 'literal' && typeof key.value !== 'string' ? String(key.value) : null;
  return word === null ? key : { kind: 'literal', value: word, range: key.range };
}

/** From the word `for` on. */
function forExpression(scan: Scanner, start: number, before: boolean, closing: ']' | '}'): Expression {
  scan.bracketed = true;
  scan.next();
  const { keyName, valueName, collection } = introduction(scan, expression);
  scan.expect(':', 'a for expression without a colon');
  const first = expression(scan);
  const arrow = scan.start;
  let key: Expression | null = null;
  let value = first;
  if (scan.is('=>')) {
    scan.next();
    key = first;
    value = expression(scan);
  }
  const group = scan.is('...');
  if (group) scan.next();
  let condition: Expression | null = null;
  if (scan.isWord('if')) {
    scan.next();
    condition = expression(scan);
  }
  if (!scan.is(closing)) scan.refuse('a for expression that goes on, or is never closed');
  if (closing === '}' && key === null) scan.refuse('a for expression of an object that gives no keys', arrow);
  if (closing === ']' && (key !== null || group)) scan.refuse('a for expression of a list that gives keys', arrow);
  scan.close(before);
  return { kind: 'for', keyName, valueName, collection, key, value, condition, group, range: scan.range(start, scan.last) };
}
