import type { Finding } from '#model/finding.ts';
import type { Problem } from '#model/problem.ts';
import type { Result } from '#model/result.ts';
import type { Severity } from '#model/severity.ts';
import { createDigest } from '../digest.ts';
import { gitlabText } from '../escape.ts';
import { messageOf } from '../drift/deed.ts';
import { fileUri } from '../uri.ts';
import { rootText } from '../words.ts';

const severities: Readonly<Record<Severity, string>> = { critical: 'blocker', high: 'critical', medium: 'major', low: 'minor', info: 'info' };

/** GitLab's Code Quality: what stands in the widget of a merge request. Waived and known findings are not in it: it has no place for them. */
export function renderGitlab(result: Result): string {
  const seen = new Map<string, number>();
  const issues = [...result.errors.map((error) => errorIssue(error, seen)), ...result.findings.filter(({ verdict }) => verdict === 'fail' || verdict === 'undecided').map((finding) => findingIssue(finding, seen))];
  return `${JSON.stringify(issues, null, 2)}\n`;
}

function findingIssue(finding: Finding, seen: Map<string, number>): object {
  const { guardrail, verdict, severity, resource, location, input, evidence, fingerprint } = finding;
  const needs = verdict === 'undecided' && evidence.needs !== null ? ` (${evidence.needs})` : '';
  return {
    description: gitlabText(`${verdict === 'undecided' ? 'not decided: ' : ''}${messageOf(finding)}${needs}${resource === null ? '' : ` [${resource.address}${rootText(finding)}]`}`),
    check_name: gitlabText(guardrail),
    fingerprint: own(fingerprint, seen),
    severity: verdict === 'undecided' ? 'info' : severities[severity],
    location: { path: pathOf(location?.file ?? input), lines: location === null ? { begin: 1 } : { begin: location.line, ...(location.endLine === undefined ? {} : { end: location.endLine }) } },
  };
}

/** One fingerprint is one issue to GitLab: instances of one argument are told apart by their number. */
function own(fingerprint: string, seen: Map<string, number>): string {
  const repeat = seen.get(fingerprint) ?? 0;
  seen.set(fingerprint, repeat + 1);
  return repeat === 0 ? fingerprint : createDigest(`${fingerprint} ${repeat}`);
}

function errorIssue({ code, message, where, hint }: Problem, seen: Map<string, number>): object {
  const [, file = 'landrail', line] = /^(.*?)(?::(\d+)(?::\d+)?)?$/s.exec(where ?? 'landrail') ?? [];
  return {
    description: gitlabText(`error: ${message}${hint === null ? '' : `; ${hint}`}`),
    check_name: gitlabText(code),
    fingerprint: own(createDigest(JSON.stringify([code, where, message])), seen),
    severity: 'blocker',
    location: { path: pathOf(file), lines: { begin: Math.max(1, Number(line ?? 1)) } },
  };
}

/** As git names it: relative, without `./`. */
function pathOf(file: string): string {
  return gitlabText(decodeURIComponent(fileUri(file).replace(/^file:\/\//, '')));
}
