import { mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkJson, landrail, root, scratchFolder, type JsonReport } from './landrail.ts';

const scratch = scratchFolder('bad-policy');
const cache = join(scratch, 'cache');
const plan = join(root, 'samples/payroll-api/plan.json');

/** A rule that speaks of every resource: what must not be hidden by a neighbour that fails. */
const neighbour = 'package landrail.guardrails.payroll_names\n\ndeny contains {"resource": r.address, "path": "name", "msg": "not named after payroll"} if {\n\tsome r in input.resources\n}\n';

function policies(name: string, files: Readonly<Record<string, string>>): string {
  const folder = join(scratch, name);
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
}

function judged(folder: string, ...more: readonly string[]) {
  const { status, report, stderr } = checkJson([plan, '--no-config', '-p', folder, ...more], { cwd: scratch, cache });
  expect(stderr).toBe('');
  return { status, codes: report.errors.map((error) => error.code), messages: report.errors.map((error) => error.message), places: report.errors.map((error) => error.where), found: new Set(report.findings.map((finding) => finding.guardrail)) };
}

describe('a policy that would judge nothing is refused', () => {
  const rule = '\n\ndeny contains "tagged by nobody" if {\n\tsome r in input.resources\n\tnot r.tags.owner\n}\n';
  it.each([
    ['a package with a slip in its room', `package landrail.gaurdrails.payroll${rule}`, 'policy-package', 'did you mean landrail.guardrails.payroll'],
    ['a package that nothing runs', `package payroll.tags${rule}`, 'policy-never-runs', '--namespace payroll.tags'],
    ['a guardrail without a rule that judges', 'package landrail.guardrails.payroll\n\ndenied contains "x" if {\n\tinput.resources\n}\n', 'policy-rules', 'deny'],
    ['deny as one boolean', 'package landrail.guardrails.payroll\n\ndeny if {\n\tinput.resources\n}\n', 'policy-result', 'contains'],
    ['a conftest policy that reads what guardrails read', `package main${rule}`, 'policy-input', 'package main reads input.resources'],
    ['a guardrail that reads a plan', 'package landrail.guardrails.payroll\n\ndeny contains "x" if {\n\tinput.resource_changes[_].type == "aws_instance"\n}\n', 'policy-input', 'reads input.resource_changes'],
    ['a detection by the id of a shipped one', 'package landrail.detections.launch_spike\n\ndeny contains "x" if {\n\tinput.events\n}\n', 'policy-taken', 'launch-spike ships with landrail'],
    ['a detection that reads what guardrails read', 'package landrail.detections.payroll\n\ndeny contains "x" if {\n\tinput.resources\n}\n', 'policy-input', 'reads input.resources, which a detection over events is not handed'],
    ['no policy at all', 'package lib\n\nx := 1\n', 'policy-none', 'packages found: lib'],
  ])('%s', (name, text, code, hint) => {
    const { report, status } = checkJson([plan, '--no-config', '-p', policies(name.replaceAll(' ', '-'), { 'payroll.rego': text })], { cwd: scratch, cache });
    expect([status, report.errors.map((error) => error.code)]).toEqual([2, [code]]);
    expect(`${report.errors[0]?.message} ${report.errors[0]?.hint}`).toContain(hint);
  });

  it('a detection is left to drift, and that is said', () => {
    const folder = policies('detection', { 'payroll.rego': 'package landrail.detections.payroll_night\n\ndeny contains {"event": e.id, "msg": "at night"} if {\n\tsome e in input.events\n}\n' });
    const { report, status } = checkJson([plan, '--no-config', '-p', folder], { cwd: scratch, cache });
    expect([status, report.errors, report.notRun.filter(({ id }) => id === 'payroll-night')]).toEqual([0, [], [{ id: 'payroll-night', because: 'left to landrail drift' }]]);
  });

  it('a conftest policy on Terraform source, which is no document', () => {
    const folder = policies('no-document', { 'payroll.rego': 'package main\n\ndeny contains "x" if {\n\tinput.resource_changes[_].type == "aws_instance"\n}\n' });
    writeFileSync(join(scratch, 'main.tf'), 'resource "aws_sqs_queue" "payslips" {\n  name = "payslips"\n}\n');
    const { report, status } = checkJson(['main.tf', '--no-config', '-p', folder], { cwd: scratch, cache });
    expect([status, report.errors.map((error) => [error.code, error.message])]).toEqual([2, [['policy-no-document', '. (terraform-source) is not a JSON or YAML document, so main.deny was not evaluated over it']]]);
  });

  it('a namespace with a slip', () => {
    const folder = policies('namespace', { 'payroll.rego': 'package payroll.tags\n\ndeny contains "tagged by nobody" if {\n\tsome change in input.resource_changes\n\tnot change.change.after.tags.squad\n}\n' });
    expect(judged(folder, '--namespace', 'payrol.tags')).toMatchObject({ status: 2, codes: ['policy-namespace'] });
    expect(judged(folder, '--namespace', 'payroll.tags')).toMatchObject({ status: 1, codes: [], found: new Set(['payroll.tags.deny']) });
  });

  it('Rego that does not parse, or calls what nobody has, at its place', () => {
    expect(judged(policies('syntax', { 'payroll.rego': 'package main\n\ndeny contains "x" if {\n\tinput.x ==\n}\n' }))).toMatchObject({ status: 2, codes: ['rego-parse-error'] });
    const call = judged(policies('builtin', { 'payroll.rego': 'package main\n\ndeny contains "x" if {\n\thttp.send({"method": "get", "url": "https://payroll.example"}).status_code == 200\n}\n' }));
    expect(call.status).toBe(2);
    expect(call.messages[0]).toContain('http.send');
    expect(call.places[0]).toMatch(/payroll\.rego:4:2$/);
  });
});

describe('a policy that fails is named, exits 2 and hides no other', () => {
  it.each([
    ['conflicts with itself', 'package landrail.guardrails.payroll_class\n\nclass := r.type if {\n\tsome r in input.resources\n}\n\nclass := "payroll" if {\n\tinput.resources\n}\n\ndeny contains class\n', 'policy-abort', []],
    ['never returns', 'package landrail.guardrails.payroll_pairs\n\ndeny contains "pairs" if {\n\tn := numbers.range(1, 30000)\n\tcount([1 | some a in n; some b in n; some c in n; a + b == c]) > 0\n}\n', 'policy-timeout', ['--policy-timeout', '1s']],
    ['makes a range of a billion', 'package landrail.guardrails.payroll_range\n\ndeny contains "never" if count(numbers.range(1, 1000000000)) == 0\n', 'policy-timeout', ['--policy-timeout', '1s']],
    ['calls functions that each call the next one twice', `package landrail.guardrails.payroll_calls\n\n${Array.from({ length: 40 }, (_, at) => `f${at}(x) := f${at + 1}(x) + f${at + 1}(x + 1)\n`).join('\n')}\nf40(x) := x\n\ndeny contains "never" if f0(count(input.resources)) == 0\n`, 'policy-timeout', ['--policy-timeout', '1s']],
    ['follows all paths of a graph in a function of the host', 'package landrail.guardrails.payroll_paths\n\nnodes := numbers.range(1, 14)\n\ngraph_of_all := {sprintf("%d", [n]): {sprintf("%d", [m]) | some m in nodes} | some n in nodes}\n\ndeny contains "never" if {\n\tinput.resources\n\tcount(graph.reachable_paths(graph_of_all, {"1"})) == 0\n}\n', 'policy-timeout', ['--policy-timeout', '1s']],
    ['gives numbers', 'package landrail.guardrails.payroll_count\n\ndeny contains count(input.resources)\n', 'policy-result', []],
  ])('one that %s', (name, text, code, more) => {
    const folder = policies(name.replaceAll(' ', '-'), { 'payroll.rego': text, 'names.rego': neighbour });
    const { status, codes, messages, found } = judged(folder, ...more);
    expect([status, codes]).toEqual([2, [code]]);
    expect(messages[0]).toContain(/guardrails\.(\w+)/.exec(text)?.[1]?.replaceAll('_', '-'));
    expect(found).toContain('payroll-names');
  });
});

describe('the cache of compiled policies', () => {
  const folder = policies('cached', { 'names.rego': neighbour });
  const own = join(scratch, 'own-cache');
  const entries = () => readdirSync(join(own, 'landrail'), { recursive: true, encoding: 'utf8', withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  const run = () => landrail(['check', plan, '--no-config', '-p', folder, '--format', 'json'], { cwd: scratch, cache: own });

  it('gives the same bytes as a first compile; damaged entries are compiled again', () => {
    const first = run();
    expect(first.status).toBe(1);
    expect(run().stdout).toBe(first.stdout);
    for (const damage of [(file: string) => truncateSync(file, 10), (file: string) => writeFileSync(file, 'half written'), (file: string) => rmSync(file)]) {
      expect(entries().length).toBeGreaterThan(0);
      for (const file of entries()) damage(file);
      expect(run().stdout).toBe(first.stdout);
    }
  });
});

describe('what a run says', () => {
  it('is the same bytes twice, in one thread and in several', () => {
    const sample = join(root, 'samples/training-cluster/plan.json');
    const once = (more: readonly string[]) => landrail(['check', sample, '-c', join(root, 'samples/training-cluster/landrail.yaml'), '--format', 'json', ...more], { cwd: scratch, cache });
    expect(once([]).stdout).toBe(once([]).stdout);
    const quiet = policies('quiet', { 'quiet.rego': 'package landrail.guardrails.payroll_quiet\n\ndeny contains "never" if {\n\tinput.resources == "none"\n}\n' });
    const findings = (text: string): unknown => (JSON.parse(text) as { findings: unknown }).findings;
    expect(findings(once(['-p', quiet]).stdout)).toEqual(findings(once([]).stdout));
    // A policy that takes longer than a moment runs in a thread of its own, and is judged there like any other.
    const slow = policies('slow', { 'slow.rego': 'package landrail.guardrails.payroll_slow\n\ndeny contains {"resource": r.address, "msg": "counted"} if {\n\tsome r in input.resources\n\tn := numbers.range(1, 200)\n\tcount([1 | some a in n; some b in n; a == b]) == 200\n}\n', 'names.rego': neighbour });
    const found = (text: string): readonly string[] => (JSON.parse(text) as JsonReport).findings.map((one) => one.guardrail).filter((id) => id.startsWith('payroll'));
    const resources = (JSON.parse(once([]).stdout) as JsonReport).inputs[0]?.resources ?? 0;
    expect(found(once(['-p', slow]).stdout).toSorted()).toEqual(['payroll-names', 'payroll-slow'].flatMap((id) => Array.from({ length: resources }, () => id)));
  });
});
