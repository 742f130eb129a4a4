import { createRequire } from 'node:module';
import type { Terminal as XtermTerminal } from '@xterm/headless';
import { expect, test } from 'vitest';
import { renderGithub } from '#reports/ci/github.ts';
import { renderConcise } from '#reports/concise.ts';
import { renderTerminal } from '#reports/terminal.ts';
import { everywhere, hostile } from './hostile.ts';

type Headless = { readonly Terminal: typeof XtermTerminal };

const { Terminal } = createRequire(import.meta.url)('@xterm/headless') as Headless;

/** What a terminal has been made to do by a text, beside showing it. */
async function done(text: string): Promise<{ readonly deeds: readonly string[]; readonly first: string }> {
  const terminal = new Terminal({ cols: 120, rows: 50, scrollback: 5000, allowProposedApi: true, convertEol: true });
  const deeds: string[] = [];
  terminal.onTitleChange((title) => deeds.push(`title ${title}`));
  terminal.onBell(() => deeds.push('bell'));
  terminal.onData((data) => deeds.push(`answer ${JSON.stringify(data)}`));
  terminal.parser.registerOscHandler(8, (link) => deeds.push(`link ${link}`) > 0);
  for (const final of ['J', 'H', 'A', 'K']) terminal.parser.registerCsiHandler({ final }, () => deeds.push(`cursor ${final}`) > 0);
  await new Promise<void>((written) => terminal.write(`the line before\n${text}`, written));
  const first = terminal.buffer.active.getLine(0)?.translateToString(true) ?? '';
  terminal.dispose();
  return { deeds, first };
}

const reports: Readonly<Record<string, (text: string) => string>> = {
  terminal: (text) => renderTerminal(everywhere(text), { color: true, width: 100, verbose: true }),
  concise: (text) => renderConcise(everywhere(text), { verbose: true }),
  github: (text) => renderGithub(everywhere(text)),
};

test('the terminal of this test does what such names ask of it', async () => {
  expect((await done(hostile['a terminal title'] ?? '')).deeds).toEqual(['title owned']);
  expect((await done(hostile['ANSI colours and cursor'] ?? '')).deeds).toEqual(['cursor J', 'cursor H']);
});

test.each(Object.keys(reports).flatMap((report) => Object.entries(hostile).map(([name, text]) => [report, name, text] as const)))('%s, shown by a terminal: %s', async (report, _, text) => {
  expect(await done(reports[report]?.(text) ?? '')).toEqual({ deeds: [], first: 'the line before' });
});
