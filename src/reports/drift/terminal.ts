import type { DriftItem } from '#model/drift.ts';
import type { Finding } from '#model/finding.ts';
import type { Drift, Result } from '#model/result.ts';
import { severities } from '#model/severity.ts';
import { headed, type Page } from '../page.ts';
import { name, plural, prose } from '../words.ts';
import { hanging } from '../wrap.ts';
import { blindSpots } from './blind-spots.ts';
import { briefLine, itemBlock, worstOf } from './item-block.ts';
import { chapters, sorted, type Sorted } from './sections.ts';

/** Items of one chapter that are shown without --verbose. */
const shown = 20;

/** What was made by hand, what was changed, what detections found beside that, what is not decided; then what could not be seen. */
export function driftBlocks(result: Result, drift: Drift, page: Page, findingBlocks: (findings: readonly Finding[]) => readonly string[]): readonly string[] {
  const { of, rest } = sorted(result, drift);
  const told = drift.items.filter((item) => page.verbose || item.ignored === null);
  const chaptersOf = (brief: boolean): readonly string[] => chapters.filter((one) => one.brief === brief).flatMap(({ title, verdicts }) => {
    const items = worstFirst(told.filter((item) => verdicts.includes(item.verdict)), of);
    if (items.length === 0) return [];
    const some = page.verbose ? items : items.slice(0, shown);
    const more = items.length - some.length;
    const heading = page.paint.strong(`${title} (${items.length})`);
    const left = more > 0 ? [hanging(`and ${plural(more, 'more')}; --verbose lists them, --format json has all`, page.width, 2)] : [];
    if (!brief) return [heading, ...some.map((item) => itemBlock(item, of(item), page)), ...left];
    // What breaks a rule is told whole, whoever made it.
    const faulty = some.filter((item) => [...of(item).gate, ...of(item).detected].some(({ verdict }) => verdict === 'fail'));
    const lines = some.filter((item) => !faulty.includes(item)).map((item) => briefLine(item, page));
    return [heading, ...faulty.map((item) => itemBlock(item, of(item), page)), ...(lines.length > 0 ? [lines.join('\n')] : []), ...left];
  });
  const detected = findingBlocks(rest.filter(({ verdict }) => verdict === 'fail'));
  const doubts = rest.filter(({ verdict }) => verdict === 'undecided').map((finding) => doubtLine(finding, page));
  const spots = blindSpots(drift).map((text) => headed('blind', text, page.paint.quiet, page));
  return [
    ...chaptersOf(false),
    ...(detected.length > 0 ? [page.paint.strong('Detected in the logs'), ...detected] : []),
    ...(doubts.length > 0 ? [[page.paint.strong(`Not known of the events (${doubts.length})`), ...doubts].join('\n')] : []),
    ...chaptersOf(true),
    ...(spots.length > 0 ? [[page.paint.strong('Blind spots'), ...spots].join('\n')] : []),
  ];
}

/** Without a history there are many, and each says the same. */
function doubtLine({ guardrail, message, evidence }: Finding, page: Page): string {
  return headed('undecided', `${name(guardrail)}  ${prose(message)}${evidence.needs === null ? '' : `; needs ${prose(evidence.needs)}`}`, page.paint.undecided, page);
}

/** By the worst that is said of each; of the same severity in their own order. */
function worstFirst(items: readonly DriftItem[], of: Sorted['of']): readonly DriftItem[] {
  const ranks = new Map(items.map((item) => [item, severities.indexOf(worstOf([...of(item).gate, ...of(item).detected]) ?? 'info')]));
  return items.toSorted((a, b) => (ranks.get(b) ?? 0) - (ranks.get(a) ?? 0));
}
