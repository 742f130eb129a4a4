import { renderJson } from '#reports/json.ts';
import type { Result } from '#model/result.ts';

/** The JSON report as one text. */
export function jsonOf(result: Result): string {
  return textOf(renderJson(result));
}

/** A report as one text, whether it comes in pieces or not. */
export function textOf(report: string | Iterable<string>): string {
  return typeof report === 'string' ? report : [...report].join('');
}
