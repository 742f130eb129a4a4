import { canBackquote, goQuote } from '#go/quote.ts';
import { pad, type Flags } from './flags.ts';

/** Cut to its precision, filled up to its width. */
export function text(content: string, flags: Flags): string {
  return pad(cut(content, flags), flags);
}

function cut(content: string, flags: Flags): string {
  return flags.precision === null ? content : Array.from(content).slice(0, flags.precision).join('');
}

/** Null for a verb that strings have not. */
export function stringVerb(value: string, verb: string, flags: Flags): string | null {
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
