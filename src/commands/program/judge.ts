import type { Command } from 'commander';
import type { DriftFlags } from '../drift.ts';
import { examplesOf } from '../examples.ts';
import { exitCodes, reportCodes } from '../exit-notes.ts';
import { judgingOptions, outputOptions, plans, sideOptions, sinceOption } from '../flags.ts';
import type { Io } from '../io.ts';
import type { ReportFlags } from '../report.ts';
import type { CheckFlags } from '../request.ts';
import type { Done } from './group.ts';

export function judgeCommands(root: Command, io: Io, done: Done): void {
  outputOptions(judgingOptions(sinceOption(root.command('check').description('judge plans, source, templates, states and inventories').addArgument(plans()))))
    .addHelpText('after', `${examplesOf('check')}\n${exitCodes}`)
    .action(async (paths: string[], flags: CheckFlags) => done(await (await import('../check.ts')).checkCommand(paths, flags, io)));
  outputOptions(judgingOptions(sideOptions(root.command('drift').description('find unmanaged and changed resources: who, when, how'))))
    .addHelpText('after', examplesOf('drift'))
    // Who gives what check takes is told what takes it here.
    .allowExcessArguments()
    .action(async (flags: DriftFlags, command: Command) => done(await (await import('../drift.ts')).driftCommand(flags, io, command.args)));
  outputOptions(root.command('report').description('render the reports of a run again from its JSON').argument('<file>', 'output of --format json=FILE, gzipped or not; - is stdin'))
    .option('--exit-code', 'exit with the exit code of the run')
    .addHelpText('after', `${examplesOf('report')}\n${reportCodes}`)
    .action(async (path: string, flags: ReportFlags) => done(await (await import('../report.ts')).reportCommand(path, flags, io)));
}
