import { remembered } from '#model/remembered.ts';
import { sarifText } from '../escape.ts';
import { fileUri } from '../uri.ts';

/** What findings have in common, as JSON: each is encoded once for a log. */
export interface Shared {
  /** A file, as SARIF names it. */
  readonly artifact: (file: string) => string;
  /** Without its quotes. */
  readonly text: (text: string) => string;
  /** The name of a link, for a message that is encoded as a whole. */
  readonly link: (text: string) => string;
  /** What to do, as a sentence of such a message. */
  readonly fix: (remediation: string) => string;
}

/** Characters of one sentence of a message; JSON has it whole. */
const longest = 4000;

export function shared(): Shared {
  return {
    artifact: remembered((file) => {
      const uri = fileUri(file);
      return JSON.stringify(uri.startsWith('file:') ? { uri } : { uri, uriBaseId: '%SRCROOT%' });
    }),
    text: remembered((text) => JSON.stringify(sarifText(text)).slice(1, -1)),
    link: remembered((text) => sarifText(text.slice(0, longest).toWellFormed()).replaceAll(/[\\[\]]/g, '\\$&')),
    fix: remembered((remediation) => sarifText(sentence(`Fix: ${remediation}`))),
  };
}

/** Cut to a length that is read, with its full stop. */
export function sentence(text: string): string {
  const trimmed = (text.length > longest ? text.slice(0, longest).toWellFormed() : text).trim();
  return trimmed !== '' && '.!?'.includes(trimmed.at(-1) ?? '') ? trimmed : `${trimmed}.`;
}
