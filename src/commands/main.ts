import { CommanderError } from 'commander';
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
    const { words, said } = await versionAsked(helpAsked(argv));
    const root = program(io, said, (result) => {
      code = result;
    });
    await root.parseAsync([...words], { from: 'user' });
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

/** `landrail help policy test` is `landrail policy test --help`. */
function helpAsked(argv: readonly string[]): readonly string[] {
  return argv[0] === 'help' ? [...argv.slice(1), '--help'] : argv;
}

/** What --version says, and the words that are left to parse: of two flags that stand for one thing together the parser takes the first and ends. */
async function versionAsked(argv: readonly string[]): Promise<{ readonly words: readonly string[]; readonly said: string }> {
  if (argv[0] !== '--version' && argv[1] !== '--version') return { words: argv, said: version };
  if (!argv.slice(0, 2).includes('--verbose')) return { words: argv, said: version };
  return { words: ['--version', ...argv.slice(2)], said: await (await import('./versions.ts')).versionsText() };
}
