import type { JsonValue } from '#model/json.ts';
import { remembered } from '#model/remembered.ts';
import { sarifText } from '../escape.ts';
import { fileUri } from '../uri.ts';
import { valueText } from '../words.ts';

/** What findings have in common, as JSON without its quotes: each is made harmless and encoded once for a log. */
export interface Shared {
  /** A place in a file, as far as the number of its line. */
  readonly file: (file: string) => string;
  readonly text: (text: string) => string;
  readonly sentence: (text: string) => string;
  /** As people read it. */
  readonly value: (value: JsonValue) => string;
  /** The name of a link. */
  readonly link: (text: string) => string;
}

/** Characters of one sentence of a message; JSON has it whole. */
const longest = 4000;

export function shared(): Shared {
  const textValue = remembered((text) => encoded(valueText(text) ?? ''));
  const otherValue = remembered((json) => encoded(valueText(JSON.parse(json) as JsonValue) ?? ''));
  return {
    file: remembered((file) => {
      const uri = fileUri(file);
      return `"physicalLocation":{"artifactLocation":${JSON.stringify(uri.startsWith('file:') ? { uri } : { uri, uriBaseId: '%SRCROOT%' })},"region":{"startLine":`;
    }),
    text: remembered(encoded),
    sentence: remembered(sentence),
    value: (value) => (typeof value === 'string' ? textValue(value) : otherValue(JSON.stringify(value))),
    link: remembered((text) => encoded(cut(text)).replaceAll(/\\\\|[[\]]/g, (sign) => (sign.length === 2 ? '\\\\\\\\' : `\\\\${sign}`))),
  };
}

/** With its full stop. */
export function ended(sentence: string): string {
  return sentence !== '' && '.!?'.includes(sentence.at(-1) ?? '') ? sentence : `${sentence}.`;
}

/** Cut to a length that is read, with its full stop. */
export function sentence(text: string): string {
  return ended(encoded(cut(text).trim()));
}

function cut(text: string): string {
  return text.length > longest ? text.slice(0, longest).toWellFormed() : text;
}

/** Nearly all that is written: harmless, and but for quotes what it is encoded as. */
const plain = /^[ -"$-[\]-~]*$/;

/** Harmless, as JSON without its quotes. */
export function encoded(text: string): string {
  if (plain.test(text) && !text.includes('::') && !text.includes('](')) return text.includes('"') ? JSON.stringify(text).slice(1, -1) : text;
  return JSON.stringify(sarifText(text)).slice(1, -1);
}
