import { CommanderError, type Command } from 'commander';
import { ProblemError } from '#model/problem.ts';
import type { ExitCode, Io } from './io.ts';
import { plainProblems } from './problems.ts';
import { program } from './program.ts';
import { version } from './version.ts';

/**
 * argv -> exit code. Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 usage, config, policy or input error,
 * 3 nothing evaluated. Anything unexpected keeps its stack, says that it is our bug, and is a 2.
 */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = 0;
  try {
    const asked = helpAsked(argv);
    const { words, version: said } = await versionAsked(asked.words);
    const root = program(io, { version: said, wholeHelp: asked.whole }, (result) => {
      code = result;
    });
    await root.parseAsync([...answerable(words, root)], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof ProblemError) {
      io.stderr(plainProblems(error.problems, io));
      return 2;
    }
    io.stderr(bugText(error));
    return 2;
  }
}

/** What nobody has foreseen keeps its stack. */
export function bugText(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `landrail ${version} hit a bug of its own. Please report it with the command and this text:\n${stack}\n`;
}

const help: ReadonlySet<string> = new Set(['--help', '-h']);

/** `landrail help policy test` is `landrail policy test --help`; with --verbose every flag has its line. */
function helpAsked(argv: readonly string[]): { readonly words: readonly string[]; readonly whole: boolean } {
  const words = argv[0] === 'help' ? [...argv.slice(1), '--help'] : argv;
  const whole = words.some((word) => help.has(word)) && words.includes('--verbose');
  return { words: whole ? words.filter((word) => word !== '--verbose') : words, whole };
}

/** Asked for the page of a command that there is not, the parser would print that of what it knows and call it well. Without the flag it says what is no command. */
function answerable(words: readonly string[], root: Command): readonly string[] {
  let at = root;
  for (const word of words.filter((one) => !one.startsWith('-'))) {
    if (at.commands.length === 0) return words;
    const next = at.commands.find((one) => one.name() === word);
    if (next === undefined) return words.filter((one) => !help.has(one));
    at = next;
  }
  return words;
}

/** What --version says, and the words that are left to parse: of two flags that stand for one thing together the parser takes the first and ends. */
async function versionAsked(argv: readonly string[]): Promise<{ readonly words: readonly string[]; readonly version: string }> {
  if (argv[0] !== '--version' && argv[1] !== '--version') return { words: argv, version };
  if (!argv.slice(0, 2).includes('--verbose')) return { words: argv, version };
  return { words: ['--version', ...argv.slice(2)], version: await (await import('./versions.ts')).versionsText() };
}
