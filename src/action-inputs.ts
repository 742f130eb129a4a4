import { join, resolve } from 'node:path';
import { choice } from '#config/readings.ts';
import type { Environment } from '#config/options.ts';
import { ProblemError, type Problem } from '#model/problem.ts';

/** Inputs of action.yml, read. What a flag of the command says too is left to the command: there is one place that knows what is allowed. */
export interface ActionInputs {
  readonly command: 'check' | 'drift';
  readonly paths: readonly string[];
  readonly config: string | null;
  readonly failOn: string | null;
  readonly baseline: string | null;
  readonly args: readonly string[];
  /** Absolute; where the command runs. */
  readonly folder: string;
  /** Absolute; null for none. */
  readonly sarif: string | null;
  readonly html: string | null;
  /** Always written: `landrail report` makes any other report of it. */
  readonly json: string;
  readonly annotations: boolean;
  readonly summary: boolean;
  readonly changedOnly: boolean;
  readonly comment: 'changes' | 'always' | 'never';
  readonly issue: boolean;
  readonly webhook: string | null;
  /** Of the comment or the issue: each has its own. */
  readonly key: string;
  readonly token: string | null;
}

/** @throws ProblemError with every input that has a wrong value */
export function actionInputs(env: Environment): ActionInputs {
  const problems: Problem[] = [];
  const refuse = (name: string, value: string, fault: string, hint: string | null = null): void => {
    problems.push({ code: 'action-input', message: `${name} is ${JSON.stringify(value)}${fault}`, where: null, hint });
  };
  const text = (name: string): string | null => (env[`INPUT_${name.toUpperCase()}`] ?? '').trim() || null;
  const one = <T extends string>(name: string, allowed: readonly T[], fallback: T): T => {
    const value = text(name);
    if (value === null) return fallback;
    const reading = choice(allowed)(value);
    if ('value' in reading) return reading.value;
    refuse(name, value, reading.fault, reading.hint);
    return fallback;
  };
  const yes = (name: string, fallback: boolean): boolean => one(name, ['true', 'false'], String(fallback) as 'true' | 'false') === 'true';
  const words = (name: string): readonly string[] => {
    const value = text(name) ?? '';
    const found = wordsOf(value);
    if (found === null) refuse(name, value, ', in which a quote has no end');
    return found ?? [];
  };

  const workspace = env['GITHUB_WORKSPACE'] ?? process.cwd();
  const folder = resolve(workspace, text('working-directory') ?? '.');
  const temporary = env['RUNNER_TEMP'] ?? workspace;
  const key = text('key') ?? 'landrail';
  if (!/^[\w.-]{1,64}$/.test(key)) refuse('key', key, '; it must be 1 to 64 letters, digits, dots, hyphens or underscores');
  const file = (name: string, extension: string): string | null => {
    const value = text(name) ?? 'false';
    if (/^false$/i.test(value)) return null;
    return /^true$/i.test(value) ? join(temporary, `${key}.${extension}`) : resolve(folder, value);
  };
  const command = one('command', ['check', 'drift'], 'check');
  const paths = words('paths');
  if (command === 'drift' && paths.length > 0) refuse('paths', paths.join(' '), ', and drift has three sides', 'name them under args: --iac states/ --inventory inventory.ndjson --audit logs/');
  const webhook = text('webhook');
  // Its address is as good as a password, and is never printed.
  if (webhook !== null && !isWebhook(webhook)) problems.push({ code: 'action-input', message: 'webhook is not an https address', where: null, hint: 'https://hooks.slack.com/services/…, from a secret' });

  const inputs: ActionInputs = {
    command,
    paths: command === 'check' && paths.length === 0 ? ['.'] : paths,
    config: text('config'),
    failOn: text('fail-on'),
    baseline: text('baseline'),
    args: words('args'),
    folder,
    sarif: file('sarif', 'sarif'),
    html: file('html', 'html'),
    json: join(temporary, `${key}.json`),
    annotations: yes('annotations', true),
    summary: yes('summary', true),
    changedOnly: yes('changed-only', true),
    comment: one('comment', ['changes', 'always', 'never'], 'changes'),
    issue: yes('issue', false),
    webhook,
    key,
    token: text('github-token'),
  };
  if (problems.length > 0) throw new ProblemError(problems);
  return inputs;
}

/** Plain http is for this machine alone. */
function isWebhook(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
}

/** Words between spaces and line breaks; quotes hold one together, and nothing else is special. Null where a quote has no end. */
export function wordsOf(text: string): readonly string[] | null {
  const words: string[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const [word] = /^(?:[^\s"']|"[^"]*"|'[^']*')+/.exec(rest) ?? [];
    if (word === undefined || (word.length < rest.length && !/\s/.test(rest.charAt(word.length)))) return null;
    words.push(word.replaceAll(/"([^"]*)"|'([^']*)'/g, (_, double: string | undefined, single: string | undefined) => double ?? single ?? ''));
    rest = rest.slice(word.length).trimStart();
  }
  return words;
}
