import type { Severity } from '#model/severity.ts';

export interface Palette {
  readonly severity: (severity: Severity, text: string) => string;
  readonly undecided: (text: string) => string;
  readonly error: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly good: (text: string) => string;
}

type Paint = (text: string) => string;

/** Numbers that switch a look on and off again: ECMA-48, select graphic rendition. */
type Look = readonly [on: number, off: number];
const bold: Look = [1, 22];
const dim: Look = [2, 22];
const red: Look = [31, 39];
const green: Look = [32, 39];
const yellow: Look = [33, 39];
const blue: Look = [34, 39];
const magenta: Look = [35, 39];
const cyan: Look = [36, 39];

const plain: Paint = (text) => text;

export function palette(color: boolean): Palette {
  const look = color ? coloured : (): Paint => plain;
  const severities: Readonly<Record<Severity, Paint>> = { critical: look(bold, magenta), high: look(bold, red), medium: look(yellow), low: look(cyan), info: look(blue) };
  return {
    severity: (severity, text) => severities[severity](text),
    undecided: look(bold, blue),
    error: look(bold, red),
    strong: look(bold),
    quiet: look(dim),
    good: look(green),
  };
}

/** Each line by itself: what pages or cuts the output between lines then carries no colour over. */
function coloured(...looks: readonly Look[]): Paint {
  const on = looks.map(([code]) => `\u001B[${code}m`).join('');
  const off = looks.map(([, code]) => `\u001B[${code}m`).reverse().join('');
  return (text) => (text === '' ? '' : on + text.replaceAll(/\r?\n/g, (end) => off + end + on) + off);
}
