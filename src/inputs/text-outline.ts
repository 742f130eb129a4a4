import type { Text } from './bytes.ts';
import { byte } from './json/span.ts';

/** A text that is not JSON, by its surface: enough to tell YAML documents and Terraform source apart. */
export interface TextOutline {
  /** The first 64 KiB. */
  readonly head: string;
  /** Keys that begin a line, of the first YAML document; each once. */
  readonly keys: readonly string[];
  /** What stands behind such a key on its line, without quotes and comment; null where there is nothing. */
  value(key: string): string | null;
}

const headSize = 64 * 1024;
/** `Resources:`, `"Resources" :`, `AWSTemplateFormatVersion: '2010-09-09'`; a key is a name, not a sentence. */
const entry = /^(?:([A-Za-z_$][\w.$-]{0,100})|"([^"\\]{1,100})"|'([^']{1,100})')[ \t]*:(?:[ \t]+(.*))?$/;

export function textOutline(text: Text): TextOutline {
  const head = text.bytes.toString('utf8', 0, Math.min(text.length, headSize));
  let values: ReadonlyMap<string, string | null> | null = null;
  const found = (): ReadonlyMap<string, string | null> => (values ??= topLevel(text));
  return {
    head,
    get keys() {
      return [...found().keys()];
    },
    value: (key) => found().get(key) ?? null,
  };
}

function topLevel({ bytes, length }: Text): ReadonlyMap<string, string | null> {
  const values = new Map<string, string | null>();
  let started = false;
  for (let start = 0; start < length; ) {
    const next = bytes.indexOf(byte.newline, start);
    const end = next < 0 || next > length ? length : next;
    const first = bytes[start] as number;
    if (first === 0x2d && bytes.toString('latin1', start, Math.min(end, start + 3)) === '---') {
      if (started) break;
    } else if (first > byte.space && first !== 0x23 && first !== 0x25) {
      started = true;
      // A line that begins with a word and is longer holds a value that nobody asks for.
      const match = entry.exec(bytes.toString('utf8', start, Math.min(end, start + 400)).trimEnd());
      const key = match?.[1] ?? match?.[2] ?? match?.[3];
      if (key !== undefined && !values.has(key)) values.set(key, scalar(match?.[4] ?? ''));
    }
    start = end + 1;
  }
  return values;
}

function scalar(written: string): string | null {
  const quoted = /^(["'])(.*?)\1/.exec(written);
  const text = quoted === null ? written.replace(/(?:^|\s)#.*$/, '').trim() : (quoted[2] as string);
  return text === '' ? null : text;
}
