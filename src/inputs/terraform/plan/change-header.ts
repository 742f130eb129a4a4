import type { JsonDocument } from '../../json/document.ts';
import { walkMembers } from '../../json/skip.ts';
import { byte, type Span } from '../../json/span.ts';
import { stringEnd } from '../../json/tokens.ts';

/** What a change entry says of itself before its values. Strings are empty where the entry has none. */
export interface ChangeHeader {
  readonly address: string;
  readonly moduleAddress: string;
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly providerName: string;
  readonly previousAddress: string;
  readonly deposed: string;
  /** Joined by `+`: `delete+create`. */
  readonly actions: string;
  readonly importing: boolean;
}

type Field = Exclude<keyof ChangeHeader, 'actions' | 'importing'>;

const fields: Readonly<Record<string, Field>> = {
  address: 'address',
  module_address: 'moduleAddress',
  mode: 'mode',
  type: 'type',
  name: 'name',
  provider_name: 'providerName',
  previous_address: 'previousAddress',
  deposed: 'deposed',
};

/** Keys by length and first letter, so that an entry's head is read without making a string of every key. */
const keys = new Map([...Object.keys(fields), 'change', 'values'].map((key) => [(key.length << 8) | key.charCodeAt(0), key]));

function keyAt(bytes: Buffer, start: number, end: number): string | undefined {
  const key = keys.get(((end - start) << 8) | (bytes[start] as number));
  if (key === undefined) return undefined;
  for (let at = 1; at < key.length; at++) if (bytes[start + at] !== key.charCodeAt(at)) return undefined;
  return key;
}

/**
 * Reads the head of a change entry without building the rest. Terraform writes `change` last but one and `actions` first in it, so that
 * a few hundred bytes of each entry are enough; entries in another order are walked whole.
 */
export function readHeader(document: JsonDocument, span: Span): ChangeHeader {
  const header = { address: '', moduleAddress: '', mode: '', type: '', name: '', providerName: '', previousAddress: '', deposed: '', actions: '', importing: false };
  const { bytes, view } = document;
  if (bytes[span.start] !== byte.openBrace) return header;
  walkMembers(bytes, view, span.start, (keyStart, keyEnd, value) => {
    const key = keyAt(bytes, keyStart, keyEnd);
    if (key === 'change' && bytes[value] === byte.openBrace) {
      const inOrder = header.providerName !== '';
      walkMembers(bytes, view, value, (start, end, inner) => {
        const name = bytes.toString('latin1', start, end);
        if (name === 'actions') header.actions = joinedWords(bytes, inner);
        else if (name === 'importing') header.importing = bytes[inner] === byte.openBrace;
        // `importing` stands behind the values; only an entry without change can be an import alone.
        return inOrder && header.actions !== '' && header.actions !== 'no-op' ? -1 : 0;
      });
      return inOrder ? -1 : 0;
    }
    // The same holds for the resources of planned_values and prior_state.
    if (key === 'values' && header.providerName !== '') return -1;
    const field = key === undefined ? undefined : fields[key];
    if (field === undefined || bytes[value] !== byte.quote) return 0;
    const end = stringEnd(view, value + 1);
    header[field] = stringAt(document, value, end);
    return end + 1;
  });
  return header;
}

/** One string of a head, with its quotes; `actions` is the whole list. */
export interface HeadPart {
  readonly field: Exclude<keyof ChangeHeader, 'importing'>;
  readonly span: Span;
}

/** Where the head of an entry says what; null for an entry that Terraform did not write: in another order, or with a key twice. */
export function headOf(bytes: Buffer, view: DataView, span: Span): readonly HeadPart[] | null {
  const parts: HeadPart[] = [];
  let orderly = false;
  walkMembers(bytes, view, span.start, (keyStart, keyEnd, value) => {
    const key = keyAt(bytes, keyStart, keyEnd);
    if (key === 'change' && bytes[value] === byte.openBrace) {
      walkMembers(bytes, view, value, (start, end, inner) => {
        orderly = bytes.toString('latin1', start, end) === 'actions' && bytes[inner] === byte.openBracket;
        parts.push({ field: 'actions', span: { start: inner, end: bytes.indexOf(byte.closeBracket, inner) } });
        return -1;
      });
      return -1;
    }
    const field = key === undefined ? undefined : fields[key];
    if (field !== undefined) parts.push({ field, span: { start: value, end: bytes[value] === byte.quote ? stringEnd(view, value + 1) + 1 : value + 1 } });
    return 0;
  });
  const told = new Set(parts.map(({ field }) => field));
  return orderly && told.size === parts.length && told.has('address') && told.has('providerName') ? parts : null;
}

/** What may differ between entries that are alike: of another type, provider or action one is of another kind. */
export type Told = 'address' | 'moduleAddress' | 'name' | 'previousAddress';

export function mayDiffer(field: HeadPart['field']): field is Told {
  return field === 'address' || field === 'moduleAddress' || field === 'name' || field === 'previousAddress';
}

/** In what entries that are alike agree; null for an entry that none is like. */
export function agreeingChanges(bytes: Buffer, view: DataView, span: Span): readonly Span[] | null {
  return headOf(bytes, view, span)?.flatMap((part) => (mayDiffer(part.field) ? [] : [part.span])) ?? null;
}

/** The string between two quotes. */
export function stringAt(document: JsonDocument, quote: number, end: number): string {
  const raw = document.text({ start: quote + 1, end });
  return raw.includes('\\') ? (JSON.parse(`"${raw}"`) as string) : raw;
}

/** `["delete","create"]` -> `delete+create`; words only, as Terraform has them. */
function joinedWords(bytes: Buffer, start: number): string {
  if (bytes[start] !== byte.openBracket) return '';
  const end = bytes.indexOf(byte.closeBracket, start);
  return (bytes.toString('latin1', start, end).match(/[a-z-]+/g) ?? []).join('+');
}
