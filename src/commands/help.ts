import { Help, type Argument, type Command, type Option } from 'commander';
import { terminalText } from '#reports/escape.ts';
import type { Io } from './io.ts';

/** What the commands that hang on it inherit: one page of help, and one line for what cannot be parsed. */
export function dressed(root: Command, io: Io): Command {
  return root
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .showSuggestionAfterError(true)
    .configureHelp({ optionDescription: written, argumentDescription: written, subcommandTerm, formatHelp })
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

/** The page of the root fits a screen of 24 lines and 80 columns; those of commands are grouped by what a person wants. */
function formatHelp(command: Command, help: Help): string {
  if (command.parent !== null) return Help.prototype.formatHelp.call(help, command, help);
  const terms = command.commands.map((one): [string, string] => [help.subcommandTerm(one), one.description()]);
  const widest = Math.max(...terms.map(([term]) => term.length));
  const commands = terms.map(([term, description]) => `  ${term.padEnd(widest)}  ${description}\n`).join('');
  return `${command.description()}\n\nCommands:\n${commands}\n  landrail <command> --help     its flags\n  landrail --version --verbose  of landrail, Node, engine and policies\n${examplesOf('')}\n`;
}

const examples: Readonly<Record<string, readonly string[]>> = {
  '': ['landrail check .', 'landrail check plan.json --fail-on high --format terminal --format json=out', 'landrail explain gpu-shapes'],
  check: ['landrail check .', 'terraform show -json tfplan > plan.json && landrail check plan.json', 'landrail check plan.json -p ./policies --fail-on high --format terminal --format json=report.json'],
  drift: ['landrail drift --iac code/ --inventory inventory/ --audit audit/ --since 24h', 'landrail drift --iac terraform.tfstate --inventory aws-inventory.ndjson --format markdown=night.md'],
  report: ['landrail report report.json --format sarif=landrail.sarif --format markdown=comment.md', 'landrail report report.json --exit-code'],
  init: ['landrail init', 'landrail init infra --dry-run', 'landrail init --yes && landrail check .'],
  'baseline write': ['landrail baseline write .', 'landrail baseline write --iac code/ --inventory inventory/ --audit audit/ --since 24h --baseline known.json'],
  'baseline prune': ['landrail baseline prune .'],
  'inventory aws': ['landrail inventory aws --regions eu-west-1,eu-central-1 -o aws-inventory.ndjson'],
  'history import': ['landrail history import audit/'],
  'history status': ['landrail history status'],
  'history approve': ['landrail history approve region eu-west-3 --owner cloud --reason "Paris opens" --expires 2027-03-31'],
  'history forget': ['landrail history forget region eu-west-3', 'landrail history forget --before 2026-01-01'],
  'history export': ['landrail history export events.parquet'],
  explain: ['landrail explain gpu-shapes', 'landrail explain required-tags --for aws_sqs_queue.payslips plan.json', 'landrail explain residency -p ./policies'],
  completion: ['eval "$(landrail completion bash)"', 'landrail completion fish | source'],
  'policy test': ['landrail policy test', 'landrail policy test policies --coverage --threshold 100'],
  'policy list': ['landrail policy list', 'landrail policy list -p ./policies'],
  'policy fmt': ['landrail policy fmt policies', 'landrail policy fmt --check policies'],
};

/** By the command's words; nothing where there are none. */
export function examplesOf(command: string): string {
  const lines = examples[command] ?? [];
  return `\nExample${lines.length === 1 ? '' : 's'}:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

/** Of `check`; what `main` says of them, in the words of a user. */
export const exitCodes = `
Exit codes:
  0  judged, and nothing at or above --fail-on
  1  findings at or above --fail-on, or undecided ones with --undecided fail
  2  wrong flag, config or policy, or an input that could not be read whole
  3  nothing was judged: no resource was recognised, or no guardrail ran`;

/** Of `report`: the run has had a code of its own. */
export const reportCodes = `
Exit codes:
  0  the reports are written, whatever the run had found; with --exit-code that of the run
  2  wrong flag, a file that is no whole result, or a report that cannot be written`;

/** Of `init`: what becomes of what is there. */
export const initNotes = `
A file that is there stays as it is. Exit codes:
  0  written, or printed with --dry-run
  2  a landrail.yaml is there, or an input could not be read whole
  3  nothing was found that a guardrail could judge`;

/** `error: unknown option '--fial-on'\n(Did you mean --fail-on?)` -> one line. What was typed may hold anything. */
function oneLine(text: string): string {
  const [, said = '', guess] = /^error: ([\s\S]*?)(?:\n\(Did you mean (.*)\?\))?\s*$/.exec(text) ?? [];
  const next = guess === undefined ? 'landrail --help lists commands, landrail <command> --help its flags' : `did you mean ${guess}?`;
  return `error  ${terminalText(said)}; ${next}\n`;
}
