import { Argument, type Command } from 'commander';
import type { BaselineFlags } from '../baseline.ts';
import { examplesOf } from '../examples.ts';
import { initNotes } from '../exit-notes.ts';
import { inputOptions, judgingOptions, sides, sinceOption, valueOptions } from '../flags.ts';
import type { InitFlags } from '../init.ts';
import type { Io } from '../io.ts';
import { group, type Done } from './group.ts';

export function adoptCommands(root: Command, io: Io, done: Done): void {
  valueOptions(inputOptions(root.command('init').description('scan what is in use and propose a landrail.yaml').addArgument(new Argument('[folder]', 'what to scan (default: .)').default('.', '.')).optionsGroup('Writing:').option('--yes', 'write what is proposed, and ask nothing').option('--dry-run', 'print it, and write nothing')))
    .addHelpText('after', `${examplesOf('init')}\n${initNotes}`)
    .action(async (folder: string, flags: InitFlags) => done(await (await import('../init.ts')).initCommand(folder, flags, io)));
  const baseline = group(root, 'baseline', 'accept the findings of today: only new ones fail');
  for (const mode of ['write', 'prune'] as const) {
    const text = mode === 'write' ? 'record the findings of today in a baseline file' : 'drop entries that no longer match a finding';
    const command = baseline.command(mode).description(text);
    if (mode === 'write') command.optionsGroup('Saved:').option('--from <file>', 'a saved run (--format json=FILE) instead of a new one; - is stdin');
    judgingOptions(sinceOption(sides(command.addArgument(new Argument('[paths...]', 'as for check (default: .); for drift use the sides below')))).option('--until <time>', 'for drift: end of the report (--since is its start)'))
      .addHelpText('after', examplesOf(`baseline ${mode}`))
      .action(async (paths: string[], flags: BaselineFlags, of: Command) => done(await (await import('../baseline.ts')).baselineCommand(mode, paths, flags, io, given(of))));
  }
}

/** Flags that stand on the command line. */
function given(command: Command): readonly string[] {
  return command.options.flatMap((option) => (command.getOptionValueSource(option.attributeName()) === 'cli' ? (option.long ?? []) : []));
}
