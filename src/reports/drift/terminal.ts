import type { Finding } from '#model/finding.ts';
import type { Drift, Result } from '#model/result.ts';
import { headed, type Page } from '../page.ts';
import { name, plural, prose } from '../words.ts';
import { hanging } from '../wrap.ts';
import { blindSpots } from './blind-spots.ts';
import { briefLine, itemBlock } from './item-block.ts';
import { chapters, sorted, worstFirst } from './sections.ts';
import { nobodyText } from './words.ts';

/** Items of one chapter that are shown without --verbose. */
const shown = 20;

/** What was made by hand, what was changed, what detections found beside that, what is not decided; then what could not be seen. */
export function driftBlocks(result: Result, drift: Drift, page: Page, findingBlocks: (findings: readonly Finding[]) => readonly string[]): readonly string[] {
  const { of, rest } = sorted(result, drift);
  const nobody = nobodyText(drift);
  const told = drift.items.filter((item) => page.verbose || item.ignored === null);
  const chaptersOf = (brief: boolean): readonly string[] => chapters.filter((one) => one.brief === brief).flatMap(({ title, verdicts }) => {
    const items = worstFirst(told.filter((item) => verdicts.includes(item.verdict)), of);
    if (items.length === 0) return [];
    const some = page.verbose ? items : items.slice(0, shown);
    const more = items.length - some.length;
    const heading = page.paint.strong(`${title} (${items.length})`);
    const left = more > 0 ? [hanging(`and ${plural(more, 'more')}; --verbose lists them, --format json has all`, page.width, 2)] : [];
    if (!brief) return [heading, ...some.map(({ item, found }) => itemBlock(item, found, nobody, page)), ...left];
    // What breaks a rule is told whole, whoever made it.
    const faulty = some.filter(({ worst }) => worst !== null);
    const lines = some.filter(({ worst }) => worst === null).map(({ item, found }) => briefLine(item, found, page));
    return [heading, ...faulty.map(({ item, found }) => itemBlock(item, found, nobody, page)), ...(lines.length > 0 ? [lines.join('\n')] : []), ...left];
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
