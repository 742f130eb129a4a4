import { dimensions } from '#model/features.ts';
import { ProblemError } from '#model/problem.ts';
import { providers } from '#model/resource.ts';
import type { ValueKey } from '../../history.ts';
import type { ValueFlags } from './flags.ts';

export function valueOf(dimension: string, key: string, { provider, scope }: ValueFlags): ValueKey {
  const known = dimensions.find((one) => one === dimension);
  if (key.trim() === '') throw refused(`no ${dimension} is named`, `write it as landrail history status and the report do`);
  if (known === undefined) throw refused(`${JSON.stringify(dimension)} is nothing that the history knows values of`, `use one of ${dimensions.join(', ')}`);
  const cloud = providers.find((one) => one === provider);
  if (cloud === undefined) throw refused(`--provider is ${JSON.stringify(provider)}`, `use one of ${providers.join(', ')}`);
  return { provider: cloud, scope, dimension: known, key };
}

export function refused(message: string, hint: string): ProblemError {
  return new ProblemError({ code: 'usage-value', message, where: null, hint });
}
