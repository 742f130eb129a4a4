import { shellWord } from '#model/shell-word.ts';

/** Why a value of source is not known, where nothing more is said. */
export const unknownInSource = 'known after apply';

/** Of a variable that has no default and was given nothing: what gives one to that of a root, its caller to any other. */
export function valueless(name: string, ofRoot: boolean): string {
  return ofRoot ? `variable without a value; pass --var ${shellWord(`${name}=VALUE`)}` : 'variable without a value';
}
