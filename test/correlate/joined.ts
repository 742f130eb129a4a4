import { Correlation } from '#correlate/correlation.ts';
import type { DriftIgnore } from '#correlate/drift-ignore.ts';
import type { Joined } from '#correlate/met.ts';
import type { AuditEvent } from '#model/event.ts';
import type { Resource } from '#model/resource.ts';

export interface Told {
  readonly declared?: readonly Resource[];
  readonly observed?: readonly AuditEvent[];
  readonly live?: readonly Resource[];
  readonly ignores?: DriftIgnore;
  readonly pipelines?: boolean;
}

export interface Night {
  readonly all: readonly Joined[];
  readonly correlation: Correlation;
}

/** What a run makes of all three sides. */
export function joined({ declared = [], observed = [], live = [], ignores, pipelines = true }: Told): Night {
  const correlation = new Correlation({ pipelines, ignores: ignores ?? null });
  for (const one of declared) correlation.declare(one, `${one.stage}.json`);
  for (const one of observed) correlation.observe(one);
  for (const one of live) correlation.meet(one, 'inventory.ndjson');
  return { all: [...correlation.finish()], correlation };
}

/** `unmanaged web-1` for each item, in the order of names. */
export function verdicts({ all }: Night): readonly string[] {
  return all.map(({ item }) => `${item.verdict} ${item.resource.name}`).sort();
}
