import type { Problem } from '#model/problem.ts';
import type { Place, RegoProblem } from './compiled.ts';

const hints: { readonly [code: string]: string } = {
  rego_parse_error: 'fix the syntax; policies are read as Rego v1 unless --rego-version v0 is given',
  rego_unsupported_builtin: 'policies see no network, no environment and no files: hand the value over as input or data',
  rego_reserved_package: 'choose another package name',
};

/** `file:row:col`; without a column for the end of a file; null where there is no place. */
export function placeText(place: Place): string | null {
  if (place.file === '') return null;
  return place.col === 0 ? `${place.file}:${place.row}` : `${place.file}:${place.row}:${place.col}`;
}

/** `rego_type_error` as the problem `rego-type-error`. */
export function problemOf(one: RegoProblem): Problem {
  return { code: one.code.replaceAll('_', '-'), message: one.message, where: placeText(one), hint: hints[one.code] ?? null };
}
