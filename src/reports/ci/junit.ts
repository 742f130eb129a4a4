import type { Finding } from '#model/finding.ts';
import type { Problem } from '#model/problem.ts';
import type { Result } from '#model/result.ts';
import { xmlText } from '../escape.ts';
import { factsOf } from '../facts.ts';
import { summarySentence } from '../summary.ts';
import { placeOf } from '../words.ts';

/**
 * JUnit XML: a suite for each guardrail that ran, a case for each finding, and one that passes where there is none. What decides no exit
 * code must not turn a pipeline red: it is a skipped case, with its reason.
 */
export function renderJunit(result: Result): string {
  const byRule = new Map<string, Finding[]>(result.guardrails.map(({ id }) => [id, []]));
  for (const finding of result.findings) {
    const found = byRule.get(finding.guardrail);
    if (found) found.push(finding);
    else byRule.set(finding.guardrail, [finding]);
  }
  const suites = [
    ...(result.errors.length === 0 ? [] : [suite('errors', result.errors.map(errorCase))]),
    ...[...byRule].map(([id, findings]) => suite(id, findings.length === 0 ? [{ kind: 'passed', text: testCase(id, 'no findings', '') }] : findings.map((finding) => findingCase(finding, decides(finding, result))))),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="landrail"${countsOf(suites.flatMap(({ cases }) => cases))}>\n${suites.map(({ text }) => text).join('')}<!-- ${xmlText(summarySentence(result)).replaceAll('--', '- -')} -->\n</testsuites>\n`;
}

interface Case {
  readonly kind: 'passed' | 'failure' | 'error' | 'skipped';
  readonly text: string;
}

function suite(name: string, cases: readonly Case[]): { readonly cases: readonly Case[]; readonly text: string } {
  return { cases, text: `  <testsuite name="${xmlText(name)}"${countsOf(cases)}>\n${cases.map(({ text }) => text).join('')}  </testsuite>\n` };
}

function countsOf(cases: readonly Case[]): string {
  const count = (kind: Case['kind']): number => cases.filter((one) => one.kind === kind).length;
  return ` tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}" time="0"`;
}

/** Below --fail-on nothing fails the run, and what is open does only where it is asked to. */
function decides({ verdict, advisory }: Finding, result: Result): boolean {
  if (advisory) return false;
  if (verdict === 'undecided') return result.verdict === 'undecided' && result.exitCode === 1;
  return verdict === 'fail' && (result.verdict === 'fail' || result.verdict === 'error');
}

function findingCase(finding: Finding, failing: boolean): Case {
  const { guardrail, verdict, message, advisory, severity, location, input } = finding;
  const file = ` file="${xmlText(location?.file ?? input)}"${location === null ? '' : ` line="${location.line}"`}`;
  const word = verdict === 'fail' ? (advisory ? 'advisory' : severity) : verdict;
  const body = [message, ...factsOf(finding).map(([label, text]) => `${label}: ${text}`), placeOf(finding)].map(xmlText).join('\n');
  const inner = failing ? `<failure message="${xmlText(message)}" type="${severity}">${body}</failure>` : `<skipped message="${xmlText(`${word}: ${message}`)}"/>\n      <system-out>${body}</system-out>`;
  return { kind: failing ? 'failure' : 'skipped', text: testCase(guardrail, finding.resource?.address ?? input, inner, file) };
}

function errorCase({ code, message, where, hint }: Problem): Case {
  return { kind: 'error', text: testCase('errors', where ?? code, `<error message="${xmlText(message)}" type="${xmlText(code)}">${xmlText(hint ?? message)}</error>`) };
}

function testCase(suiteName: string, name: string, inner: string, more = ''): string {
  const head = `    <testcase classname="landrail.${xmlText(suiteName)}" name="${xmlText(name)}"${more} time="0"`;
  return inner === '' ? `${head}/>\n` : `${head}>\n      ${inner}\n    </testcase>\n`;
}
