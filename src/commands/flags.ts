import { Argument, Option, type Command } from 'commander';
import { severities } from '#model/severity.ts';
import { ProblemError } from '#model/problem.ts';
import { reports } from '#reports/registry.ts';
import type { VariableFlag } from './input-flags.ts';

// The flags that commands share, by what a person wants of them. A description names what is allowed, the default and the variable, on one line.

/** What a page of help begins with where there are more flags than fit a screen. */
export const often: ReadonlySet<string> = new Set([
  '--iac', '--inventory', '--audit', '--since', '--until', '--history', '--from', '--for',
  '--strict', '--source', '--var', '--var-file', '--parameters', '--policy', '--config', '--fail-on', '--undecided', '--baseline', '--exit-zero', '--format', '--verbose',
]);

/** One of a closed list: what it may be stands in its help and in completions. What it is is checked where it is read. */
export function oneOf(flags: string, description: string, values: readonly string[]): Option {
  const option = new Option(flags, description);
  option.argChoices = [...values];
  return option;
}

/** The same of an argument. */
export function oneOfArgument(name: string, description: string, values: readonly string[]): Argument {
  const argument = new Argument(name, description);
  argument.argChoices = [...values];
  return argument;
}

export function plans(): Argument {
  return new Argument('[paths...]', 'plans, source, templates, states, inventories; - is stdin (default: .)').default(['.'], '.');
}

export function sinceOption(command: Command): Command {
  return command.optionsGroup('Input:').option('--since <file>', 'an earlier inventory: judge what is new or changed since');
}

/** What `drift` compares. */
export function sides(command: Command): Command {
  return command
    .optionsGroup('Sides:')
    .option('--iac <path...>', 'what code declares: states, plans, source, stacks (repeatable)', collect, [])
    .option('--inventory <path...>', 'what exists: inventories, as check reads them (repeatable)', collect, [])
    .option('--audit <path...>', 'what was done: audit logs of the four clouds (repeatable)', collect, []);
}

/** The same, when, and what was seen before. */
export function sideOptions(command: Command): Command {
  return sides(command)
    .option('--since <time>', 'where the report begins: 24h, 7d or a time (default: 24h)')
    .option('--until <time>', 'where it ends (default: now)')
    .option('--history <file>', 'what was seen before (default: .landrail/history.duckdb, if there)')
    .option('--no-history', 'use no history, and learn nothing')
    .option('--no-learn', 'use the history as it is')
    .addOption(oneOf('--compat <tool>', 'settings of another tool: splunk [LANDRAIL_COMPAT]', ['splunk']));
}

/** Policies, inputs, their values, and what decides the verdict. */
export function judgingOptions(command: Command): Command {
  return verdictOptions(valueOptions(inputOptions(policyOptions(command))));
}

function policyOptions(command: Command): Command {
  return command
    .optionsGroup('Policies:')
    .option('-p, --policy <path>', 'own policies: folder, .rego, bundle (repeatable) [LANDRAIL_POLICY]', collect, [])
    .option('-d, --data <file>', 'JSON or YAML for data of your own policies (repeatable)', collect, [])
    .option('-n, --namespace <package>', 'package of conftest policies (repeatable) (default: main)', collect, [])
    .addOption(regoVersion())
    .option('--policy-timeout <secs>', 'stop and name a slower policy (default: 30) [LANDRAIL_POLICY_TIMEOUT]');
}

export function inputOptions(command: Command): Command {
  return command
    .optionsGroup('Input:')
    .option('--all', 'also judge resources that the plan does not change')
    .option('--input-type <format>', 'what every path is, such as cloudformation; any other word lists all')
    .option('--provider-region <pair>', 'region of a provider: aws.west=us-west-2 (repeatable)', collect, [])
    .option('--provider-scope <pair>', 'its account, project or the like: aws.west=111122223333 (repeatable)', collect, [])
    .option('--strict', 'errors too: unreadable files, stale exceptions [LANDRAIL_STRICT]')
    .option('--source <folder>', 'root module of the plans: findings stand at its lines')
    .option('--plan-json <file>', 'what terraform show -json says of the saved plan (tfplan)')
    .option('--terraform', 'let terraform, or tofu, show saved plans');
}

export function valueOptions(command: Command): Command {
  const variables: VariableFlag[] = [];
  return command
    .optionsGroup('Values of source and templates:')
    .option('--var <name=value>', 'a Terraform variable (repeatable) [TF_VAR_name]', (text, list) => added(list, { var: text }), variables)
    .option('--var-file <file>', 'a tfvars file; of it and --var the later holds (repeatable)', (text, list) => added(list, { varFile: text }), variables)
    .option('--workspace <name>', 'what terraform.workspace is [TF_WORKSPACE]')
    .option('--parameters <file>', 'CloudFormation parameters: a file, or Key=value (repeatable)', collect, [])
    .option('--stack-tags <pair>', 'a tag of the stack for its resources: key=value (repeatable)', collect, []);
}

function verdictOptions(command: Command): Command {
  return configOptions(command.optionsGroup('Verdict:'))
    .addOption(oneOf('--fail-on <severity>', `lowest: ${severities.map((one) => (one === 'medium' ? 'medium (default)' : one)).join(', ')} [LANDRAIL_FAIL_ON]`, severities))
    .addOption(oneOf('--undecided <mode>', 'warn, fail or ignore (default: warn) [LANDRAIL_UNDECIDED]', ['warn', 'fail', 'ignore']))
    .option('--baseline <file>', 'known findings (default: .landrail/baseline.json) [LANDRAIL_BASELINE]')
    .option('--no-baseline', 'judge as if there were no baseline')
    .option('--no-ignores', 'judge as if no input held a landrail:ignore of its own')
    .option('--exit-zero', 'exit 0 in place of 1, for a dry run [LANDRAIL_EXIT_ZERO]');
}

function configOptions(command: Command): Command {
  return command.option('-c, --config <file>', 'landrail.yaml (default: found upward) [LANDRAIL_CONFIG]').option('--no-config', 'use no config');
}

export function outputOptions(command: Command): Command {
  const names = Object.keys(reports);
  return command
    .optionsGroup('Output:')
    .addOption(oneOf('-o, --format <name[=file]>', `${names.join(', ')} (repeatable) [LANDRAIL_FORMAT]`, names).argParser(collect).default([]))
    .option('--verbose', 'show every repeat of a finding')
    .addOption(oneOf('--color <when>', 'auto, always or never (default: auto) [LANDRAIL_COLOR]', ['auto', 'always', 'never']));
}

export function regoVersion(): Option {
  return oneOf('--rego-version <version>', 'syntax of your own policies: v0 or v1 (default: v1)', ['v0', 'v1']).argParser(versionOfRego).default('v1');
}

/** Policies of one's own, for commands that judge nothing. */
export function ownPolicyOptions(command: Command): Command {
  return command
    .option('-p, --policy <path>', 'own policies: folder, .rego, bundle (repeatable) [LANDRAIL_POLICY]', collect, [])
    .option('-n, --namespace <package>', 'package of conftest policies (repeatable) (default: main)', collect, [])
    .addOption(regoVersion());
}

export function collect(value: string, before: string[]): string[] {
  return [...before, value];
}

export function percent(value: string): number {
  const number = Number(value);
  if (number >= 0 && number <= 100) return number;
  throw refused('--threshold', value, 'it must be a percentage from 0 to 100');
}

function versionOfRego(value: string): string {
  if (value === 'v0' || value === 'v1') return value;
  throw refused('--rego-version', value, 'allowed: v0, v1');
}

/** In the words of the flags that the config knows too. */
function refused(flag: string, value: string, what: string): ProblemError {
  return new ProblemError({ code: 'usage-value', message: `${flag} is ${JSON.stringify(value)}; ${what}`, where: null, hint: null });
}

/** Into the list itself: two flags share it. */
function added(list: VariableFlag[], one: VariableFlag): VariableFlag[] {
  list.push(one);
  return list;
}
