import type { Finding } from '#model/finding.ts';
import { sarifText } from '../escape.ts';
import { levelOf } from '../severity-level.ts';
import { name } from '../words.ts';
import { messageText } from './message.ts';
import { placeText, relatedText } from './place.ts';
import type { Rules } from './rules.ts';
import { encoded, type Shared } from './shared.ts';

/** One result, on one line. @param occurrence 1 for the first finding of its fingerprint, as GitHub numbers them: instances of one block have it in common. Written by hand: as a tree of objects, thousands of them take as long to make and to take down as to write. */
export function resultText(finding: Finding, occurrence: number, { of }: Rules, shared: Shared): string {
  const { guardrail, original, severity, fingerprint, related, resource, evidence, advisory, verdict } = finding;
  const address = resource === null ? '' : encoded(name(resource.address));
  // The standard would have no level where nothing has failed; GitHub reads the level alone, and takes a missing one for a warning.
  const level = original === 'undecided' ? '"kind":"open","level":"note"' : `"level":"${levelOf(severity)}"`;
  const about = resource === null ? '' : `,"provider":"${resource.provider}","kind":"${resource.kind}","action":"${resource.action}"${resource.region === null ? '' : `,"region":"${shared.text(resource.region)}"`}`;
  return (
    `{${of.get(guardrail) ?? noRule},${level},"message":{"text":"${messageText(finding, address, shared)}"},"locations":[${placeText(finding, address, shared)}]` +
    (related.length === 0 ? '' : `,"relatedLocations":[${relatedText(related, shared)}]`) +
    // GitHub's own key, told by us: it would take the text of a line, and there may be none.
    `,"partialFingerprints":{"primaryLocationLineHash":"${fingerprint}:${occurrence}","landrail/v1":"${fingerprint}"}${suppressed(finding)}` +
    `,"properties":{"verdict":"${verdict}","severity":"${severity}","advisory":${advisory}${about}${evidence.path === '' ? '' : `,"path":"${shared.text(evidence.path)}"`}}}`
  );
}

const noRule = '"ruleId":"","ruleIndex":-1';

function suppressed({ verdict, waiver }: Finding): string {
  if (verdict === 'baselined') return ',"baselineState":"unchanged","suppressions":[{"kind":"external","status":"accepted","justification":"in the baseline"}]';
  if (waiver === null) return '';
  const by = [waiver.owner, waiver.ticket].filter((one) => one !== null).join(', ');
  const why = `${waiver.reason}${by === '' ? '' : ` (${by})`}, until ${waiver.expires}, by ${waiver.where}`;
  return `,"suppressions":[{"kind":"external","status":"accepted","justification":${JSON.stringify(sarifText(why))}}]`;
}
