import { createInterface, type Interface } from 'node:readline';

/** One for all questions: what was typed ahead answers the next. */
let terminal: { readonly lines: Interface; readonly answers: AsyncIterator<string> } | null = null;

/** Asks the person at the terminal. Whoever ends the input (Ctrl-D, Ctrl-C) has said no. */
export async function ask(question: string): Promise<string> {
  terminal ??= opened();
  terminal.lines.setPrompt(question);
  terminal.lines.prompt();
  const { value, done } = await terminal.answers.next();
  return done === true ? 'n' : value;
}

function opened(): NonNullable<typeof terminal> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  return { lines, answers: lines[Symbol.asyncIterator]() };
}
