import type { Result } from '#model/result.ts';
import { markdown, plainMarkdown, type MarkdownOptions } from '#reports/markdown/markdown.ts';

/** What bodies of one run have in common. */
export type Shown = Pick<MarkdownOptions, 'about' | 'link' | 'elsewhere'> & {
  /** The page of the run; null where there is none. */
  readonly page: string | null;
};

/** GitHub takes 65,536 characters, and does not say how it counts them: bytes and line breaks are more than any other count. */
const most = 60_000;

/** From all to next to nothing. */
const lengths = [
  { rows: 50, details: true },
  { rows: 50, details: false },
  { rows: 20, details: false },
  { rows: 5, details: false },
  { rows: 0, details: false },
];

/** For a comment or an issue: as much as there is room for, and where all of it is. */
export function commentBody(result: Result, shown: Shown): string {
  for (const [index, length] of lengths.entries()) {
    const all = markdown(result, { ...plainMarkdown, ...shown, ...length, budget: Number.POSITIVE_INFINITY });
    const body = withFooter(all, shown, index === 0 ? '' : length.rows === 0 ? tooMuch : 'Shortened to what a comment has room for.');
    if (sizeOf(body) <= most) return body;
  }
  return withFooter('## landrail\n', shown, tooMuch);
}

const tooMuch = 'Too much for a comment.';

/** What is said where something was found before, and nothing is now. */
export function resolvedBody(result: Result, shown: Shown): string {
  return withFooter(markdown(result, { ...plainMarkdown, ...shown, rows: 0, details: false }), shown, 'What was told here is resolved.');
}

/** For the page of the run, which takes 1 MiB: https://docs.github.com/actions/reference/workflow-commands-for-github-actions#step-isolation-and-limits */
export function summaryBody(result: Result, shown: Shown): string {
  return markdown(result, { ...plainMarkdown, ...shown, budget: 250_000 });
}

function withFooter(text: string, { page }: Shown, said: string): string {
  const footer = [said, page === null ? '' : `[The run has all of it](${page})`].filter((part) => part !== '').join(' ');
  return footer === '' ? text : `${text}\n${footer}\n`;
}

function sizeOf(body: string): number {
  return Buffer.byteLength(body) + body.split('\n').length;
}
