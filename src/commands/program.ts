import { Command } from 'commander';
import { refuseEmptyPaths } from './empty-paths.ts';
import { examplesOf } from './examples.ts';
import { oneOfArgument } from './flag-values.ts';
import { dressed } from './help.ts';
import type { Io } from './io.ts';
import { adoptCommands } from './program/adopt.ts';
import { group, type Done } from './program/group.ts';
import { historyCommands } from './program/history.ts';
import { inventoryCommands } from './program/inventory.ts';
import { judgeCommands } from './program/judge.ts';
import { policyCommands } from './program/policy.ts';

/** Every command, its arguments and flags: what is parsed, what --help says and what completions offer are made of it. What a command does is loaded when it runs. */
export function program(io: Io, { version, wholeHelp }: { readonly version: string; readonly wholeHelp: boolean }, done: Done): Command {
  const root = dressed(new Command('landrail'), io, wholeHelp)
    .description('Guardrails for the landing zone: Rego judges cloud resources, planned and live.')
    .version(version, '--version', 'print the version; with --verbose those of its parts too');
  judgeCommands(root, io, done);
  adoptCommands(root, io, done);
  historyCommands(group(root, 'history', 'what drift has seen before: import, approve, export'), io, done);
  inventoryCommands(group(root, 'inventory', 'export what exists in AWS; the only command online'), io, done);
  policyCommands(root, io, done);
  root
    .command('completion')
    .description('print a completion script for a shell')
    .addArgument(oneOfArgument('<shell>', 'bash, zsh, fish or powershell', ['bash', 'zsh', 'fish', 'powershell']))
    .addHelpText('after', examplesOf('completion'))
    .action(async (shell: string) => done(await (await import('./completion.ts')).completionCommand(shell, root, io)));
  refuseEmptyPaths(root);
  return root;
}
