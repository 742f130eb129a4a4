import { goFloat } from '#go/float.ts';
import { canBackquote, goQuote, goQuoteRune, isPrintable } from '#go/quote.ts';
import { Refusal } from './builtins/builtin.ts';
import { regoText } from './rego-text.ts';
import { RegoNumber, type RegoValue } from './value.ts';

/** What OPA hands to Go's fmt: an integer, a big integer, a float or a string; composites, booleans and null as Rego text. */
type Argument =
  | { readonly type: 'int64' | '*big.Int'; readonly value: bigint }
  | { readonly type: 'float64'; readonly value: number }
  | { readonly type: 'string'; readonly value: string };

interface Flags {
  sharp: boolean;
  zero: boolean;
  plus: boolean;
  minus: boolean;
  space: boolean;
  /** `%#v` and `%+v`: the flags mean something else there, and stand apart. */
  sharpV: boolean;
  plusV: boolean;
  width: number | null;
  precision: number | null;
}

const int64 = { min: -(2n ** 63n), max: 2n ** 63n - 1n };

/** Widths and precisions beyond this are refused by Go. */
const largest = 1_000_000;

/** Go's fmt.Sprintf over the arguments as OPA converts them (https://pkg.go.dev/fmt), wrong verbs and missing arguments included. */
export function sprintf(format: string, values: readonly RegoValue[]): string {
  return new Printer(values.map(argumentOf)).print(format);
}

function argumentOf(value: RegoValue): Argument {
  if (typeof value === 'string') return { type: 'string', value };
  const text = typeof value === 'number' ? String(value) : value instanceof RegoNumber ? value.text : null;
  if (text === null) return { type: 'string', value: regoText(value) };
  if (/[.eE]/.test(text)) {
    const float = Number(text);
    return Number.isFinite(float) ? { type: 'float64', value: float } : { type: 'string', value: text };
  }
  const integer = BigInt(text);
  return { type: integer >= int64.min && integer <= int64.max ? 'int64' : '*big.Int', value: integer };
}

class Printer {
  readonly #arguments: readonly Argument[];
  #format: readonly string[] = [];
  #at = 0;
  #next = 0;
  #reordered = false;
  #goodIndex = true;
  /** Whether the item before was an index such as `[3]`. */
  #afterIndex = false;

  constructor(args: readonly Argument[]) {
    this.#arguments = args;
  }

  print(format: string): string {
    // Characters, not UTF-16 units: a verb may be any of them.
    this.#format = Array.from(format);
    let out = '';
    while (this.#at < this.#format.length) {
      const start = this.#at;
      while (this.#at < this.#format.length && this.#format[this.#at] !== '%') this.#at++;
      out += this.#format.slice(start, this.#at).join('');
      if (this.#at >= this.#format.length) break;
      this.#at++;
      out += this.#item();
    }
    return out + this.#extra();
  }

  /** One item after its `%`. */
  #item(): string {
    this.#goodIndex = true;
    this.#afterIndex = false;
    const flags: Flags = { sharp: false, zero: false, plus: false, minus: false, space: false, sharpV: false, plusV: false, width: null, precision: null };
    let complaint = '';
    for (; ; this.#at++) {
      const character = this.#format[this.#at];
      if (character === '#') flags.sharp = true;
      else if (character === '0') flags.zero = true;
      else if (character === '+') flags.plus = true;
      else if (character === '-') flags.minus = true;
      else if (character === ' ') flags.space = true;
      else break;
    }
    this.#index();
    if (this.#format[this.#at] === '*') {
      this.#at++;
      flags.width = this.#star();
      if (flags.width === null) complaint += '%!(BADWIDTH)';
      else if (flags.width < 0) Object.assign(flags, { width: -flags.width, minus: true, zero: false });
      this.#afterIndex = false;
    } else {
      flags.width = this.#digits();
      if (this.#afterIndex && flags.width !== null) this.#goodIndex = false;
    }
    if (this.#at + 1 < this.#format.length && this.#format[this.#at] === '.') {
      this.#at++;
      if (this.#afterIndex) this.#goodIndex = false;
      this.#index();
      if (this.#format[this.#at] === '*') {
        this.#at++;
        const precision = this.#star();
        flags.precision = precision === null || precision < 0 ? null : precision;
        if (flags.precision === null) complaint += '%!(BADPREC)';
        this.#afterIndex = false;
      } else {
        flags.precision = this.#digits() ?? 0;
      }
    }
    if (!this.#afterIndex) this.#index();
    const verb = this.#format[this.#at];
    if (verb === undefined) return `${complaint}%!(NOVERB)`;
    this.#at++;
    if (verb === '%') return `${complaint}%`;
    if (!this.#goodIndex) return `${complaint}%!${verb}(BADINDEX)`;
    const argument = this.#arguments[this.#next];
    if (!argument) return `${complaint}%!${verb}(MISSING)`;
    this.#next++;
    if (verb === 'v' || verb === 'w') {
      Object.assign(flags, { sharpV: flags.sharp, sharp: false, plusV: flags.plus, plus: false });
    }
    return complaint + printed(argument, verb, flags);
  }

  /** Digits of a width or a precision; too many of them swallow the rest of the format, as in Go. */
  #digits(): number | null {
    let value: number | null = null;
    for (;;) {
      const character = this.#format[this.#at];
      if (character === undefined || character < '0' || character > '9') return value;
      if (value !== null && value > largest) {
        this.#at = this.#format.length;
        return null;
      }
      value = (value ?? 0) * 10 + Number(character);
      this.#at++;
    }
  }

  /** `[n]`: the argument to use next, counted from 1. */
  #index(): void {
    this.#afterIndex = false;
    if (this.#format[this.#at] !== '[') return;
    this.#reordered = true;
    const close = this.#format.indexOf(']', this.#at + 1);
    if (close < 0 || this.#format.length - this.#at < 3) {
      this.#goodIndex = false;
      this.#at++;
      return;
    }
    const text = this.#format.slice(this.#at + 1, close).join('');
    this.#at = close + 1;
    const wellFormed = /^\d{1,7}$/.test(text);
    const index = Number(text) - 1;
    if (wellFormed && index >= 0 && index < this.#arguments.length) {
      this.#next = index;
      this.#afterIndex = true;
    } else {
      this.#goodIndex = false;
      this.#afterIndex = wellFormed;
    }
  }

  /** `*`: the next argument, when it is an integer of a sane size. */
  #star(): number | null {
    const argument = this.#arguments[this.#next];
    if (!argument) return null;
    this.#next++;
    if (argument.type !== 'int64' || argument.value > largest || argument.value < -largest) return null;
    return Number(argument.value);
  }

  #extra(): string {
    if (this.#reordered || this.#next >= this.#arguments.length) return '';
    const none: Flags = { sharp: false, zero: false, plus: false, minus: false, space: false, sharpV: false, plusV: false, width: null, precision: null };
    return `%!(EXTRA ${this.#arguments.slice(this.#next).map((argument) => `${argument.type}=${printed(argument, 'v', none)}`).join(', ')})`;
  }
}

function printed(argument: Argument, verb: string, flags: Flags): string {
  if (verb === 'T') return text(argument.type, flags);
  const out =
    argument.type === 'string' ? stringVerb(argument.value, verb, flags)
    : argument.type === 'float64' ? floatVerb(argument.value, verb, flags)
    : argument.type === 'int64' ? integerVerb(argument.value, verb, flags)
    : bigVerb(argument.value, verb, flags);
  return out ?? `%!${verb}(${argument.type}=${printed(argument, 'v', flags)})`;
}

function pad(content: string, flags: Flags, zero = flags.zero): string {
  if (flags.width === null) return content;
  const missing = flags.width - length(content);
  if (missing <= 0) return content;
  if (flags.minus) return content + ' '.repeat(missing);
  return (zero ? '0' : ' ').repeat(missing) + content;
}

/** Width counts characters. */
function length(content: string): number {
  let count = 0;
  for (const _ of content) count++;
  return count;
}

function text(content: string, flags: Flags): string {
  return pad(cut(content, flags), flags);
}

function cut(content: string, flags: Flags): string {
  return flags.precision === null ? content : Array.from(content).slice(0, flags.precision).join('');
}

function stringVerb(value: string, verb: string, flags: Flags): string | null {
  switch (verb) {
    case 'v':
      return flags.sharpV ? pad(goQuote(cut(value, flags)), flags) : text(value, flags);
    case 's':
      return text(value, flags);
    case 'x':
    case 'X':
      return bytes(value, verb, flags);
    case 'q': {
      const part = cut(value, flags);
      return pad(flags.sharp && canBackquote(part) ? `\`${part}\`` : goQuote(part, flags.plus), flags);
    }
    default:
      return null;
  }
}

function bytes(value: string, verb: string, flags: Flags): string {
  const buffer = Buffer.from(value);
  const shown = flags.precision === null ? buffer : buffer.subarray(0, flags.precision);
  const pairs = Array.from(shown, (byte) => byte.toString(16).padStart(2, '0'));
  const prefix = flags.sharp && pairs.length > 0 ? '0x' : '';
  const out = flags.space ? pairs.map((pair) => prefix + pair).join(' ') : prefix + pairs.join('');
  return pad(verb === 'X' ? out.toUpperCase() : out, flags);
}

const bases: Readonly<Record<string, number>> = { v: 10, d: 10, b: 2, o: 8, O: 8, x: 16, X: 16 };

function integerVerb(value: bigint, verb: string, flags: Flags): string | null {
  if (verb === 'c') return pad(character(value), flags);
  if (verb === 'q') return pad(goQuoteRune(character(value), flags.plus), flags);
  if (verb === 'U') return unicode(BigInt.asUintN(64, value), flags);
  const base = bases[verb];
  if (base === undefined) return null;
  const negative = value < 0n;
  const size = negative ? -value : value;
  if (flags.precision === 0 && size === 0n) return pad('', flags, false);
  // `%05d` is a precision of the width less the sign, unless a precision is given or the padding stands on the right.
  const sign = negative ? '-' : flags.plus ? '+' : flags.space ? ' ' : '';
  const least = flags.precision ?? (flags.zero && !flags.minus && flags.width !== null ? flags.width - sign.length : 0);
  let digits = size.toString(base).padStart(least, '0');
  if (flags.sharp && base === 2) digits = `0b${digits}`;
  if (flags.sharp && base === 8 && !digits.startsWith('0')) digits = `0${digits}`;
  if (flags.sharp && base === 16) digits = `0x${digits}`;
  if (verb === 'O') digits = `0o${digits}`;
  if (verb === 'X') digits = digits.toUpperCase();
  return pad(sign + digits, flags, false);
}

function character(value: bigint): string {
  return value < 0n || value > 0x10ffffn || (value >= 0xd800n && value <= 0xdfffn) ? '\ufffd' : String.fromCodePoint(Number(value));
}

function unicode(value: bigint, flags: Flags): string {
  const digits = value.toString(16).toUpperCase().padStart(Math.max(flags.precision ?? 4, 4), '0');
  const shown = flags.sharp && value <= 0x10ffffn && (value < 0xd800n || value > 0xdfffn) && isPrintable(character(value)) ? ` '${character(value)}'` : '';
  return pad(`U+${digits}${shown}`, flags, false);
}

/** Big integers format themselves, with rules of their own. */
function bigVerb(value: bigint, verb: string, flags: Flags): string {
  const base = verb === 's' ? 10 : bases[verb];
  // Go prints the innards of its big integer, or where it lies in memory.
  if (verb === 'w' || verb === 'p') throw new Refusal(`verb %${verb} for an integer of more than 64 bits`);
  if (base === undefined) return `%!${verb}(big.Int=${value})`;
  const sign = value < 0n ? '-' : flags.plus || flags.plusV ? '+' : flags.space ? ' ' : '';
  const sharp = flags.sharp || flags.sharpV;
  const prefix = verb === 'O' ? '0o' : sharp ? ({ b: '0b', o: '0', x: '0x', X: '0X' }[verb] ?? '') : '';
  const plain = (value < 0n ? -value : value).toString(base);
  const digits = (verb === 'X' ? plain.toUpperCase() : plain).padStart(flags.precision ?? 0, '0');
  const missing = Math.max((flags.width ?? 0) - sign.length - prefix.length - digits.length, 0);
  if (flags.minus) return sign + prefix + digits + ' '.repeat(missing);
  if (flags.zero && flags.precision === null) return sign + prefix + '0'.repeat(missing) + digits;
  return ' '.repeat(missing) + sign + prefix + digits;
}

const floatVerbs: Readonly<Record<string, readonly [verb: string, precision: number]>> = {
  v: ['g', -1], b: ['b', -1], g: ['g', -1], G: ['G', -1], x: ['x', -1], X: ['X', -1], f: ['f', 6], F: ['f', 6], e: ['e', 6], E: ['E', 6],
};

function floatVerb(value: number, verb: string, flags: Flags): string | null {
  const form = floatVerbs[verb];
  if (!form) return null;
  const precision = flags.precision ?? form[1];
  const written = goFloat(value, form[0], precision);
  const negative = written.startsWith('-');
  const unsigned = negative ? written.slice(1) : written;
  const digits = flags.sharp && verb !== 'b' ? withPoint(unsigned, form[0], precision) : unsigned;
  const sign = negative ? '-' : flags.plus ? '+' : flags.space ? ' ' : '';
  if (sign !== '' && flags.zero && !flags.minus && flags.width !== null) {
    return sign + digits.padStart(flags.width - 1, '0');
  }
  return pad(sign + digits, flags);
}

/** `%#g`: always a decimal point, and the trailing zeros that `%g` drops. */
function withPoint(number: string, verb: string, precision: number): string {
  const hex = verb === 'x' || verb === 'X';
  const match = (hex ? /^(.*?)([pP].*)?$/ : /^(.*?)([eEpP].*)?$/).exec(number);
  let body = match?.[1] ?? number;
  const tail = match?.[2] ?? '';
  let missing = verb === 'g' || verb === 'G' || verb === 'x' ? (precision === -1 ? 6 : precision) : 0;
  // Digits count from the first that is not zero; the prefix 0x counts there as Go counts it.
  missing -= body.replace('.', '').replace(/^0*/, '').length;
  if (!body.includes('.')) {
    if (body === '0') missing--;
    body += '.';
  }
  return body + '0'.repeat(Math.max(missing, 0)) + tail;
}
