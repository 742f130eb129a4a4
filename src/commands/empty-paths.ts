import type { Command } from 'commander';
import { ProblemError } from '#model/problem.ts';

/**
 * An empty text names the working directory to whoever resolves it, and then another thing is judged than what was meant: `"$PLAN"` of a
 * variable that nobody has set. Every argument and flag that takes a path refuses it before anything runs.
 */
export function refuseEmptyPaths(command: Command): void {
  for (const option of command.options) {
    if (!/<(?:path|file|folder)\b/.test(option.flags)) continue;
    const before = option.parseArg;
    option.argParser<unknown>((text, previous) => {
      if (text === '') throw empty(option.long ?? option.flags);
      return before === undefined ? text : before(text, previous);
    });
  }
  command.hook('preAction', ({ args, registeredArguments }) => {
    args.forEach((text, index) => {
      const name = (registeredArguments[index] ?? registeredArguments.at(-1))?.name() ?? '';
      if (text === '' && /^(?:paths?|file|folder)$/.test(name)) throw empty(`[${name}]`);
    });
  });
  command.commands.forEach(refuseEmptyPaths);
}

function empty(of: string): ProblemError {
  return new ProblemError({ code: 'usage-empty-path', message: `an empty path is given ${of.startsWith('[') ? 'as an argument' : `to ${of}`}: the variable that it came from may be unset`, where: null, hint: 'name a file or a folder; . is the working directory' });
}
