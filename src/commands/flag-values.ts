import { Argument, Option } from 'commander';
import { ProblemError } from '#model/problem.ts';
import type { VariableFlag } from './input-flags.ts';

/** One of a closed list: what it may be stands in its help and in completions. What it is is checked where it is read. */
export function oneOf(flags: string, description: string, values: readonly string[]): Option {
  const option = new Option(flags, description);
  option.argChoices = [...values];
  return option;
}

/** The same of an argument. */
export function oneOfArgument(name: string, description: string, values: readonly string[]): Argument {
  const argument = new Argument(name, description);
  argument.argChoices = [...values];
  return argument;
}

export function collect(value: string, before: string[]): string[] {
  return [...before, value];
}

export function percent(value: string): number {
  const number = Number(value);
  if (number >= 0 && number <= 100) return number;
  throw refused('--threshold', value, 'it must be a percentage from 0 to 100');
}

export function versionOfRego(value: string): string {
  if (value === 'v0' || value === 'v1') return value;
  throw refused('--rego-version', value, 'allowed: v0, v1');
}

/** In the words of the flags that the config knows too. */
function refused(flag: string, value: string, what: string): ProblemError {
  return new ProblemError({ code: 'usage-value', message: `${flag} is ${JSON.stringify(value)}; ${what}`, where: null, hint: null });
}

/** Into the list itself: two flags share it. */
export function added(list: VariableFlag[], one: VariableFlag): VariableFlag[] {
  list.push(one);
  return list;
}
