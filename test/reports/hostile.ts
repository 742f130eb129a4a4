import type { Result } from '#model/result.ts';
import { finding, guardrail, resource, result } from './result.ts';

/** What somebody may put into the name of a resource, a tag, a file or a policy of a pull request. */
export const hostile: Readonly<Record<string, string>> = {
  'ANSI colours and cursor': '\u001b[2J\u001b[1;1H\u001b[32mNo findings.\u001b[0m',
  'a terminal title': '\u001b]0;owned\u0007',
  'a terminal link': '\u001b]8;;https://shop.example\u001b\\checkout\u001b]8;;\u001b\\',
  'BEL and backspaces': 'web\u0007\b\b\bdb',
  'C1 controls': '\u009b2Jcheckout\u0085\u008d\u009d0;owned\u009c',
  'DEL and NUL': 'web\u007f\u0000',
  'carriage return': 'checkout\rNo findings.',
  newlines: 'checkout\nNo findings. 84 resources, 7 guardrails.\n',
  'line separators': 'checkout\u2028No findings.\u2029\u000b\u000c',
  'right-to-left override': 'checkout\u202egnp.exe\u2066\u2069\u200f\u061c',
  'zero-width characters': 'check\u200bo\u200cu\u200dt\u2060\ufeff\u00ad\u034f\u180e\u3164\uffa0',
  'tags and selectors that hide text': `checkout${String.fromCodePoint(0xe0068, 0xe0069, 0xe0100, 0xe007f)}a\ufe0e\ufe01`,
  'lone surrogates': 'web\ud800 \udc00',
  'a GitHub command': '::set-output name=verdict::pass',
  'a GitHub command behind a space': 'checkout \u3000::error file=main.tf,line=1::all is well',
  'a GitHub command behind a newline': '\n::stop-commands::checkout',
  'GitHub commands of old': '##[set-env name=PATH]/tmp ##[error]checkout',
  'an Azure DevOps command': 'checkout ##vso[task.complete result=Succeeded;]done',
  'a TeamCity command': "##teamcity[buildStatus text='ok' status='SUCCESS']",
  'a GitLab section': '\u001b[0Ksection_start:1:checkout\r\u001b[0K',
};

/** The text wherever a text from outside may stand. */
export function everywhere(text: string): Result {
  const evil = finding(text, null, {
    title: text,
    message: text,
    input: text,
    severity: 'high',
    resource: { ...resource('aws_instance.web'), address: text, type: text, id: text, region: text },
    evidence: { path: text, actual: text, expected: [text, { [text]: [text] }], refs: [text], needs: text },
    location: { file: text, line: 1, column: 1 },
    snippet: [{ line: 1, text, mark: { start: 2, end: 4 } }],
    related: [{ file: text, line: 1, column: 1, role: text, name: text, snippet: [{ line: 1, text, mark: null }] }],
    remediation: text,
    references: [text],
    waiver: { reason: text, owner: text, ticket: text, expires: '2026-12-31', where: text },
  });
  const problem = { code: 'policy-aborted', message: text, where: text, hint: text };
  return result(
    [
      evil,
      { ...evil, resource: null, location: null, evidence: { ...evil.evidence, path: '', actual: { [text]: text }, expected: text } },
      { ...evil, verdict: 'undecided' },
      { ...evil, verdict: 'waived' },
    ],
    {
      inputs: [{ path: text, format: text, resources: 1, notes: [text] }, { path: `${text}2`, format: 'terraform-plan', resources: 1, notes: [] }],
      guardrails: [guardrail(text, { title: text, origin: text })],
      notRun: [{ id: text, because: text }],
      notices: [problem],
      errors: [problem],
    },
  );
}
