import { Argument, type Command, type Option } from 'commander';
import { severities } from '#model/severity.ts';
import { reports } from '#reports/registry.ts';
import { added, collect, oneOf, versionOfRego } from './flag-values.ts';
import type { VariableFlag } from './input-flags.ts';

// The flags that commands share, by what a person wants of them. A description names what is allowed, the default and the variable, on one line.

/** What a page of help begins with where there are more flags than fit a screen. */
export const often: ReadonlySet<string> = new Set([
  '--iac', '--inventory', '--audit', '--since', '--until', '--history', '--from', '--for',
  '--strict', '--source', '--var', '--var-file', '--parameters', '--policy', '--config', '--fail-on', '--undecided', '--baseline', '--exit-zero', '--format', '--verbose',
]);

export function plans(): Argument {
  return new Argument('[paths...]', 'plans, source, templates, states, inventories; - is stdin (default: .)').default(['.'], '.');
}

export function sinceOption(command: Command): Command {
  return command.optionsGroup('Input:').option('--since <file>', 'an earlier inventory: judge only what is new or changed since');
}

/** What `drift` compares. */
export function sides(command: Command): Command {
  return command
    .optionsGroup('Sides:')
    .option('--iac <path...>', 'declared in code: states, plans, source, stacks (repeatable)', collect, [])
    .option('--inventory <path...>', 'existing: inventories, as check reads them (repeatable)', collect, [])
    .option('--audit <path...>', 'observed: audit logs of the four clouds (repeatable)', collect, []);
}

/** The same, when, and what was seen before. */
export function sideOptions(command: Command): Command {
  return sides(command)
    .option('--since <time>', 'start of the report: 24h, 7d or a time (default: 24h)')
    .option('--until <time>', 'end of the report (default: now)')
    .option('--history <file>', 'history file (default: .landrail/history.duckdb, if it exists)')
    .option('--no-history', 'neither read nor update a history')
    .option('--no-learn', 'read the history without updating it')
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
    .option('-d, --data <file>', 'JSON or YAML file for data in own policies (repeatable)', collect, [])
    .option('-n, --namespace <package>', 'package of conftest policies (repeatable) (default: main)', collect, [])
    .addOption(regoVersion())
    .option('--policy-timeout <secs>', 'time limit of one policy (default: 30) [LANDRAIL_POLICY_TIMEOUT]');
}

export function inputOptions(command: Command): Command {
  return command
    .optionsGroup('Input:')
    .option('--all', 'also judge resources that the plan does not change')
    .option('--input-type <format>', 'format of every input, e.g. cloudformation; an unknown one lists all')
    .option('--provider-region <pair>', 'region of a provider: aws.west=us-west-2 (repeatable)', collect, [])
    .option('--provider-scope <pair>', 'account or project of a provider: aws.west=111122223333 (repeatable)', collect, [])
    .option('--strict', 'also fail on unreadable files and stale exceptions [LANDRAIL_STRICT]')
    .option('--source <folder>', 'root module of the plans: report findings at source lines')
    .option('--plan-json <file>', 'output of terraform show -json for the saved plan (tfplan)')
    .option('--terraform', 'run terraform (or tofu) to show saved plans');
}

export function valueOptions(command: Command): Command {
  const variables: VariableFlag[] = [];
  return command
    .optionsGroup('Values of source and templates:')
    .option('--var <name=value>', 'a Terraform variable (repeatable) [TF_VAR_name]', (text, list) => added(list, { var: text }), variables)
    .option('--var-file <file>', 'a tfvars file; of it and --var the later holds (repeatable)', (text, list) => added(list, { varFile: text }), variables)
    .option('--workspace <name>', 'value of terraform.workspace [TF_WORKSPACE]')
    .option('--parameters <file>', 'CloudFormation parameters: a file, or Key=value (repeatable)', collect, [])
    .option('--stack-tags <pair>', 'a stack tag, inherited by its resources: key=value (repeatable)', collect, []);
}

function verdictOptions(command: Command): Command {
  return configOptions(command.optionsGroup('Verdict:'))
    .addOption(oneOf('--fail-on <severity>', `lowest: ${severities.map((one) => (one === 'medium' ? 'medium (default)' : one)).join(', ')} [LANDRAIL_FAIL_ON]`, severities))
    .addOption(oneOf('--undecided <mode>', 'warn, fail or ignore (default: warn) [LANDRAIL_UNDECIDED]', ['warn', 'fail', 'ignore']))
    .option('--baseline <file>', 'known findings (default: .landrail/baseline.json) [LANDRAIL_BASELINE]')
    .option('--no-baseline', 'do not use a baseline')
    .option('--no-ignores', 'disregard landrail:ignore comments')
    .option('--exit-zero', 'exit 0 instead of 1, for a dry run [LANDRAIL_EXIT_ZERO]');
}

function configOptions(command: Command): Command {
  return command.option('-c, --config <file>', 'landrail.yaml (default: search parent folders) [LANDRAIL_CONFIG]').option('--no-config', 'do not read a config');
}

export function outputOptions(command: Command): Command {
  const names = Object.keys(reports);
  return command
    .optionsGroup('Output:')
    .addOption(oneOf('-o, --format <name[=file]>', `${names.join(', ')} (repeatable) [LANDRAIL_FORMAT]`, names).argParser(collect).default([]))
    .option('--verbose', 'show repeated findings in full')
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
