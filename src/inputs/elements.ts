import type { Scan } from './json/scan.ts';
import type { Span } from './json/span.ts';
import type { Outline } from './outline.ts';

/** Where the elements of a document stand that is a list, by the scan that checked it. */
export function elementsOf(scan: Scan): readonly Span[] {
  return spans(scan.members, 4, 2);
}

/** Starts and ends among other numbers. */
export function spans(numbers: readonly number[], step: number, at: number): readonly Span[] {
  const found: Span[] = [];
  for (let index = at; index < numbers.length; index += step) found.push({ start: numbers[index] as number, end: numbers[index + 1] as number });
  return found;
}

export function isEmptyList(it: Outline): boolean {
  return it.kind === 'array' && it.first() === null;
}
