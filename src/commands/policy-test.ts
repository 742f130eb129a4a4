import { openCompiler } from '#rego/compiler.ts';
import type { FileCoverage, RegoVersion, TestReport, TestResult } from '#rego/compiled.ts';
import { hostBuiltinNames } from '#rego/builtins/names.ts';
import { placeText } from '#rego/packages.ts';
import { readPolicies } from '#rego/policy-source.ts';
import { terminalText } from '#reports/escape.ts';
import type { ExitCode, Io } from './io.ts';

export interface PolicyTestFlags {
  readonly run?: string;
  readonly verbose?: boolean;
  readonly coverage?: boolean;
  readonly threshold?: number;
  readonly regoVersion: RegoVersion;
}

/** Exit 0: all pass; 1: a failure, or coverage below the threshold; 2: policies that do not compile; 3: no test ran. */
export async function policyTestCommand(paths: readonly string[], flags: PolicyTestFlags, io: Io): Promise<ExitCode> {
  const sources = await readPolicies(paths, { cwd: io.cwd });
  const compiler = await openCompiler();
  try {
    const report = await compiler.test({
      modules: [...sources.modules, ...sources.tests],
      data: sources.data,
      regoVersion: flags.regoVersion,
      hostBuiltins: hostBuiltinNames,
      strict: false,
      coverage: flags.coverage === true || flags.threshold !== undefined,
      ...(flags.run === undefined ? {} : { run: flags.run }),
    });
    return tell(report, flags, io);
  } finally {
    await compiler.close();
  }
}

function tell(report: TestReport, flags: PolicyTestFlags, io: Io): ExitCode {
  for (const warning of report.warnings) io.stderr(`warning  ${terminalText(warning.message)}\n  at       ${terminalText(placeText(warning))}\n`);
  for (const result of report.results) {
    if (result.outcome === 'pass' && flags.verbose !== true) continue;
    io.stdout(line(result));
  }
  const count = (outcome: TestResult['outcome']): number => report.results.filter((one) => one.outcome === outcome).length;
  const failed = count('fail') + count('error');
  const coverage = percentage(report.coverage);
  if (flags.coverage === true) for (const file of report.coverage) if (!file.path.endsWith('_test.rego')) io.stdout(coverageLine(file));
  const covered = coverage === null ? '' : `, ${coverage.toFixed(1)} % of policy lines covered`;
  io.stdout(`${count('pass')} passed, ${failed} failed, ${count('skip')} skipped${covered}\n`);
  if (failed > 0) return 1;
  if (report.results.length === count('skip')) {
    io.stderr('no test ran: tests are rules named test_… in files named …_test.rego\n');
    return 3;
  }
  if (flags.threshold !== undefined && coverage !== null && coverage < flags.threshold) {
    io.stderr(`coverage is below the threshold of ${flags.threshold} %\n`);
    return 1;
  }
  return 0;
}

function line(result: TestResult): string {
  const error = result.error ? `\n  ${terminalText(result.error.message)}` : '';
  const failing = result.cases.filter((one) => one.outcome === 'fail').map((one) => `\n  case ${terminalText(one.name.join(' / '))}`);
  const output = result.output === '' ? '' : `\n${result.output.trimEnd().split('\n').map((one) => `  | ${terminalText(one)}`).join('\n')}`;
  return `${result.outcome} ${terminalText(placeText(result.at))} ${terminalText(`${result.package}.${result.name}`)}${error}${failing.join('')}${output}\n`;
}

function coverageLine(file: FileCoverage): string {
  const all = file.coveredLines + file.notCoveredLines;
  const share = all === 0 ? 100 : (100 * file.coveredLines) / all;
  const missing = file.notCovered.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(' ');
  return `${share.toFixed(1).padStart(5)} %  ${terminalText(file.path)}${missing === '' ? '' : `  not covered: ${missing}`}\n`;
}

/** Of policy lines, tests not counted; null when nothing was measured. */
function percentage(files: readonly FileCoverage[]): number | null {
  const policies = files.filter((file) => !file.path.endsWith('_test.rego'));
  const covered = policies.reduce((sum, file) => sum + file.coveredLines, 0);
  const all = policies.reduce((sum, file) => sum + file.coveredLines + file.notCoveredLines, 0);
  return all === 0 ? null : (100 * covered) / all;
}
