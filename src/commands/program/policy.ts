import { Argument, type Command } from 'commander';
import { examplesOf } from '../examples.ts';
import type { ExplainFlags } from '../explain.ts';
import { oneOf, percent } from '../flag-values.ts';
import { judgingOptions, ownPolicyOptions, regoVersion } from '../flags.ts';
import type { Io } from '../io.ts';
import type { OwnPolicyFlags } from '../own-policies.ts';
import type { PolicyFmtFlags } from '../policy-fmt.ts';
import { group, type Done } from './group.ts';

export function policyCommands(root: Command, io: Io, done: Done): void {
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
    .action(async (id: string, paths: string[], flags: ExplainFlags) => done(await (await import('../explain.ts')).explainCommand(id, paths, flags, io)));
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
    .action(async (paths: string[], flags) => done(await (await import('../policy-test.ts')).policyTestCommand(paths, flags, io)));
  ownPolicyOptions(policy.command('list').description('list guardrails and detections, built-in and your own').optionsGroup('Policies:'))
    .addHelpText('after', examplesOf('policy list'))
    .action(async (flags: OwnPolicyFlags) => done(await (await import('../policy-list.ts')).policyListCommand(flags, io)));
  policy
    .command('fmt')
    .description('format .rego files in place')
    .argument('<paths...>', 'policy folders or files')
    .option('--check', 'change nothing, exit 1 if a file is not formatted')
    .addOption(regoVersion())
    .addHelpText('after', examplesOf('policy fmt'))
    .action(async (paths: string[], flags: PolicyFmtFlags) => done(await (await import('../policy-fmt.ts')).policyFmtCommand(paths, flags, io)));
}
