import type { Argument, Command } from 'commander';
import { examplesOf } from '../examples.ts';
import { oneOf, oneOfArgument } from '../flag-values.ts';
import type { ApproveFlags, HistoryFlags, ValueFlags } from '../history/flags.ts';
import type { Io } from '../io.ts';
import type { Done } from './group.ts';

/** Which history. */
function file(command: Command): Command {
  return command.optionsGroup('History:').option('--history <file>', 'default: drift.history of the config, else .landrail/history.duckdb').option('-c, --config <file>', 'landrail.yaml (default: found upward) [LANDRAIL_CONFIG]');
}

/** Which value in it. */
function value(command: Command): Command {
  return command
    .optionsGroup('Value:')
    .addOption(oneOf('--provider <cloud>', 'aws, azure, gcp or oci (default: aws)', ['aws', 'azure', 'gcp', 'oci']).default('aws'))
    .option('--scope <name>', 'one account, subscription, project or compartment (default: all)', '*');
}

function dimension(name: string): Argument {
  return oneOfArgument(name, 'user, region, image, type or service', ['user', 'region', 'image', 'type', 'service']);
}

export function historyCommands(history: Command, io: Io, done: Done): void {
  file(history.command('import').description('import events from audit logs, without a report').argument('<paths...>', 'audit logs: files or folders'))
    .addHelpText('after', examplesOf('history import'))
    .action(async (paths: string[], flags: HistoryFlags) => done(await (await import('../history.ts')).historyImportCommand(paths, flags, io)));
  file(history.command('status').description('show what is known since when, and what awaits approval'))
    .addHelpText('after', examplesOf('history status'))
    .action(async (flags: HistoryFlags) => done(await (await import('../history.ts')).historyStatusCommand(flags, io)));
  file(value(history.command('approve').description('approve a value that has raised an alert').addArgument(dimension('<dimension>')).argument('<value>', 'as the report names it')))
    .optionsGroup('Approval:')
    .requiredOption('--owner <name>', 'who is responsible')
    .requiredOption('--reason <text>', 'why')
    .requiredOption('--expires <day>', 'last day of validity: YYYY-MM-DD')
    .option('--ticket <id>', 'the ticket of the approval')
    .addHelpText('after', examplesOf('history approve'))
    .action(async (of: string, key: string, flags: ApproveFlags) => done(await (await import('../history.ts')).historyApproveCommand(of, key, flags, io)));
  file(value(history.command('forget').description('remove a value with its events, or old events').addArgument(dimension('[dimension]')).argument('[value]', 'as the report names it')).option('--before <day>', 'all events before this day'))
    .addHelpText('after', examplesOf('history forget'))
    .action(async (of: string | undefined, key: string | undefined, flags: ValueFlags & { readonly before?: string }) => done(await (await import('../history.ts')).historyForgetCommand(of, key, flags, io)));
  file(history.command('export').description('export all events as Parquet').argument('<file>', 'output file'))
    .addHelpText('after', examplesOf('history export'))
    .action(async (path: string, flags: HistoryFlags) => done(await (await import('../history.ts')).historyExportCommand(path, flags, io)));
}
