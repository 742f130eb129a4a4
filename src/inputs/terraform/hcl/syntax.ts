/** 1-based, as editors count; the column in UTF-16 code units. */
export interface Point {
  readonly line: number;
  readonly column: number;
}

/** `end` is exclusive. */
export interface SourceRange {
  readonly start: Point;
  readonly end: Point;
}

/** One file of Terraform, HCL or JSON, as it is written: nothing is evaluated. */
export interface File {
  /** As problems name it. */
  readonly path: string;
  readonly body: Body;
  /** In the order of the file. Empty for JSON, which has none. */
  readonly comments: readonly Comment[];
}

export interface Comment {
  /** With its marker: `# landrail:ignore …`. */
  readonly text: string;
  readonly range: SourceRange;
}

export interface Body {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
}

export interface Attribute {
  readonly name: string;
  readonly nameRange: SourceRange;
  readonly value: Expression;
  /** From the name to the end of the value. */
  readonly range: SourceRange;
}

export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: Body;
  /** The type and the labels. */
  readonly headerRange: SourceRange;
  /** From the type to the closing brace. */
  readonly range: SourceRange;
}

export type Expression =
  | Literal
  | NumberLiteral
  | Template
  | Tuple
  | ObjectExpression
  | For
  | Call
  | Variable
  | AttributeAccess
  | Index
  | Splat
  | Item
  | Unary
  | Binary
  | Conditional;

interface Node {
  readonly range: SourceRange;
}

/** Also a quoted string or heredoc without interpolation. */
export interface Literal extends Node {
  readonly kind: 'literal';
  readonly value: string | boolean | null;
}

/** The digits as written: HCL computes with more of them than a double holds. */
export interface NumberLiteral extends Node {
  readonly kind: 'number';
  readonly text: string;
}

/** Never without a sequence. Heredocs are unindented, strip markers applied, escapes resolved. */
export interface Template extends Node {
  readonly kind: 'template';
  readonly parts: readonly TemplatePart[];
  /** One interpolation and nothing beside it: it yields the value itself, not a string. */
  readonly wrapped: boolean;
}

export type TemplatePart = TemplateText | Interpolation | TemplateIf | TemplateFor;

export interface TemplateText extends Node {
  readonly kind: 'text';
  readonly value: string;
}

export interface Interpolation extends Node {
  readonly kind: 'interpolation';
  readonly value: Expression;
}

export interface TemplateIf extends Node {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly then: readonly TemplatePart[];
  readonly else: readonly TemplatePart[];
}

export interface TemplateFor extends Node {
  readonly kind: 'for';
  readonly keyName: string | null;
  readonly valueName: string;
  readonly collection: Expression;
  readonly body: readonly TemplatePart[];
}

export interface Tuple extends Node {
  readonly kind: 'tuple';
  readonly items: readonly Expression[];
}

export interface ObjectExpression extends Node {
  readonly kind: 'object';
  readonly items: readonly ObjectItem[];
}

export interface ObjectItem {
  /** A bare identifier is a literal string; `(expression)` is the expression. */
  readonly key: Expression;
  readonly value: Expression;
  /** From the key to the end of the value. */
  readonly range: SourceRange;
}

export interface For extends Node {
  readonly kind: 'for';
  readonly keyName: string | null;
  readonly valueName: string;
  readonly collection: Expression;
  /** Null: it makes a tuple. */
  readonly key: Expression | null;
  readonly value: Expression;
  readonly condition: Expression | null;
  /** `=> value...` */
  readonly group: boolean;
}

export interface Call extends Node {
  readonly kind: 'call';
  /** `merge`, or whole as in `provider::aws::arn_parse`. */
  readonly name: string;
  readonly args: readonly Expression[];
  /** `f(list...)`: the last argument is a list of arguments. */
  readonly expand: boolean;
}

/** The root of a traversal: `var`, `local`, `aws_vpc`, `each`, or the name of a `for`. */
export interface Variable extends Node {
  readonly kind: 'variable';
  readonly name: string;
}

export interface AttributeAccess extends Node {
  readonly kind: 'attribute';
  readonly object: Expression;
  readonly name: string;
}

/** `a[i]`, and the old `a.0`. */
export interface Index extends Node {
  readonly kind: 'index';
  readonly object: Expression;
  readonly index: Expression;
}

export interface Splat extends Node {
  readonly kind: 'splat';
  readonly object: Expression;
  /** `.*` takes attributes along, `[*]` indexes as well; what follows those applies to the whole. */
  readonly form: 'attribute' | 'full';
  /** What is made of each element: an expression over `item`. */
  readonly each: Expression;
}

/** The element that a splat is at. */
export interface Item extends Node {
  readonly kind: 'item';
}

export interface Unary extends Node {
  readonly kind: 'unary';
  readonly operator: '-' | '!';
  readonly operand: Expression;
}

export type BinaryOperator = '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';

export interface Binary extends Node {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Conditional extends Node {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly then: Expression;
  readonly else: Expression;
}
