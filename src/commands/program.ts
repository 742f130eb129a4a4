import { Argument, Command } from 'commander';
import type { BaselineFlags } from './baseline.ts';
import type { DriftFlags } from './drift.ts';
import { refuseEmptyPaths } from './empty-paths.ts';
import type { ExplainFlags } from './explain.ts';
import { collect, inputOptions, judgingOptions, oneOf, oneOfArgument, outputOptions, ownPolicyOptions, percent, plans, regoVersion, sideOptions, sides, sinceOption, valueOptions } from './flags.ts';
import { dressed, examplesOf, exitCodes, initNotes, reportCodes } from './help.ts';
import type { ApproveFlags, HistoryFlags, ValueFlags } from './history.ts';
import type { InitFlags } from './init.ts';
import type { InventoryFlags } from './inventory.ts';
import type { ExitCode, Io } from './io.ts';
import type { OwnPolicyFlags } from './own-policies.ts';
import type { PolicyFmtFlags } from './policy-fmt.ts';
import type { ReportFlags } from './report.ts';
import type { CheckFlags } from './request.ts';

type Done = (code: ExitCode) => void;

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

/** A command of commands: `landrail help NAME` is its page, as of all others. */
function group(root: Command, name: string, description: string): Command {
  return root.command(name).description(description).helpCommand(false).addHelpText('after', examplesOf(name));
}

function judgeCommands(root: Command, io: Io, done: Done): void {
  outputOptions(judgingOptions(sinceOption(root.command('check').description('judge plans, source, templates, states and inventories').addArgument(plans()))))
    .addHelpText('after', `${examplesOf('check')}\n${exitCodes}`)
    .action(async (paths: string[], flags: CheckFlags) => done(await (await import('./check.ts')).checkCommand(paths, flags, io)));
  outputOptions(judgingOptions(sideOptions(root.command('drift').description('find unmanaged and changed resources: who, when, how'))))
    .addHelpText('after', examplesOf('drift'))
    // Who gives what check takes is told what takes it here.
    .allowExcessArguments()
    .action(async (flags: DriftFlags, command: Command) => done(await (await import('./drift.ts')).driftCommand(flags, io, command.args)));
  outputOptions(root.command('report').description('render the reports of a run again from its JSON').argument('<file>', 'output of --format json=FILE, gzipped or not; - is stdin'))
    .option('--exit-code', 'exit with the exit code of the run')
    .addHelpText('after', `${examplesOf('report')}\n${reportCodes}`)
    .action(async (path: string, flags: ReportFlags) => done(await (await import('./report.ts')).reportCommand(path, flags, io)));
}

function adoptCommands(root: Command, io: Io, done: Done): void {
  valueOptions(inputOptions(root.command('init').description('scan what is in use and propose a landrail.yaml').addArgument(new Argument('[folder]', 'what to scan (default: .)').default('.', '.')).optionsGroup('Writing:').option('--yes', 'write what is proposed, and ask nothing').option('--dry-run', 'print it, and write nothing')))
    .addHelpText('after', `${examplesOf('init')}\n${initNotes}`)
    .action(async (folder: string, flags: InitFlags) => done(await (await import('./init.ts')).initCommand(folder, flags, io)));
  const baseline = group(root, 'baseline', 'accept the findings of today: only new ones fail');
  for (const mode of ['write', 'prune'] as const) {
    const text = mode === 'write' ? 'record the findings of today in a baseline file' : 'drop entries that no longer match a finding';
    const command = baseline.command(mode).description(text);
    if (mode === 'write') command.optionsGroup('Saved:').option('--from <file>', 'a saved run (--format json=FILE) instead of a new one; - is stdin');
    judgingOptions(sinceOption(sides(command.addArgument(new Argument('[paths...]', 'as for check (default: .); for drift use the sides below')))).option('--until <time>', 'for drift: end of the report (--since is its start)'))
      .addHelpText('after', examplesOf(`baseline ${mode}`))
      .action(async (paths: string[], flags: BaselineFlags, of: Command) => done(await (await import('./baseline.ts')).baselineCommand(mode, paths, flags, io, given(of))));
  }
}

/** Flags that stand on the command line. */
function given(command: Command): readonly string[] {
  return command.options.flatMap((option) => (command.getOptionValueSource(option.attributeName()) === 'cli' ? (option.long ?? []) : []));
}

function inventoryCommands(inventory: Command, io: Io, done: Done): void {
  inventory
    .command('aws')
    .description('export the resources of AWS accounts to one file, with read-only calls')
    .optionsGroup('What is read:')
    .option('--regions <list>', 'separated by commas (default: all that are enabled in the account)')
    .option('--services <list>', 'separated by commas (default: all that landrail reads)')
    .option('--role-arn <arn>', 'read the account of this role instead of your own (repeatable)', collect, [])
    .optionsGroup('Network:')
    .option('--concurrency <number>', 'parallel tasks, one per service and region (default: 8)', '8')
    .option('--endpoint-url <url>', 'a custom endpoint, such as LocalStack [AWS_ENDPOINT_URL]')
    .optionsGroup('Output:')
    .option('-o, --output <file>', 'output file (default: aws-inventory.ndjson)', 'aws-inventory.ndjson')
    .addHelpText('after', examplesOf('inventory aws'))
    .action(async (flags: InventoryFlags) => done(await (await import('./inventory.ts')).inventoryAwsCommand(flags, io)));
}

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

function historyCommands(history: Command, io: Io, done: Done): void {
  file(history.command('import').description('import events from audit logs, without a report').argument('<paths...>', 'audit logs: files or folders'))
    .addHelpText('after', examplesOf('history import'))
    .action(async (paths: string[], flags: HistoryFlags) => done(await (await import('./history.ts')).historyImportCommand(paths, flags, io)));
  file(history.command('status').description('show what is known since when, and what awaits approval'))
    .addHelpText('after', examplesOf('history status'))
    .action(async (flags: HistoryFlags) => done(await (await import('./history.ts')).historyStatusCommand(flags, io)));
  file(value(history.command('approve').description('approve a value that has raised an alert').addArgument(dimension('<dimension>')).argument('<value>', 'as the report names it')))
    .optionsGroup('Approval:')
    .requiredOption('--owner <name>', 'who is responsible')
    .requiredOption('--reason <text>', 'why')
    .requiredOption('--expires <day>', 'last day of validity: YYYY-MM-DD')
    .option('--ticket <id>', 'the ticket of the approval')
    .addHelpText('after', examplesOf('history approve'))
    .action(async (of: string, key: string, flags: ApproveFlags) => done(await (await import('./history.ts')).historyApproveCommand(of, key, flags, io)));
  file(value(history.command('forget').description('remove a value with its events, or old events').addArgument(dimension('[dimension]')).argument('[value]', 'as the report names it')).option('--before <day>', 'all events before this day'))
    .addHelpText('after', examplesOf('history forget'))
    .action(async (of: string | undefined, key: string | undefined, flags: ValueFlags & { readonly before?: string }) => done(await (await import('./history.ts')).historyForgetCommand(of, key, flags, io)));
  file(history.command('export').description('export all events as Parquet').argument('<file>', 'output file'))
    .addHelpText('after', examplesOf('history export'))
    .action(async (path: string, flags: HistoryFlags) => done(await (await import('./history.ts')).historyExportCommand(path, flags, io)));
}

function policyCommands(root: Command, io: Io, done: Done): void {
  judgingOptions(
    root
      .command('explain')
      .description('why a guardrail exists, and how to fix or waive')
      .argument('<id>', 'id of a guardrail or detection, e.g. gpu-shapes')
      .argument('[paths...]', 'with --for: plans, source, inventories and so on (default: .)')
      .optionsGroup('What is explained:')
      .option('--for <address>', 'explain the verdict on this resource, and what would pass')
      .addOption(oneOf('-o, --format <name>', 'terminal or json (default: terminal)', ['terminal', 'json'])),
  )
    .addHelpText('after', examplesOf('explain'))
    .action(async (id: string, paths: string[], flags: ExplainFlags) => done(await (await import('./explain.ts')).explainCommand(id, paths, flags, io)));
  const policy = group(root, 'policy', 'test, list and format policies');
  policy
    .command('test')
    .description('run the _test.rego files of policy folders')
    .addArgument(new Argument('[paths...]', 'policy folders or files (default: policies)').default(['policies'], 'policies'))
    .optionsGroup('Tests:')
    .option('-r, --run <regex>', 'only tests whose package.name matches')
    .addOption(regoVersion())
    .optionsGroup('Output:')
    .option('-v, --verbose', 'list passing tests too')
    .option('-c, --coverage', 'print coverage per file')
    .option('--threshold <percent>', 'fail below this coverage', percent)
    .addHelpText('after', examplesOf('policy test'))
    .action(async (paths: string[], flags) => done(await (await import('./policy-test.ts')).policyTestCommand(paths, flags, io)));
  ownPolicyOptions(policy.command('list').description('list guardrails and detections, built-in and your own').optionsGroup('Policies:'))
    .addHelpText('after', examplesOf('policy list'))
    .action(async (flags: OwnPolicyFlags) => done(await (await import('./policy-list.ts')).policyListCommand(flags, io)));
  policy
    .command('fmt')
    .description('format .rego files in place')
    .argument('<paths...>', 'policy folders or files')
    .option('--check', 'change nothing, exit 1 if a file is not formatted')
    .addOption(regoVersion())
    .addHelpText('after', examplesOf('policy fmt'))
    .action(async (paths: string[], flags: PolicyFmtFlags) => done(await (await import('./policy-fmt.ts')).policyFmtCommand(paths, flags, io)));
}
