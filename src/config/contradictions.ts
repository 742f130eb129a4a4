import { isArray, isObject, type JsonObject, type JsonValue } from '#model/json.ts';
import type { Problem } from '#model/problem.ts';
import { wildcardMatches } from '#model/wildcard.ts';
import { offsetOf, pathText, type Located, type Path } from './located.ts';

/**
 * Entries of an allow list that a deny list beside it takes back: `deny` wins, so the entry has no effect.
 * A notice and not a fault: narrowing a wide list this way is legal, if pointless.
 */
export function contradictions(guardrails: Readonly<Record<string, JsonObject>>, root: Located, where: (offset: number) => string): readonly Problem[] {
  const found: Problem[] = [];
  walk(guardrails, ['guardrails'], (settings, path) => {
    for (const [key, denied] of Object.entries(settings)) {
      const allowKey = key === 'deny' ? 'allow' : key.startsWith('deny-') ? key.slice('deny-'.length) : null;
      if (allowKey === null || !isArray(denied)) continue;
      const allowed = Object.hasOwn(settings, allowKey) ? settings[allowKey] : undefined;
      if (!isArray(allowed)) continue;
      allowed.forEach((entry, index) => {
        const by = denied.find((glob) => typeof glob === 'string' && typeof entry === 'string' && wildcardMatches(glob, entry));
        if (by === undefined) return;
        found.push({
          code: 'config-contradiction',
          message: `${pathText([...path, allowKey])} has ${JSON.stringify(entry)}, which ${pathText([...path, key])} takes back${by === entry ? '' : ` with ${JSON.stringify(by)}`}`,
          where: where(offsetOf(root, [...path, allowKey, index])),
          hint: `${key} wins; remove one of them`,
        });
      });
    }
  });
  return found;
}

function walk(value: JsonValue, path: Path, visit: (settings: JsonObject, path: Path) => void): void {
  if (isArray(value)) value.forEach((item, index) => walk(item, [...path, index], visit));
  if (!isObject(value)) return;
  visit(value, path);
  for (const [key, child] of Object.entries(value)) walk(child, [...path, key], visit);
}
