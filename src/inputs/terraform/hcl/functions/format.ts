import { unknown as unknownBecause } from '#model/known.ts';
import { list } from '../collection.ts';
import { ConversionError, convert } from '../convert.ts';
import { formatNumber, toInteger } from '../number.ts';
import { reasonOf } from '../reason-of.ts';
import { typeOf } from '../type-of.ts';
import { anyType, boolType, listType, numberType, stringType } from '../type.ts';
import { isSequence, isWhole, string, unknown, type Value } from '../value.ts';
import { anything, text, textOf } from './arguments.ts';
import { encodeJson } from './encode-json.ts';
import { ArgumentRefused, Refusal, type Functions } from './function.ts';
import { graphemes } from './graphemes.ts';

interface Verb {
  /** `%-5.2f` as it is written, and where. */
  readonly raw: string;
  readonly offset: number;
  readonly flags: string;
  readonly width: number | null;
  readonly precision: number | null;
  readonly letter: string;
}

/** What landrail does not print as Go does. */
class Unprinted extends Error {
  override readonly name = 'Unprinted';
}

const widest = 1_000_000;

/** `format` of Terraform: the verbs of C's printf over values that convert. @throws Refusal, Unprinted */
function formatted(format: string, args: readonly Value[]): string {
  const verb = /%(?:(%)|([0#\-+ ]*)([1-9]\d*)?(?:\.(\d*))?(?:\[([1-9]\d*)\])?([A-Za-z]))|%/y;
  let out = '';
  let next = 1;
  let highest = 0;
  for (let at = 0; at < format.length; ) {
    if (format[at] !== '%') {
      const end = format.indexOf('%', at);
      out += format.slice(at, end < 0 ? format.length : end);
      at = end < 0 ? format.length : end;
      continue;
    }
    verb.lastIndex = at;
    const match = verb.exec(format);
    if (!match) throw new Refusal(`unrecognized format at offset ${at}`);
    const [raw, percent, flags = '', width, precision, index, letter] = match;
    if (percent !== undefined) out += '%';
    else if (letter === undefined) throw new Refusal(`unrecognized format character at offset ${Buffer.byteLength(format.slice(0, at)) + 1}`);
    else {
      const number = index === undefined ? next : Number(index);
      highest = Math.max(highest, number);
      const offset = Buffer.byteLength(format.slice(0, at));
      out += printed({ raw, offset, flags, width: width === undefined ? null : Number(width), precision: precision === undefined ? null : Number(precision), letter }, number, args);
      next = number + 1;
    }
    at += raw.length;
  }
  if (highest < args.length) throw new ArgumentRefused(highest + 1, highest === 0 ? 'too many arguments; no verbs in format string' : `too many arguments; only ${highest} used by format string`);
  return out;
}

function printed(verb: Verb, number: number, args: readonly Value[]): string {
  const where = `"${verb.raw}" at ${verb.offset}`;
  const value = args[number - 1];
  if (!value) throw new Refusal(`not enough arguments for ${where}: need index ${number} but have ${args.length} total`);
  if (verb.letter !== 'v' && value.kind === 'null') throw new Refusal(`unsupported value for ${where}: null value cannot be formatted`);
  if ((verb.width ?? 0) > widest || (verb.precision ?? 0) > widest) throw new Unprinted('a width that is longer than landrail prints');
  try {
    switch (verb.letter) {
      case 'v':
        return plain(verb, value);
      case 't': {
        const converted = convert(value, boolType);
        return String(converted.kind === 'bool' && converted.value);
      }
      case 'b': case 'd': case 'o': case 'x': case 'X':
        return integer(verb, convert(value, numberType), where);
      case 'e': case 'E': case 'f': case 'g': case 'G':
        return float(verb, convert(value, numberType));
      case 's': case 'q':
        return quoted(verb, convert(value, stringType));
      default:
        throw new Refusal(`unsupported format verb '${verb.letter}' in "${verb.raw}" at offset ${verb.offset}`);
    }
  } catch (error) {
    if (error instanceof ConversionError) throw new Refusal(`unsupported value for ${where}: ${error.message}`);
    throw error;
  }
}

function plain(verb: Verb, value: Value): string {
  if (!verb.flags.includes('#')) {
    if (value.kind === 'string') return padded(verb, value.value);
    if (value.kind === 'number') return padded(verb, formatNumber(value.value, 'g', -1));
  }
  return padded(verb, encodeJson(value));
}

function charactersOf(content: string): readonly string[] {
  const characters = graphemes(content);
  if (!characters) throw new Unprinted('a text whose characters versions of Unicode count differently');
  return characters;
}

function padded({ width, flags }: Verb, content: string): string {
  if (width === null) return content;
  const padding = (flags.includes('0') ? '0' : ' ').repeat(Math.max(0, width - charactersOf(content).length));
  return flags.includes('-') ? content + padding : padding + content;
}

function quoted(verb: Verb, value: Value): string {
  const content = textOf(value);
  const cut = verb.precision !== null && verb.precision > 0 ? charactersOf(content).slice(0, verb.precision).join('') : content;
  return padded(verb, verb.letter === 'q' ? encodeJson(string(cut)) : cut);
}

const bases: Readonly<Record<string, readonly [number, string]>> = { b: [2, '0b'], o: [8, '0'], d: [10, ''], x: [16, '0x'], X: [16, '0X'] };

/** Go's big.Int.Format. */
function integer({ flags, width, precision, letter }: Verb, value: Value, where: string): string {
  const whole = value.kind === 'number' ? toInteger(value.value) : null;
  if (whole === null) throw new Refusal(`unsupported value for ${where}: an integer is required`);
  const [base, mark] = bases[letter] as readonly [number, string];
  const sign = whole < 0n ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const size = (whole < 0n ? -whole : whole).toString(base);
  const digits = letter === 'X' ? size.toUpperCase() : size;
  if (precision === 0 && whole === 0n) return '';
  const prefix = flags.includes('#') ? mark : '';
  const body = digits.padStart(precision ?? 0, '0');
  const missing = Math.max(0, (width ?? 0) - sign.length - prefix.length - body.length);
  if (flags.includes('-')) return sign + prefix + body + ' '.repeat(missing);
  if (flags.includes('0') && precision === null) return sign + prefix + '0'.repeat(missing) + body;
  return ' '.repeat(missing) + sign + prefix + body;
}

/** Go's big.Float.Format. */
function float({ flags, width, precision, letter }: Verb, value: Value): string {
  if (value.kind !== 'number') throw new ConversionError('number required');
  const text = formatNumber(value.value, letter, precision ?? (letter === 'g' || letter === 'G' ? -1 : 6));
  const signed = /^[+-]/.test(text);
  const sign = text.startsWith('-') ? '-' : signed ? (flags.includes(' ') ? ' ' : '+') : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const body = signed ? text.slice(1) : text;
  const missing = Math.max(0, (width ?? 0) - sign.length - body.length);
  if (flags.includes('-')) return sign + body + ' '.repeat(missing);
  return flags.includes('0') && !body.startsWith('Inf') ? sign + '0'.repeat(missing) + body : ' '.repeat(missing) + sign + body;
}

function one(format: string, args: readonly Value[]): Value {
  try {
    return string(formatted(format, args));
  } catch (error) {
    if (error instanceof Unprinted) return unknown(stringType, unknownBecause(error.message), true);
    throw error;
  }
}

/** A `null` as it is written, which Terraform 1.11 takes for something that it does not know yet. */
function isBareNull(value: Value): boolean {
  return value.kind === 'null' && value.type.kind === 'any';
}

const bareNull = unknownBecause('null among its arguments, which versions of Terraform read differently');

function formatOne([format, ...args]: readonly Value[]): Value {
  if (args.some(isBareNull)) return unknown(anyType, bareNull);
  return args.every(isWhole) ? one(textOf(format), args) : unknown(stringType, reasonOf(args), true);
}

/** One text per element of the lists among the arguments, which are of one length; other arguments are the same in each. */
function formatEach([format, ...args]: readonly Value[]): Value {
  const source = textOf(format);
  if (args.length === 0) return list(stringType, [one(source, [])]);
  if (args.some(isBareNull)) return unknown(anyType, bareNull);
  let length: readonly [number, number] | null = null;
  for (const [index, arg] of args.entries()) {
    const kind = typeOf(arg).kind;
    const iterable = isSequence(arg) || (arg.kind === 'unknown' && ['list', 'set', 'tuple', 'any'].includes(kind));
    if (!iterable) continue;
    if (!isSequence(arg) || arg.open || (arg.kind === 'set' && !arg.whole && arg.items.length > 1)) return unknown(listType(stringType), reasonOf(args), true);
    if (length && length[0] !== arg.items.length) {
      throw new ArgumentRefused(index + 1, `argument ${index + 1} has length ${arg.items.length}, which is inconsistent with argument ${length[1]} of length ${length[0]}`);
    }
    length ??= [arg.items.length, index + 1];
  }
  const rounds = Array.from({ length: length?.[0] ?? 1 }, (_, at) => args.map((arg) => (isSequence(arg) ? (arg.items[at] as Value) : arg)));
  return list(stringType, rounds.map((values, at) => {
    if (!values.every(isWhole)) return unknown(stringType, reasonOf(values), true);
    try {
      return one(source, values);
    } catch (error) {
      if (error instanceof Refusal || error instanceof ArgumentRefused) throw new Refusal(`error on format iteration ${at}: ${error.message}`);
      throw error;
    }
  }));
}

const rest = { ...anything('args'), nullable: true, partial: true } as const;

export const formats: Functions = {
  format: { parameters: [text('format')], rest, returns: stringType, call: formatOne },
  formatlist: { parameters: [text('format')], rest, returns: listType(stringType), call: formatEach },
};
