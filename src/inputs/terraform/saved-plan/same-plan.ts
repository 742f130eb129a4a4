import { isObject, type JsonValue } from '#model/json.ts';
import type { Action } from '#model/resource.ts';
import { readHeader } from '../plan/change-header.ts';
import type { Plan } from '../plan/plan.ts';
import { isSameJson } from '../source/same-json.ts';
import type { SavedPlan } from './saved-plan.ts';

/** What a saved plan and the JSON of a plan both hold, and one has otherwise than the other; null where they are one plan. */
export function otherPlan(saved: SavedPlan, shown: Plan): string | null {
  return otherChanges(saved, shown) ?? otherVariable(saved, shown) ?? otherTime(saved, shown);
}

function otherChanges(saved: SavedPlan, shown: Plan): string | null {
  const inPlan = new Map(saved.changes.flatMap(({ address, action }) => (isData(address) ? [] : [[address, action]])));
  const inJson = changesIn(shown);
  for (const [address, action] of inPlan) {
    const other = inJson.get(address);
    if (other === undefined) return `it does not have ${address}`;
    if (other !== action) return `${address} is ${other} in it, and ${action} in the plan`;
  }
  const extra = [...inJson.keys()].find((address) => !inPlan.has(address));
  return extra === undefined ? null : `only it has ${extra}`;
}

/** Of what the plan lists; deposed objects share the address of the one in use. */
function changesIn(plan: Plan): ReadonlyMap<string, Action | string> {
  const headers = plan.list('resource_changes').map((span) => readHeader(plan.document, span));
  return new Map(headers.flatMap(({ address, deposed, actions, importing }) => (deposed !== '' || isData(address) ? [] : [[address, actionOf(actions, importing)]])));
}

/** In the words of a saved plan. */
function actionOf(actions: string, importing: boolean): Action | string {
  if (actions === 'no-op' && importing) return 'import';
  return actions.includes('+') ? 'replace' : actions;
}

/** Whether data sources are listed depends on when they are read. A module may be called `data`, and a key may hold dots and brackets. */
function isData(address: string): boolean {
  return /^(?:module\.[^.[]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?\.)*data\./.test(address);
}

/** A saved plan has those that were set, as they were typed, and so has its JSON. Their values may be secret. */
function otherVariable({ variables }: SavedPlan, plan: Plan): string | null {
  const shown = plan.value('variables');
  if (!isObject(shown)) return null;
  for (const { name, value } of variables) {
    const one: JsonValue | undefined = Object.hasOwn(shown, name) ? shown[name] : undefined;
    const other = isObject(one) ? one['value'] : undefined;
    if (other !== undefined && !isSameJson(other, value)) return `var.${name} has another value in it`;
  }
  return null;
}

/** Older versions of Terraform do not note when a plan was made. */
function otherTime({ timestamp }: SavedPlan, plan: Plan): string | null {
  const shown = plan.value('timestamp');
  return timestamp === '' || typeof shown !== 'string' || shown === timestamp ? null : `it was made at ${shown}, and the plan at ${timestamp}`;
}
