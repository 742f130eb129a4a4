import type { Finding } from '#model/finding.ts';
import type { Result } from '#model/result.ts';
import { pathWord, shellWord } from '#model/shell-word.ts';
import { palette } from './color.ts';
import { findingBlock } from './finding-block.ts';
import { calledIn } from './drift/called.ts';
import { driftBlocks } from './drift/terminal.ts';
import { firstGroups } from './groups.ts';
import { errorBlock, noteLines } from './notes.ts';
import type { Page } from './page.ts';
import type { ReportOptions } from './report.ts';
import { summarySentence } from './summary.ts';
import { name } from './words.ts';
import { hanging } from './wrap.ts';

/** Groups of one guardrail that are shown without --verbose: enough to see the pattern, and thousands stay a page. */
const shownGroups = 10;

/** Problems only: errors first, then what fails, what is undecided, what to know, and one summary sentence. */
export function renderTerminal(result: Result, options: ReportOptions): string {
  const page: Page = { paint: palette(options.color), width: Math.max(20, options.width), verbose: options.verbose, inputs: result.inputs.length, called: calledIn(result) };
  const commands = explainCommands(result);
  const sections = (findings: readonly Finding[]): readonly string[] => (['fail', 'undecided'] as const).flatMap((verdict) => sectionBlocks(findings, verdict, commands, page));
  const notes = noteLines(result, page);
  const blocks = [
    ...result.errors.map((error) => errorBlock(error, page)),
    ...(result.drift === undefined ? sections(result.findings) : driftBlocks(result, result.drift, page, sections)),
    ...(notes.length > 0 ? [notes.join('\n')] : []),
    lastLine(result, page),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** Takes each command that it names out of `commands`: once is enough. */
function sectionBlocks(findings: readonly Finding[], verdict: Finding['verdict'], commands: Map<string, string>, page: Page): readonly string[] {
  const { shown, rest } = firstGroups(findings, verdict, page.verbose ? Infinity : shownGroups);
  const blocks = shown.map((group) => {
    const { guardrail } = group.first;
    const more = commands.get(guardrail) ?? null;
    commands.delete(guardrail);
    return findingBlock(group, page, more);
  });
  const left = [...rest].map(([guardrail, count]) => hanging(`and ${count} more of ${name(guardrail)} with another message or value; --verbose lists them, --format concise has a line for each`, page.width, 2));
  return left.length > 0 ? [...blocks, left.join('\n')] : blocks;
}

/** What tells more of each guardrail; a user's own must be named with its policies. */
function explainCommands({ guardrails }: Result): Map<string, string> {
  return new Map(
    guardrails.map(({ id, origin }) => [id, `landrail explain ${name(shellWord(id))}${origin === 'builtin' ? '' : ` -p ${name(pathWord(origin))}`}`]),
  );
}

function lastLine(result: Result, page: Page): string {
  const sentence = hanging(summarySentence(result), page.width, 0);
  if (result.verdict === 'empty' || result.errors.length > 0) return page.paint.error(sentence);
  return result.verdict === 'pass' && result.summary.fail === 0 ? page.paint.good(sentence) : page.paint.strong(sentence);
}
