import type { Palette } from './color.ts';
import { hanging } from './wrap.ts';

/** What every part of the terminal report is written on. */
export interface Page {
  readonly paint: Palette;
  /** Columns. */
  readonly width: number;
  readonly verbose: boolean;
  /** More than one input: then each finding says which it is of. */
  readonly inputs: number;
  /** What people call the thing of an address, where it is known. */
  readonly called?: (address: string) => string;
}

/** `label  text`, further lines indented; the label is painted after wrapping, so that colours do not change where lines break. */
export function headed(label: string, text: string, painted: (label: string) => string, page: Page): string {
  const plain = hanging(`${label}  ${text}`, page.width, 2);
  return `${painted(label)}${plain.slice(label.length)}`;
}
