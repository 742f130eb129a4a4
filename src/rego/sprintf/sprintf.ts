import type { RegoValue } from '../value.ts';
import { argumentOf, type Argument } from './argument.ts';
import { noFlags, type Flags } from './flags.ts';
import { floatVerb } from './floats.ts';
import { bigVerb, integerVerb } from './integers.ts';
import { stringVerb, text } from './strings.ts';

/** Widths and precisions beyond this are refused by Go. */
const largest = 1_000_000;

/** Go's fmt.Sprintf over the arguments as OPA converts them (https://pkg.go.dev/fmt), wrong verbs and missing arguments included. */
export function sprintf(format: string, values: readonly RegoValue[]): string {
  return new Printer(values.map(argumentOf)).print(format);
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

  /** One item after its `%`: what is wrong with its numbers, then the argument. */
  #item(): string {
    this.#goodIndex = true;
    this.#afterIndex = false;
    const flags = this.#flags();
    this.#index();
    const complaint = this.#width(flags) + this.#precision(flags);
    if (!this.#afterIndex) this.#index();
    const verb = this.#format[this.#at];
    if (verb === undefined) return `${complaint}%!(NOVERB)`;
    this.#at++;
    if (verb === '%') return `${complaint}%`;
    if (!this.#goodIndex) return `${complaint}%!${verb}(BADINDEX)`;
    const argument = this.#arguments[this.#next];
    if (!argument) return `${complaint}%!${verb}(MISSING)`;
    this.#next++;
    if (verb === 'v' || verb === 'w') Object.assign(flags, { sharpV: flags.sharp, sharp: false, plusV: flags.plus, plus: false });
    return complaint + printed(argument, verb, flags);
  }

  #flags(): Flags {
    const flags = noFlags();
    for (; ; this.#at++) {
      const character = this.#format[this.#at];
      if (character === '#') flags.sharp = true;
      else if (character === '0') flags.zero = true;
      else if (character === '+') flags.plus = true;
      else if (character === '-') flags.minus = true;
      else if (character === ' ') flags.space = true;
      else return flags;
    }
  }

  #width(flags: Flags): string {
    if (this.#format[this.#at] !== '*') {
      flags.width = this.#digits();
      if (this.#afterIndex && flags.width !== null) this.#goodIndex = false;
      return '';
    }
    this.#at++;
    flags.width = this.#star();
    this.#afterIndex = false;
    if (flags.width === null) return '%!(BADWIDTH)';
    if (flags.width < 0) Object.assign(flags, { width: -flags.width, minus: true, zero: false });
    return '';
  }

  #precision(flags: Flags): string {
    if (this.#at + 1 >= this.#format.length || this.#format[this.#at] !== '.') return '';
    this.#at++;
    if (this.#afterIndex) this.#goodIndex = false;
    this.#index();
    if (this.#format[this.#at] !== '*') {
      flags.precision = this.#digits() ?? 0;
      return '';
    }
    this.#at++;
    const precision = this.#star();
    this.#afterIndex = false;
    flags.precision = precision === null || precision < 0 ? null : precision;
    return flags.precision === null ? '%!(BADPREC)' : '';
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
    return `%!(EXTRA ${this.#arguments.slice(this.#next).map((argument) => `${argument.type}=${printed(argument, 'v', noFlags())}`).join(', ')})`;
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
