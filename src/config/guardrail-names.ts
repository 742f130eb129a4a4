import type { Problem } from '#model/problem.ts';
import type { WrittenIgnore } from '#model/waiver.ts';
import { wildcardMatches } from '#model/wildcard.ts';
import type { GuardrailMention } from './config.ts';
import { detectionIds } from './detection-defaults.ts';
import { suggestion } from './nearest.ts';

/**
 * Guardrails and detections that the config speaks of and nobody has: a slip in the name would silence settings or a waiver without a
 * word. To be asked once all policies are known, the user's own included.
 */
export function unknownGuardrails(mentions: readonly GuardrailMention[], guardrails: readonly string[], detections: readonly string[] = detectionIds): readonly Problem[] {
  const all = [...guardrails, ...detections];
  const known = { guardrail: guardrails, detection: detections };
  const free = { guardrails, detections, waiver: all, ignore: all };
  const has = { guardrails: new Set(guardrails), detections: new Set(detections), waiver: new Set(all), ignore: new Set(all) };
  return mentions.flatMap((mention): Problem[] => {
    const isGlob = (mention.in === 'waiver' || mention.in === 'ignore') && /[*?]/.test(mention.id);
    if (isGlob ? all.some((id) => wildcardMatches(mention.id, id)) : has[mention.in].has(mention.id)) return [];
    const what = mention.in === 'detections' ? 'detection' : 'guardrail';
    const other = what === 'detection' ? 'guardrail' : 'detection';
    // Written under the wrong heading it would be settings of nothing.
    const misplaced = has[`${other}s`].has(mention.id);
    return [
      {
        code: mention.in === 'ignore' ? 'ignore-unknown-guardrail' : `config-unknown-${what}`,
        message: isGlob ? `no guardrail matches ${JSON.stringify(mention.id)}` : `unknown ${what} ${JSON.stringify(mention.id)}`,
        where: mention.where,
        hint: misplaced ? `it is a ${other}: write it under ${other}s` : suggestion(mention.id, known[what].toSorted(), `known ${what}s`, free[mention.in]),
      },
    ];
  });
}

/** The same for ignores in the inputs; one file may be part of several inputs. */
export function unknownInIgnores(ignores: readonly WrittenIgnore[], guardrails: readonly string[], detections: readonly string[]): readonly Problem[] {
  const mentions = ignores.flatMap((one): readonly GuardrailMention[] => {
    if ('problem' in one) return [];
    const { file, line, column } = one.place;
    return one.guardrails.map((id) => ({ id, in: 'ignore', where: `${file}:${line}:${column}` }));
  });
  const distinct = new Map(mentions.map((mention) => [`${mention.where} ${mention.id}`, mention]));
  return unknownGuardrails([...distinct.values()], guardrails, detections);
}
