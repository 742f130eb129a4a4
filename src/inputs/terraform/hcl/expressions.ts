import { unescapeTemplate, unquote } from './quoting.ts';
import type { BinaryOperator, Expression, Item, ObjectItem, TemplatePart } from './syntax.ts';
import { nestedParts, piecesOf, stripped, unindented, type SequenceToken, type TemplateToken } from './template-parts.ts';
import type { Walk } from './walk.ts';

/** From a node `expression`. */
export function expression(walk: Walk): Expression {
  return walk.nested(() => {
    walk.enter();
    const built = walk.kind === 'conditional' ? conditional(walk) : operand(walk).built;
    walk.leave();
    return built;
  });
}

/** tree-sitter binds `a ? b : c ? d : e` to the left, HCL to the right. */
function conditional(walk: Walk): Expression {
  const start = walk.start;
  let levels = 0;
  while (walk.kind === 'conditional') {
    walk.descend();
    walk.enter();
    walk.enter();
    levels++;
  }
  const branches: { readonly condition: Expression; readonly then: Expression; readonly start: number }[] = [];
  let condition = operand(walk).built;
  let from = start;
  let end = start;
  for (let level = 0; level < levels; level++) {
    walk.leave();
    const question = walk.end;
    walk.next();
    walk.follows(question);
    walk.next();
    walk.follows(question);
    const then = expression(walk);
    const colon = walk.end;
    walk.next();
    walk.follows(colon);
    walk.next();
    walk.follows(colon);
    branches.push({ condition, then, start: from });
    from = walk.start;
    end = walk.end;
    condition = expression(walk);
    walk.leave();
  }
  walk.ascend(levels);
  return branches.reduceRight((otherwise, branch) => ({ kind: 'conditional', condition: branch.condition, then: branch.then, else: otherwise, range: walk.range(branch.start, end) }), condition);
}

/** A term and what follows it: attributes, indexes, splats. Leaves the cursor on the sibling behind them, or on the last of them. */
function operand(walk: Walk): { readonly built: Expression; readonly end: number } {
  const start = walk.start;
  const parentheses = walk.kind === '(';
  let built = term(walk);
  let end = walk.end;
  let more = walk.next();
  let steps = 0;
  const number = built.kind === 'number' && !parentheses;
  /** Full splats to the left: all that follows one happens to each of its elements. */
  const splats: Expression[] = [];
  while (more) {
    const kind = walk.kind;
    if (kind !== 'get_attr' && kind !== 'index' && kind !== 'splat') break;
    if (number) walk.suspect(walk.start, 'a number with something behind it', kind === 'index' && walk.text[walk.start] === '.');
    walk.follows(end);
    walk.descend();
    steps++;
    if (kind !== 'splat') built = step(walk, built, start);
    else {
      walk.enter();
      if (walk.kind === 'full_splat') {
        splats.push(built);
        built = fullSplat(walk);
      } else built = attributeSplat(walk, built, start);
      walk.leave();
    }
    end = walk.end;
    more = walk.next();
  }
  walk.ascend(steps);
  while (splats.length > 0) built = { kind: 'splat', object: splats.pop() as Expression, form: 'full', each: built, range: walk.range(start, end) };
  return { built, end };
}

/** `.name`, `.0` or `[key]`. */
function step(walk: Walk, object: Expression, start: number): Expression {
  const [end, text] = [walk.end, walk.slice];
  const range = walk.range(start, end);
  if (walk.kind === 'get_attr') return { kind: 'attribute', object, name: named(walk, text), range };
  walk.enter();
  const legacy = walk.kind === 'legacy_index';
  let index: Expression;
  if (legacy) {
    index = { kind: 'number', text: text.slice(1).trim(), range: walk.range(walk.start + 1, end) };
    if (/^\.\d/.test(walk.text.slice(end, end + 2))) walk.suspect(walk.start, 'two indexes of the old form behind each other', true);
  } else {
    walk.enter();
    walk.next();
    index = walk.bracketed(() => expression(walk));
    walk.leave();
  }
  walk.leave();
  return { kind: 'index', object, index, range };
}

/** The name in `.name`. */
function named(walk: Walk, text: string): string {
  const name = text.slice(1);
  if (/^[^\s/#]+$/.test(name)) return plainName(walk, name);
  walk.enter();
  while (walk.kind !== 'identifier' && walk.next());
  const inner = walk.slice;
  walk.leave();
  return plainName(walk, inner);
}

/** tree-sitter takes `::` for a part of any name. */
function plainName(walk: Walk, name: string): string {
  if (name.includes('::')) walk.suspect(walk.start, 'a name with "::" that is no function');
  return name;
}

function item(walk: Walk, length: number): Item {
  return { kind: 'item', range: walk.range(walk.start, walk.start + length) };
}

/** The beginning of what is made of each element; what follows outside of the node belongs to it too. */
function fullSplat(walk: Walk): Expression {
  const start = walk.start;
  let each: Expression = item(walk, '[*]'.length);
  walk.enter();
  let end = walk.end;
  while (walk.next()) {
    walk.follows(end);
    each = step(walk, each, start);
    end = walk.end;
  }
  walk.leave();
  return each;
}

/** Takes names and old indexes along; from the first bracket on, what follows happens to the whole list. */
function attributeSplat(walk: Walk, object: Expression, start: number): Expression {
  const from = walk.start;
  let each: Expression = item(walk, '.*'.length);
  walk.enter();
  let end = walk.end;
  let whole: Expression | null = null;
  const made = (): Expression => ({ kind: 'splat', object, form: 'attribute', each, range: walk.range(start, end) });
  while (walk.next()) {
    walk.follows(end);
    if (whole === null && walk.kind === 'index' && walk.slice.startsWith('[')) whole = made();
    if (whole === null) each = step(walk, each, from);
    else whole = step(walk, whole, start);
    end = walk.end;
  }
  walk.leave();
  if (whole === null && walk.text.startsWith('.*', end)) walk.suspect(end, 'a splat inside a splat');
  return whole ?? made();
}

/** From the first node of a term to its last one: parentheses are nodes of their own. */
function term(walk: Walk): Expression {
  switch (walk.kind) {
    case 'literal_value':
      return literal(walk);
    case 'variable_expr':
      return { kind: 'variable', name: plainName(walk, walk.slice), range: walk.range() };
    case '(': {
      walk.next();
      const built = walk.bracketed(() => expression(walk));
      walk.next();
      return built;
    }
    case 'template_expr':
      return inside(walk, () => (walk.kind === 'heredoc_template' ? heredoc(walk) : quotedTemplate(walk)));
    case 'collection_value':
      return inside(walk, () => (walk.kind === 'tuple' ? tuple(walk) : object(walk)));
    case 'for_expr':
      return inside(walk, () => inside(walk, () => walk.bracketed(() => forExpression(walk))));
    case 'function_call':
      return inside(walk, () => call(walk));
    case 'operation':
      return inside(walk, () => walk.nested(() => operation(walk)));
    default:
      throw new Error(`an expression begins with ${walk.kind}`);
  }
}

function inside<T>(walk: Walk, build: () => T): T {
  walk.enter();
  const built = build();
  walk.leave();
  return built;
}

function literal(walk: Walk): Expression {
  const range = walk.range();
  return inside(walk, () => {
    const text = walk.slice;
    switch (walk.kind) {
      case 'string_lit':
        return { kind: 'literal', value: quoted(walk, walk.start + 1, walk.end - 1), range };
      case 'bool_lit':
        return { kind: 'literal', value: text === 'true', range };
      case 'null_lit':
        return { kind: 'literal', value: null, range };
      default:
        if (text.startsWith('0x')) walk.suspect(walk.start, 'a number in base 16');
        return { kind: 'number', text, range };
    }
  });
}

/** Text between two offsets inside quotation marks. */
export function quoted(walk: Walk, start: number, end: number): string {
  const raw = walk.text.slice(start, end);
  checkText(walk, raw, start);
  if (raw.includes('\n')) walk.suspect(start, 'a string in quotation marks over several lines');
  const text = unquote(raw);
  if (text === null) walk.suspect(start, 'an escape that HCL does not know');
  return text ?? raw;
}

/** A sequence that tree-sitter took for text. */
function checkText(walk: Walk, raw: string, start: number): void {
  if (raw.includes('{') && /(?<!\$)\$\{|(?<!%)%\{/.test(raw)) walk.suspect(start, 'a template sequence that was taken for text', true);
}

function quotedTemplate(walk: Walk): Expression {
  return template(walk, walk.start + 1, walk.end - 1, (start, end) => pieces(walk, start, end, true), false);
}

const opens = /^<<(-?)[\p{ID_Start}_][\p{ID_Continue}-]*\r?\n/u;

/** The text is everything between the line of the marker and the line on which the marker stands again. */
function heredoc(walk: Walk): Expression {
  const [start, end] = [walk.start, walk.end];
  const opening = opens.exec(walk.text.slice(start, start + 300)) ?? opens.exec(walk.text.slice(start, end));
  if (opening === null) walk.suspect(start, 'a heredoc whose first line holds more than its marker');
  const from = start + (opening?.[0].length ?? 0);
  const to = Math.max(from, walk.text.lastIndexOf('\n', end - 1) + 1);
  return template(walk, from, to, (begin, stop) => pieces(walk, begin, stop, false), opening?.[1] === '-');
}

/** From a `template_expr` whose heredoc was put around a text: the text alone. */
export function bareTemplate(walk: Walk, from: number, to: number): Expression {
  return template(walk, from, to, (start, end) => pieces(walk, start, end, false), false);
}

type Pieces = (start: number, end: number) => readonly TemplateToken[];

function pieces(walk: Walk, start: number, end: number, escapes: boolean): readonly TemplateToken[] {
  if (start >= end) return [];
  const raw = walk.text.slice(start, end);
  checkText(walk, raw, start);
  if (escapes && raw.includes('\n')) walk.suspect(start, 'a string in quotation marks over several lines');
  let at = start;
  return piecesOf(raw).map((piece) => {
    const range = walk.range(at, at + piece.length);
    const value = escapes ? unquote(piece) : unescapeTemplate(piece);
    if (value === null) walk.suspect(at, 'an escape that HCL does not know');
    at += piece.length;
    return { type: 'text', value: value ?? piece, range };
  });
}

/** At a node whose children are the sequences between two offsets. */
function template(walk: Walk, from: number, to: number, text: Pieces, indented: boolean): Expression {
  const range = walk.range();
  const tokens: TemplateToken[] = [];
  const rest = sequences(walk, from, text, tokens);
  tokens.push(...text(rest, to));
  return assembled(tokens, indented, range);
}

/** What a flat template means. */
function assembled(tokens: readonly TemplateToken[], indented: boolean, range: Expression['range']): Expression {
  const [only] = tokens;
  if (only?.type === 'interpolation' && tokens.length === 1) return { kind: 'template', parts: nestedParts(tokens), wrapped: true, range };
  stripped(tokens);
  if (indented) unindented(tokens);
  const parts: readonly TemplatePart[] = nestedParts(tokens);
  if (tokens.every((token) => token.type === 'text')) return { kind: 'literal', value: parts[0]?.kind === 'text' ? parts[0].value : '', range };
  return { kind: 'template', parts, wrapped: false, range };
}

/** Puts text and sequences of the children into `tokens`; answers with the offset behind the last sequence. */
function sequences(walk: Walk, from: number, text: Pieces, tokens: TemplateToken[]): number {
  let at = from;
  if (!walk.enter()) return at;
  do {
    switch (walk.kind) {
      case 'template_directive':
      case 'template_for':
      case 'template_if':
        at = sequences(walk, at, text, tokens);
        break;
      case 'template_interpolation':
      case 'template_for_start':
      case 'template_for_end':
      case 'template_if_intro':
      case 'template_else_intro':
      case 'template_if_end':
        tokens.push(...text(at, walk.start), walk.bracketed(() => sequence(walk)));
        at = walk.end;
        break;
      default:
    }
  } while (walk.next());
  walk.leave();
  return at;
}

const sequenceTypes: Readonly<Record<string, SequenceToken['type']>> = {
  template_interpolation: 'interpolation', template_for_start: 'for', template_for_end: 'endfor', template_if_intro: 'if', template_else_intro: 'else', template_if_end: 'endif',
};

function sequence(walk: Walk): SequenceToken {
  const [start, end, type] = [walk.start, walk.end, sequenceTypes[walk.kind] ?? 'interpolation'];
  const names: string[] = [];
  let value: Expression | null = null;
  walk.enter();
  do {
    if (walk.kind === 'identifier') names.push(plainName(walk, walk.slice));
    else if (walk.kind === 'expression') value = expression(walk);
    else if (walk.kind === 'strip_marker' && walk.start !== start + 2 && walk.start !== end - 2) walk.suspect(walk.start, 'a strip marker apart from its brace');
  } while (walk.next());
  walk.leave();
  if (type === 'interpolation' && value === null) walk.suspect(start, 'an interpolation of nothing');
  return {
    type, value, keyName: names.length > 1 ? (names[0] ?? null) : null, valueName: names.at(-1) ?? '',
    trimsBefore: walk.text[start + 2] === '~', trimsAfter: walk.text[end - 2] === '~', range: walk.range(start, end),
  };
}

function tuple(walk: Walk): Expression {
  const range = walk.range();
  const items: Expression[] = [];
  walk.bracketed(() =>
    inside(walk, () => {
      do {
        if (walk.kind === 'expression') items.push(expression(walk));
      } while (walk.next());
    }),
  );
  return { kind: 'tuple', items, range };
}

/** Line breaks separate items, so that a value cannot go on in the next line. */
function object(walk: Walk): Expression {
  const range = walk.range();
  const items: ObjectItem[] = [];
  const before = walk.lineBound;
  walk.lineBound = range.start.line !== range.end.line;
  inside(walk, () => {
    /** Of the last item; -1 where a comma stands behind it. */
    let end = -1;
    do {
      if (walk.kind === ',') {
        walk.follows(end);
        end = -1;
      } else if (walk.kind === 'object_elem') {
        if (end >= 0 && !walk.breaks(end, walk.start)) walk.suspect(walk.start, 'an item that neither a comma nor a line break separates from the one before', true);
        items.push(objectItem(walk));
        end = walk.end;
      }
    } while (walk.next());
  });
  walk.lineBound = before;
  return { kind: 'object', items, range };
}

function objectItem(walk: Walk): ObjectItem {
  const range = walk.range();
  return inside(walk, () => {
    const parentheses = walk.text[walk.start] === '(';
    const key = expression(walk);
    const end = walk.end;
    walk.next();
    walk.follows(end);
    walk.next();
    walk.follows(end);
    return { key: parentheses ? key : keyword(key), value: expression(walk), range };
  });
}

/** A bare word is its own name. */
function keyword(key: Expression): Expression {
  const word = key.kind === 'variable' ? key.name : key.kind === 'literal' && typeof key.value !== 'string' ? String(key.value) : null;
  return word === null ? key : { kind: 'literal', value: word, range: key.range };
}

/** From the first child of a `for_tuple_expr` or `for_object_expr`. */
function forExpression(walk: Walk): Expression {
  const start = walk.start;
  const names: string[] = [];
  const parts: Expression[] = [];
  let collection: Expression | null = null;
  let condition: Expression | null = null;
  let group = false;
  let end = walk.end;
  const object = walk.kind === 'object_start';
  do {
    end = walk.end;
    if (walk.kind === 'for_intro') {
      inside(walk, () => {
        do {
          if (walk.kind === 'identifier') names.push(plainName(walk, walk.slice));
          else if (walk.kind === 'expression') collection = expression(walk);
        } while (walk.next());
      });
    } else if (walk.kind === 'for_cond') {
      inside(walk, () => {
        walk.next();
        condition = expression(walk);
      });
    } else if (walk.kind === 'ellipsis') group = true;
    else if (walk.kind === 'expression') parts.push(expression(walk));
  } while (walk.next());
  const [first, second] = parts;
  const value = object ? second : first;
  if (collection === null || value === undefined || first === undefined) throw new Error('a for expression lacks a part');
  return { kind: 'for', keyName: names.length > 1 ? (names[0] ?? null) : null, valueName: names.at(-1) ?? '', collection, key: object ? first : null, value, condition, group, range: walk.range(start, end) };
}

/** From the first child of a `function_call`. */
function call(walk: Walk): Expression {
  const [start, name] = [walk.start, walk.slice];
  const args: Expression[] = [];
  let expand = false;
  let end = walk.end;
  const nameEnd = end;
  while (walk.next()) {
    if (walk.kind === '(') walk.follows(nameEnd);
    if (walk.kind === 'function_arguments') {
      walk.bracketed(() =>
        inside(walk, () => {
          do {
            if (walk.kind === 'expression') args.push(expression(walk));
            else if (walk.kind === 'ellipsis') expand = true;
          } while (walk.next());
        }),
      );
    }
    end = walk.end;
  }
  return { kind: 'call', name, args, expand, range: walk.range(start, end) };
}

/** From a `unary_operation` or `binary_operation`. */
function operation(walk: Walk): Expression {
  const range = walk.range();
  const unary = walk.kind === 'unary_operation';
  return inside(walk, () => {
    if (unary) {
      const [operator, end] = [walk.slice === '!' ? '!' : '-', walk.end] as const;
      walk.next();
      walk.follows(end);
      return { kind: 'unary', operator, operand: operand(walk).built, range };
    }
    const { built: left, end } = operand(walk);
    walk.follows(end);
    const operator = walk.slice as BinaryOperator;
    walk.next();
    walk.follows(end);
    return { kind: 'binary', operator, left, right: operand(walk).built, range };
  });
}
