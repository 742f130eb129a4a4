import type { Guardrail } from '#model/guardrail.ts';
import { byCodePoint, type JsonObject } from '#model/json.ts';
import type { Result } from '#model/result.ts';

/** Per guardrail and detection what the config says. */
export interface PolicySettings {
  readonly guardrails: Readonly<Record<string, JsonObject>>;
  readonly detections?: Readonly<Record<string, JsonObject>>;
}

export function settingsOf({ id, selects }: Pick<Guardrail, 'id' | 'selects'>, { guardrails, detections = {} }: PolicySettings): JsonObject | undefined {
  const own = selects === undefined ? guardrails : detections;
  return Object.hasOwn(own, id) ? own[id] : undefined;
}

/** Which guardrails run, and why the others do not. One that needs settings and has none would pass everything, so it does not run. */
export function enabledGuardrails(guardrails: readonly Guardrail[], settings: PolicySettings): { readonly run: readonly Guardrail[]; readonly notRun: Result['notRun'] } {
  const run: Guardrail[] = [];
  const notRun: { id: string; because: string }[] = [];
  for (const guardrail of [...guardrails].sort((a, b) => byCodePoint(a.id, b.id))) {
    const own = settingsOf(guardrail, settings);
    if (own?.['level'] === 'off') notRun.push({ id: guardrail.id, because: 'switched off' });
    else if (own === undefined && guardrail.settings === 'required') notRun.push({ id: guardrail.id, because: 'not configured' });
    else run.push(guardrail);
  }
  return { run, notRun };
}
