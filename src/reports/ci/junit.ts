import type { Finding } from '#model/finding.ts';
import type { Problem } from '#model/problem.ts';
import type { Result } from '#model/result.ts';
import { xmlText } from '../escape.ts';
import { messageOf } from '../drift/deed.ts';
import { factsOf } from '../facts.ts';
import { summarySentence } from '../summary.ts';
import { placeOf } from '../words.ts';

/**
 * JUnit XML: a suite for each guardrail that ran, a case for each finding, and one that passes where there is none. What decides no exit
 * code must not turn a pipeline red: it is a skipped case, with its reason. Valid by the schema of Jenkins, but for `file` and `line` of
 * a case, of which no schema knows and which GitLab and reporters on GitHub read.
 */
export function renderJunit(result: Result): string {
  const byRule = new Map<string, Finding[]>(result.guardrails.map(({ id }) => [id, []]));
  for (const finding of result.findings) {
    const found = byRule.get(finding.guardrail);
    if (found) found.push(finding);
    else byRule.set(finding.guardrail, [finding]);
  }
  const named = names();
  const suites = [
    ...(result.errors.length === 0 ? [] : [suite('errors', result.errors.map((error) => errorCase(error, named)))]),
    ...[...byRule].map(([id, findings]) => suite(id, findings.length === 0 ? [{ kind: 'passed', text: testCase(id, 'no findings', '') }] : findings.map((finding) => findingCase(finding, named, decides(finding, result))))),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="landrail"${countsOf(suites.flatMap(({ cases }) => cases))}>\n${suites.map(({ text }) => text).join('')}<!-- ${xmlText(summarySentence(result)).replaceAll('--', '- -')} -->\n</testsuites>\n`;
}

interface Case {
  readonly kind: 'passed' | 'failure' | 'error' | 'skipped';
  readonly text: string;
}

function suite(name: string, cases: readonly Case[]): { readonly cases: readonly Case[]; readonly text: string } {
  return { cases, text: `  <testsuite name="${xmlText(name)}"${countsOf(cases, ['skipped'])}>\n${cases.map(({ text }) => text).join('')}  </testsuite>\n` };
}

/** The whole of a run has no count of what is skipped: only its suites have. */
function countsOf(cases: readonly Case[], more: readonly Case['kind'][] = []): string {
  const counts = (['failure', 'error', ...more] as const).map((kind) => ` ${kind === 'skipped' ? kind : `${kind}s`}="${cases.filter((one) => one.kind === kind).length}"`);
  return ` tests="${cases.length}"${counts.join('')} time="0"`;
}

/** Below --fail-on nothing fails the run, and what is open does only where it is asked to. */
function decides({ verdict, advisory }: Finding, result: Result): boolean {
  if (advisory) return false;
  if (verdict === 'undecided') return result.verdict === 'undecided' && result.exitCode === 1;
  return verdict === 'fail' && (result.verdict === 'fail' || result.verdict === 'error');
}

/** One name for each case of a suite: GitLab takes the first of a name, and leaves out the others. */
function names(): (suite: string, name: string) => string {
  const met = new Map<string, number>();
  return (suite, name) => {
    const key = (one: string): string => JSON.stringify([suite, one]);
    let times = met.get(key(name)) ?? 0;
    let own = name;
    while (met.has(key(own))) own = `${name} (${++times})`;
    met.set(key(name), Math.max(1, times));
    if (own !== name) met.set(key(own), 1);
    return own;
  };
}

function findingCase(finding: Finding, named: ReturnType<typeof names>, failing: boolean): Case {
  const { guardrail, verdict, advisory, severity, location, input, resource, evidence, identity } = finding;
  const message = messageOf(finding);
  // Of a detection it is who did it: a log has another name every night.
  const name = named(guardrail, `${resource?.address ?? identity?.address ?? input}${evidence.path === '' ? '' : ` ${evidence.path}`}`);
  const file = ` file="${xmlText(location?.file ?? input)}"${location === null ? '' : ` line="${location.line}"`}`;
  const word = verdict === 'fail' ? (advisory ? 'advisory' : severity) : verdict;
  const body = [message, ...factsOf(finding).map(([label, text]) => `${label}: ${text}`), placeOf(finding)].map(xmlText).join('\n');
  const inner = failing ? `<failure message="${xmlText(message)}" type="${severity}">${body}</failure>` : `<skipped>${xmlText(`${word}: ${message}`)}</skipped>\n      <system-out>${body}</system-out>`;
  return { kind: failing ? 'failure' : 'skipped', text: testCase(guardrail, name, inner, file) };
}

function errorCase({ code, message, where, hint }: Problem, named: ReturnType<typeof names>): Case {
  return { kind: 'error', text: testCase('errors', named('errors', where ?? code), `<error message="${xmlText(message)}" type="${xmlText(code)}">${xmlText(hint ?? message)}</error>`) };
}

function testCase(suiteName: string, name: string, inner: string, more = ''): string {
  const head = `    <testcase classname="landrail.${xmlText(suiteName)}" name="${xmlText(name)}"${more} time="0"`;
  return inner === '' ? `${head}/>\n` : `${head}>\n      ${inner}\n    </testcase>\n`;
}
