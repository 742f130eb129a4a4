import { Help, type Argument, type Command, type Option } from 'commander';
import { terminalText } from '#reports/escape.ts';
import { hanging } from '#reports/wrap.ts';
import { often } from './flags.ts';
import type { Io } from './io.ts';

/** What the commands that hang on it inherit: one page of help, and one line for what cannot be parsed. @param whole every flag has a line, however many screens that takes */
export function dressed(root: Command, io: Io, whole: boolean): Command {
  return root
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .showSuggestionAfterError(true)
    .configureHelp({ optionDescription: written, argumentDescription: written, subcommandTerm, formatHelp: (command, help) => (command.parent === null ? rootPage(command, help) : whole || command.options.length <= mostOptions ? Help.prototype.formatHelp.call(help, command, help) : shortPage(command, help)) })
    .exitOverride()
    .configureOutput({ writeOut: io.stdout, writeErr: io.stderr, outputError: (text, write) => write(oneLine(text)), getOutHelpWidth: () => io.width, getErrHelpWidth: () => io.width });
}

/** Descriptions name choices and defaults themselves, all in one form. */
function written({ description }: Option | Argument): string {
  return description;
}

function subcommandTerm(command: Command): string {
  const parts = command.commands.map((one) => one.name()).join('|');
  return [command.name(), ...(parts.length > 0 && parts.length <= 20 ? [parts] : []), ...command.registeredArguments.slice(0, 1).map((one) => (one.required ? `<${one.name()}>` : `[${one.name()}${one.variadic ? '...' : ''}]`))].join(' ');
}

/** A page with more of them than these would not fit a screen. */
const mostOptions = 20;

/** It fits a screen of 24 lines and 80 columns. */
function rootPage(command: Command, help: Help): string {
  const terms = command.commands.map((one): [string, string] => [help.subcommandTerm(one), one.description()]);
  const widest = Math.max(...terms.map(([term]) => term.length));
  const commands = terms.map(([term, description]) => `  ${term.padEnd(widest)}  ${description}\n`).join('');
  return `${command.description()}\n\nCommands:\n${commands}\n  landrail <command> --help     its flags\n  landrail --version --verbose  of landrail, Node, engine and policies\n${examplesOf('')}\n`;
}

/** The flags that are wanted often, and the names of the others: a screen of 40 lines with what follows. */
function shortPage(command: Command, help: Help): string {
  const [shown, more] = [true, false].map((wanted) => command.options.filter((option) => often.has(option.long ?? '') === wanted)) as [Option[], Option[]];
  const args = help.visibleArguments(command).map((one) => [help.argumentTerm(one), one.description] as const);
  const flags = shown.map((one) => [help.optionTerm(one), one.description] as const);
  const width = Math.max(...[...args, ...flags].map(([term]) => term.length));
  const lines = (rows: readonly (readonly [string, string])[]): string => rows.map(([term, description]) => `${help.formatItem(term, width, description, help)}\n`).join('');
  const name = help.commandUsage(command).split(' [')[0] ?? '';
  const names = hanging(`More, each with a line in ${name} --help --verbose: ${more.map((one) => one.long).join(', ')}`, help.helpWidth ?? 80, 2);
  return `Usage: ${help.commandUsage(command)}\n\n${command.description()}\n\n${args.length === 0 ? '' : `Arguments:\n${lines(args)}\n`}Options:\n${lines(flags)}\n${names}\n`;
}

const examples: Readonly<Record<string, readonly string[]>> = {
  '': ['landrail check .', 'landrail check plan.json --fail-on high --format terminal --format json=out', 'landrail explain gpu-shapes'],
  check: ['landrail check .', 'terraform show -json tfplan > plan.json && landrail check plan.json', 'landrail check plan.json -p ./policies --fail-on high --format terminal --format json=report.json'],
  drift: ['landrail drift --iac code/ --inventory inventory/ --audit audit/ --since 24h', 'landrail drift --iac terraform.tfstate --inventory aws-inventory.ndjson --format markdown=night.md', 'landrail drift --iac code/ --inventory inventory/ --audit audit/ --since 7d --format html=night.html'],
  report: ['landrail report report.json --format sarif=landrail.sarif --format markdown=comment.md', 'landrail report report.json --format html=report.html', 'landrail report report.json --exit-code'],
  init: ['landrail init', 'landrail init infra --dry-run', 'landrail init --yes && landrail check .'],
  'baseline write': ['landrail baseline write .', 'landrail baseline write --from report.json', 'landrail baseline write --iac code/ --inventory inventory/ --audit audit/ --since 24h --baseline known.json'],
  'baseline prune': ['landrail baseline prune .', 'landrail baseline prune plan.json --baseline known.json', 'landrail baseline prune --iac code/ --inventory inventory/ --audit audit/ --baseline known.json'],
  'inventory aws': ['landrail inventory aws', 'landrail inventory aws --regions eu-west-1,eu-central-1 --services ec2,s3 -o aws-europe.ndjson', 'landrail inventory aws --role-arn arn:aws:iam::111122223333:role/auditor --regions eu-west-1 -o aws-auditor.ndjson'],
  'history import': ['landrail history import audit/', 'landrail history import audit/aws audit/gcp.ndjson', 'landrail history import audit/ --history .landrail/history.duckdb'],
  'history status': ['landrail history status', 'landrail history status --history .landrail/history.duckdb', 'landrail history status -c landrail.yaml'],
  'history approve': [
    'landrail history approve region eu-west-3 --owner cloud --reason "Paris opens" --expires 2027-03-31',
    'landrail history approve type p5.48xlarge --owner ml --reason "a run" --ticket CHG-7 --expires 2027-01-31',
    'landrail history approve region westeurope --provider azure --owner cloud --reason "moved" --expires 2027-03-31',
  ],
  'history forget': ['landrail history forget region eu-west-3', 'landrail history forget user arn:aws:iam::111122223333:role/Leaver --scope 111122223333', 'landrail history forget --before 2026-01-01'],
  'history export': ['landrail history export events.parquet', 'landrail history export old.parquet --history .landrail/history.duckdb', 'landrail history export nights.parquet -c landrail.yaml'],
  explain: ['landrail explain gpu-shapes', 'landrail explain required-tags --for aws_sqs_queue.payslips plan.json', 'landrail explain residency -p ./policies'],
  completion: ['eval "$(landrail completion bash)"', 'eval "$(landrail completion zsh)"', 'landrail completion fish | source'],
  'policy test': ['landrail policy test', 'landrail policy test policies --coverage --threshold 100', 'landrail policy test policies --run residency --verbose'],
  'policy list': ['landrail policy list', 'landrail policy list -p ./policies', 'landrail policy list -p ./policies --rego-version v0'],
  'policy fmt': ['landrail policy fmt policies', 'landrail policy fmt --check policies', 'landrail policy fmt policies/residency.rego policies/residency_test.rego'],
  baseline: ['landrail baseline write .', 'landrail baseline write plan.json --baseline known.json', 'landrail baseline prune .'],
  history: ['landrail history import audit/', 'landrail history status', 'landrail history export events.parquet'],
  inventory: ['landrail inventory aws', 'landrail inventory aws --regions eu-west-1', 'landrail inventory aws --help'],
  policy: ['landrail policy list', 'landrail policy test policies', 'landrail policy fmt --check policies'],
};

/** By the command's words; nothing where there are none. */
export function examplesOf(command: string): string {
  const lines = examples[command] ?? [];
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

/** Of `check`; what `main` says of them, in the words of a user. */
export const exitCodes = `
Exit codes:
  0  judged, and no finding at or above --fail-on
  1  findings at or above --fail-on, or undecided ones with --undecided fail
  2  invalid flag, config or policy, or a named input not read completely (--strict: any input)
  3  nothing was judged: no resource was recognised, or no guardrail ran`;

/** Of `report`: the run has had a code of its own. */
export const reportCodes = `
Exit codes:
  0  the reports are written, whatever the run had found; with --exit-code that of the run
  2  invalid flag, a file that is not a complete result, or a report that cannot be written`;

/** Of `init`: what becomes of what is there. */
export const initNotes = `
Existing files are never overwritten. Exit codes:
  0  written, or printed with --dry-run
  2  a landrail.yaml exists already, or an input could not be read completely
  3  nothing found that a guardrail could judge`;

/** `error: unknown option '--fial-on'\n(Did you mean --fail-on?)` -> one line. What was typed may hold anything. */
function oneLine(text: string): string {
  const [, said = '', guess] = /^error: ([\s\S]*?)(?:\n\(Did you mean (.*)\?\))?\s*$/.exec(text) ?? [];
  const next = guess === undefined ? 'landrail --help lists commands, landrail <command> --help its flags' : `did you mean ${guess}?`;
  return `error  ${terminalText(said)}; ${next}\n`;
}
