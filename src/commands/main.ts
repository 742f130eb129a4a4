import { Argument, Command, CommanderError, Option } from 'commander';
import { ProblemError } from '#model/problem.ts';
import type { VariableFlag } from './input-flags.ts';
import type { DriftFlags } from './drift.ts';
import type { ApproveFlags, HistoryFlags, ValueFlags } from './history.ts';
import type { InventoryFlags } from './inventory.ts';
import type { ExitCode, Io } from './io.ts';
import type { OwnPolicyFlags } from './own-policies.ts';
import type { PolicyFmtFlags } from './policy-fmt.ts';
import { plainProblems } from './problems.ts';
import type { CheckFlags } from './request.ts';
import { version } from './version.ts';

/**
 * argv -> exit code. Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 usage, config, policy or input error,
 * 3 nothing evaluated. Anything unexpected keeps its stack, says that it is our bug, and is a 2.
 */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = 0;
  const program = root(io, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof ProblemError) {
      io.stderr(plainProblems(error.problems, io));
      return 2;
    }
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    io.stderr(`landrail ${version} hit a bug of its own. Please report it with the command and this text:\n${stack}\n`);
    return 2;
  }
}

function root(io: Io, done: (code: ExitCode) => void): Command {
  const program = new Command('landrail')
    .description('Guardrails for the landing zone: Rego policies judge cloud resources before and after they exist.')
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .showSuggestionAfterError(true)
    .showHelpAfterError('(landrail --help lists commands and flags)')
    .configureHelp({ optionDescription })
    .exitOverride()
    .configureOutput({ writeOut: io.stdout, writeErr: io.stderr, outputError: (text, write) => write(text.replace(/^error: /, 'error  ')), getOutHelpWidth: () => io.width, getErrHelpWidth: () => io.width })
    .addHelpText(
      'after',
      `
Examples:
  terraform show -json tfplan > plan.json && landrail check plan.json
  landrail check plan.json -p ./policies --fail-on high --format terminal --format json=report.json
  landrail explain gpu-shapes`,
    );

  outputOptions(judgingOptions(sinceOption(program.command('check').description('judge plans, Terraform source, templates, change sets, states and inventories').addArgument(plans()).addHelpText('after', exitCodes)))).action(
    async (paths: string[], flags: CheckFlags) => done(await (await import('./check.ts')).checkCommand(paths, flags, io)),
  );
  outputOptions(judgingOptions(driftOptions(program.command('drift').description('what exists that no code made, who made it, when and how: code, inventories and audit logs, joined').addHelpText('after', driftHelp)))).action(
    async (flags: DriftFlags) => done(await (await import('./drift.ts')).driftCommand(flags, io)),
  );
  const baseline = program.command('baseline').helpCommand(false).description('adopt landrail in an existing estate: only new findings fail');
  for (const mode of ['write', 'prune'] as const) {
    const text = mode === 'write' ? 'record the findings of today in a baseline file' : 'drop entries that no longer match a finding';
    judgingOptions(sinceOption(baseline.command(mode).description(text).addArgument(plans()))).action(
      async (paths: string[], flags: CheckFlags) => done(await (await import('./baseline.ts')).baselineCommand(mode, paths, flags, io)),
    );
  }
  historyCommands(program.command('history').helpCommand(false).description('what drift has seen before: import, status, approve, forget, export'), io, done);
  const inventory = program.command('inventory').helpCommand(false).description('collect what exists in a cloud, to be judged or compared: the only command that talks to one');
  inventory
    .command('aws')
    .description('read the resources of AWS accounts into one file, with calls that change nothing')
    .option('--regions <list>', 'regions, separated by commas (default: all that are enabled in the account)')
    .option('--role-arn <arn>', 'read the account of this role, in place of your own (repeatable)', collect, [])
    .option('--services <list>', 'services, separated by commas (default: all that landrail reads)')
    .option('-o, --output <file>', 'where the inventory goes', 'aws-inventory.ndjson')
    .option('--concurrency <number>', 'tasks at the same time: a service of a region of an account is one', '8')
    .option('--endpoint-url <url>', 'another API in place of AWS, such as LocalStack [AWS_ENDPOINT_URL]')
    .action(async (flags: InventoryFlags) => done(await (await import('./inventory.ts')).inventoryAwsCommand(flags, io)));
  program
    .command('explain')
    .description('why a guardrail or detection exists, a bad and a good example, how to fix it, how to waive it')
    .argument('<id>', 'id of a guardrail or detection, e.g. gpu-shapes')
    .option('-p, --policy <path>', 'your own policies: folder, .rego file or bundle.tar.gz (repeatable)', collect, [])
    .option('-n, --namespace <package>', 'package of conftest policies (repeatable) (default: main)', collect, [])
    .addOption(regoVersion())
    .action(async (id: string, flags: OwnPolicyFlags) => done(await (await import('./explain.ts')).explainCommand(id, flags, io)));
  policyCommands(program.command('policy').helpCommand(false).description('test, list and format policies'), io, done);
  return program;
}

function sinceOption(command: Command): Command {
  return command.optionsGroup('Input:').option('--since <file>', 'an earlier inventory: judge only what is new or has changed since');
}

function driftOptions(command: Command): Command {
  return command
    .optionsGroup('Sides:')
    .option('--iac <path...>', 'what code declares: states, plans, Terraform source, templates, lists of what stacks have made; files or folders (repeatable)', collect, [])
    .option('--inventory <path...>', 'what exists: inventories, as check reads them (repeatable)', collect, [])
    .option('--audit <path...>', 'what was done: CloudTrail, Azure Activity, Google and OCI audit logs; files or folders (repeatable)', collect, [])
    .option('--since <time>', 'where the report begins: a span such as 24h or 7d, or a time (default: 24h)')
    .option('--until <time>', 'where it ends (default: now)')
    .option('--history <file>', 'what was seen before (default: drift.history of the config, else .landrail/history.duckdb if it is there, else the logs alone)')
    .option('--no-history', 'use no history, and learn nothing')
    .option('--no-learn', 'use the history as it is')
    .option('--compat <tool>', 'settings of another tool, where the config has none: splunk [LANDRAIL_COMPAT]');
}

/** Which history. */
function file(command: Command): Command {
  return command.option('--history <file>', 'the history (default: drift.history of the config, else .landrail/history.duckdb)').option('-c, --config <file>', 'landrail.yaml to use [LANDRAIL_CONFIG]');
}

/** Which value in it. */
function value(command: Command): Command {
  return command.option('--provider <cloud>', 'aws, azure, gcp or oci (default: aws)', 'aws').option('--scope <name>', 'one account, subscription, project or compartment (default: all)', '*');
}

function historyCommands(history: Command, io: Io, done: (code: ExitCode) => void): void {
  file(history.command('import').description('take in the events of audit logs, without a report').argument('<paths...>', 'audit logs: files or folders')).action(async (paths: string[], flags: HistoryFlags) => done(await (await import('./history.ts')).historyImportCommand(paths, flags, io)));
  file(history.command('status').description('what is known, since when, and what waits for an approval')).action(async (flags: HistoryFlags) => done(await (await import('./history.ts')).historyStatusCommand(flags, io)));
  value(file(history.command('approve').description('let a value that has alerted be known').argument('<dimension>', 'user, region, image, type or service').argument('<value>', 'as the report names it')))
    .requiredOption('--owner <name>', 'who answers for it')
    .requiredOption('--reason <text>', 'why')
    .requiredOption('--expires <day>', 'the last day on which it holds: YYYY-MM-DD')
    .option('--ticket <id>', 'where it was decided')
    .action(async (dimension: string, key: string, flags: ApproveFlags) => done(await (await import('./history.ts')).historyApproveCommand(dimension, key, flags, io)));
  value(file(history.command('forget').description('take out a value with the events that brought it, or what is old').argument('[dimension]', 'user, region, image, type or service').argument('[value]', 'as the report names it')))
    .option('--before <day>', 'all events from before this day')
    .action(async (dimension: string | undefined, key: string | undefined, flags: ValueFlags & { readonly before?: string }) => done(await (await import('./history.ts')).historyForgetCommand(dimension, key, flags, io)));
  file(history.command('export').description('write all events as Parquet').argument('<file>', 'where they go')).action(async (path: string, flags: HistoryFlags) => done(await (await import('./history.ts')).historyExportCommand(path, flags, io)));
}

function judgingOptions(command: Command): Command {
  const variables: VariableFlag[] = [];
  return command
    .optionsGroup('Policies:')
    .option('-p, --policy <path>', 'your own policies: folder, .rego file or bundle.tar.gz (repeatable) [LANDRAIL_POLICY]', collect, [])
    .option('-d, --data <file>', 'JSON or YAML file for data of your own policies (repeatable)', collect, [])
    .option('-n, --namespace <package>', 'package of conftest policies (repeatable) (default: main)', collect, [])
    .addOption(regoVersion())
    .option('--policy-timeout <seconds>', 'stop and name a slower policy (default: 30) [LANDRAIL_POLICY_TIMEOUT]')
    .optionsGroup('Input:')
    .option('--all', 'also judge resources that the plan does not change')
    .option('--input-type <format>', 'read every path as this format, whatever its content says: terraform-plan, terraform-state, cloudformation and so on; any other word lists them')
    .option('--provider-region <name=region>', 'region of a provider, such as aws.west=us-west-2 (repeatable)', collect, [])
    .option('--provider-scope <name=scope>', 'its account, subscription, project or compartment (repeatable)', collect, [])
    .option('--strict', 'errors too: files found but not readable, stale waivers and baseline entries [LANDRAIL_STRICT]')
    .option('--source <folder>', 'root module of the plans: findings stand at its lines')
    .option('--plan-json <file>', 'what terraform show -json says of the saved plan (tfplan)')
    .option('--terraform', 'let terraform, or tofu, show saved plans')
    .optionsGroup('Values of source and templates:')
    .option('--var <name=value>', 'a Terraform variable (repeatable) [TF_VAR_name]', (text, list) => added(list, { var: text }), variables)
    .option('--var-file <file>', 'a tfvars file; of --var and --var-file the later one holds (repeatable)', (text, list) => added(list, { varFile: text }), variables)
    .option('--workspace <name>', 'what terraform.workspace is [TF_WORKSPACE]')
    .option('--parameters <file>', 'CloudFormation parameters: a file, or Key=value (repeatable)', collect, [])
    .option('--stack-tags <key=value>', 'a tag of the stack, which its resources get (repeatable)', collect, [])
    .optionsGroup('Verdict:')
    .option('-c, --config <file>', 'landrail.yaml to use (default: found upward, also in .github/) [LANDRAIL_CONFIG]')
    .option('--no-config', 'use no config')
    .option('--fail-on <severity>', 'lowest severity that fails: info, low, medium, high, critical (default: medium) [LANDRAIL_FAIL_ON]')
    .option('--undecided <mode>', 'what undecided findings do: warn, fail, ignore (default: warn) [LANDRAIL_UNDECIDED]')
    .option('--baseline <file>', 'known findings that do not fail (default: .landrail/baseline.json) [LANDRAIL_BASELINE]')
    .option('--no-baseline', 'judge as if there were no baseline')
    .option('--no-ignores', 'judge as if no input held a landrail:ignore of its own')
    .option('--exit-zero', 'exit 0 in place of 1, for a dry run [LANDRAIL_EXIT_ZERO]');
}

function outputOptions(command: Command): Command {
  return command
    .optionsGroup('Output:')
    .option('-o, --format <name[=file]>', 'terminal, concise, json, sarif, junit, gitlab, github, markdown, csv (repeatable, all but one to files) [LANDRAIL_FORMAT]', collect, [])
    .option('--verbose', 'show every repeat of a finding')
    .option('--color <when>', 'auto, always or never (default: auto, which obeys NO_COLOR and FORCE_COLOR) [LANDRAIL_COLOR]');
}

function policyCommands(policy: Command, io: Io, done: (code: ExitCode) => void): void {
  policy
    .command('test')
    .description('run the _test.rego files of policy folders')
    .addArgument(new Argument('[paths...]', 'policy folders or files').default(['policies'], 'policies'))
    .option('-r, --run <regex>', 'only tests whose package.name matches')
    .option('-v, --verbose', 'list passing tests too')
    .option('-c, --coverage', 'print coverage per file')
    .option('--threshold <percent>', 'fail below this coverage', percent)
    .addOption(regoVersion())
    .action(async (paths: string[], flags) => done(await (await import('./policy-test.ts')).policyTestCommand(paths, flags, io)));
  policy
    .command('list')
    .description('list the guardrails and detections: those that ship and your own')
    .option('-p, --policy <path>', 'your own policies: folder, .rego file or bundle.tar.gz (repeatable)', collect, [])
    .option('-n, --namespace <package>', 'package of conftest policies (repeatable) (default: main)', collect, [])
    .addOption(regoVersion())
    .action(async (flags: OwnPolicyFlags) => done(await (await import('./policy-list.ts')).policyListCommand(flags, io)));
  policy
    .command('fmt')
    .description('format .rego files in place')
    .argument('<paths...>', 'policy folders or files')
    .option('--check', 'change nothing, exit 1 if a file is not formatted')
    .addOption(regoVersion())
    .action(async (paths: string[], flags: PolicyFmtFlags) => done(await (await import('./policy-fmt.ts')).policyFmtCommand(paths, flags, io)));
}

function plans(): Argument {
  return new Argument('[paths...]', 'plans, Terraform source, CloudFormation templates, change sets, cdk.out, states, inventories; - is standard input').default(['.'], '.');
}

const driftHelp = `
Example:
  landrail drift --iac states/ templates/ --inventory aws-inventory.ndjson --audit cloudtrail/ --since 24h
`;

/** Of `check`; what `main` says above, in the words of a user. */
const exitCodes = `
Exit codes:
  0  judged, and nothing at or above --fail-on
  1  findings at or above --fail-on, or undecided ones with --undecided fail
  2  wrong flag, config or policy, or an input that could not be read whole
  3  nothing was judged: no resource was recognised, or no guardrail ran`;

function regoVersion(): Option {
  return new Option('--rego-version <version>', 'syntax of your own policies: v0 or v1 (default: v1)').argParser(versionOfRego).default('v1');
}

function versionOfRego(value: string): string {
  if (value === 'v0' || value === 'v1') return value;
  throw refused('--rego-version', value, 'allowed: v0, v1');
}

/** In the words of the flags that the config knows too. */
function refused(flag: string, value: string, what: string): ProblemError {
  return new ProblemError({ code: 'usage-value', message: `${flag} is ${JSON.stringify(value)}; ${what}`, where: null, hint: null });
}

/** Descriptions name choices and defaults themselves, all in one form. */
function optionDescription(option: Option): string {
  return option.description;
}

/** Into the list itself: two flags share it. */
function added(list: VariableFlag[], one: VariableFlag): VariableFlag[] {
  list.push(one);
  return list;
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}

function percent(value: string): number {
  const number = Number(value);
  if (number >= 0 && number <= 100) return number;
  throw refused('--threshold', value, 'it must be a percentage from 0 to 100');
}
