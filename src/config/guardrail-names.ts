import type { Problem } from '#model/problem.ts';
import type { WrittenIgnore } from '#model/waiver.ts';
import { wildcardMatches } from '#model/wildcard.ts';
import type { GuardrailMention } from './config.ts';
import { suggestion } from './nearest.ts';

/**
 * Guardrails that the config speaks of and nobody has: a slip in the name would silence settings or a waiver without a word.
 * To be asked once all policies are known, the user's own included.
 */
export function unknownGuardrails(mentions: readonly GuardrailMention[], known: readonly string[]): readonly Problem[] {
  const ids = [...known].sort();
  const has = new Set(ids);
  return mentions.flatMap((mention): Problem[] => {
    const isGlob = mention.in !== 'guardrails' && /[*?]/.test(mention.id);
    if (isGlob ? ids.some((id) => wildcardMatches(mention.id, id)) : has.has(mention.id)) return [];
    return [
      {
        code: mention.in === 'ignore' ? 'ignore-unknown-guardrail' : 'config-unknown-guardrail',
        message: isGlob ? `no guardrail matches ${JSON.stringify(mention.id)}` : `unknown guardrail ${JSON.stringify(mention.id)}`,
        where: mention.where,
        hint: suggestion(mention.id, ids, 'known guardrails'),
      },
    ];
  });
}

/** The same for ignores in the inputs; one file may be part of several inputs. */
export function unknownInIgnores(ignores: readonly WrittenIgnore[], known: readonly string[]): readonly Problem[] {
  const mentions = ignores.flatMap((one): readonly GuardrailMention[] => {
    if ('problem' in one) return [];
    const { file, line, column } = one.place;
    return one.guardrails.map((id) => ({ id, in: 'ignore', where: `${file}:${line}:${column}` }));
  });
  const distinct = new Map(mentions.map((mention) => [`${mention.where} ${mention.id}`, mention]));
  return unknownGuardrails([...distinct.values()], known);
}
