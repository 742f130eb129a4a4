import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root, scratchFolder } from '../commands/landrail.ts';
import type { GitHub } from './server.ts';

export const head = '4f1c'.repeat(10);
const base = 'b05e'.repeat(10);

/** action.yml, as GitHub reads it. */
export const metadata = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
  readonly runs: { readonly using: string; readonly main: string };
};
const defaults = Object.fromEntries(Object.entries(metadata.inputs).map(([name, input]) => [name, input.default.replace('${{ github.token }}', 'job')]));

/** What one step was seen to do. */
export interface Step {
  readonly status: number | null;
  /** The log, without the token that commands are stopped with. */
  readonly log: string;
  readonly stderr: string;
  /** Lines that the runner obeys. */
  readonly commands: readonly string[];
  readonly summary: string;
  /** The JSON report; empty where there is none. */
  readonly json: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Payloads as GitHub sends them, as far as anybody reads them. */
export const events = {
  pull: (updated = '2026-11-23T08:00:00Z', from = 'parcels/shop'): object => ({
    action: 'synchronize',
    pull_request: { number: 7, updated_at: updated, head: { sha: head, repo: { full_name: from, fork: from !== 'parcels/shop' } }, base: { sha: base, repo: { full_name: 'parcels/shop', fork: false } } },
  }),
  push: { ref: 'refs/heads/main', before: base, after: head },
  schedule: { schedule: '17 3 * * *' },
  dispatch: { inputs: {}, ref: 'refs/heads/main' },
  mergeGroup: { action: 'checks_requested', merge_group: { base_sha: base, head_sha: head, head_ref: 'refs/heads/gh-readonly-queue/main/pr-7-b05e' } },
};

/** A checkout of a repository, and a runner that runs one step in it as GitHub's does: action.yml's defaults, variables, files, a process of its own. */
export class Runner {
  readonly workspace: string;
  readonly #scratch: string;
  readonly #github: GitHub;
  #run = 9000;

  constructor(name: string, github: GitHub) {
    this.#scratch = scratchFolder(name);
    this.workspace = join(this.#scratch, 'shop');
    mkdirSync(this.workspace);
    this.#github = github;
  }

  write(file: string, text: string): void {
    mkdirSync(join(this.workspace, file, '..'), { recursive: true });
    writeFileSync(join(this.workspace, file), text);
  }

  copy(from: string, to: string): void {
    cpSync(join(root, from), join(this.workspace, to), { recursive: true });
  }

  async step(event: keyof typeof names, payload: object | string, inputs: Readonly<Record<string, string>> = {}, env: Readonly<Record<string, string>> = {}): Promise<Step> {
    const files = mkdtempSync(join(this.#scratch, 'step-'));
    const file = (name: string, text = ''): string => {
      writeFileSync(join(files, name), text);
      return join(files, name);
    };
    const given = Object.entries({ ...defaults, ...inputs }).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
    const child = spawn(process.execPath, [join(root, metadata.runs.main)], {
      cwd: this.workspace,
      env: {
        PATH: process.env['PATH'] ?? '', HOME: this.#scratch, XDG_CACHE_HOME: join(tmpdir(), 'landrail-test-cache'), LANDRAIL_NOW: '2026-11-23T09:00:00Z',
        CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: this.workspace, RUNNER_TEMP: files, RUNNER_OS: 'Linux',
        GITHUB_EVENT_NAME: names[event], GITHUB_EVENT_PATH: file('event.json', typeof payload === 'string' ? payload : JSON.stringify(payload)),
        GITHUB_REPOSITORY: this.#github.repository, GITHUB_SHA: 'feed'.repeat(10), GITHUB_REF: 'refs/pull/7/merge', GITHUB_RUN_ID: String((this.#run += 1)), GITHUB_RUN_ATTEMPT: '1',
        GITHUB_API_URL: this.#github.url, GITHUB_SERVER_URL: 'https://github.test', GITHUB_OUTPUT: file('output'), GITHUB_STEP_SUMMARY: file('summary'),
        ...Object.fromEntries(given), ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const text = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (part: string) => (text.stdout += part));
    child.stderr.setEncoding('utf8').on('data', (part: string) => (text.stderr += part));
    const status = await new Promise<number | null>((done, fail) => child.on('error', fail).on('close', done));
    const log = text.stdout.replaceAll(/[0-9a-f]{32}/g, (found) => (text.stdout.includes(`::stop-commands::${found}`) ? 'TOKEN' : found)).replaceAll(files, 'TEMP');
    return { status, log, stderr: text.stderr, commands: obeyed(text.stdout), summary: read(join(files, 'summary')), json: read(join(files, 'landrail.json')), outputs: outputsIn(readFileSync(join(files, 'output'), 'utf8'), files) };
  }
}

function read(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

const names = { pull: 'pull_request', push: 'push', schedule: 'schedule', dispatch: 'workflow_dispatch', mergeGroup: 'merge_group' } as const;

/** https://github.com/actions/runner, ActionCommand.cs: spaces before a command are trimmed, old ones stand anywhere in a line, and none is obeyed between stop-commands and its token. */
function obeyed(log: string): readonly string[] {
  const found: string[] = [];
  let stopped: string | null = null;
  for (const line of log.split(/\r\n|\n|\r/)) {
    const text = line.trim();
    if (stopped !== null) {
      if (text === `::${stopped}::`) stopped = null;
      continue;
    }
    const [, token] = /^::stop-commands::(.+)$/.exec(text) ?? [];
    if (token !== undefined) stopped = token;
    else if (/^::[\w-]+(?: [^:]*)?::/.test(text) || /##\[[\w-]+[^\]]*\]/.test(text)) found.push(text);
  }
  return found;
}

/** https://docs.github.com/actions/reference/workflow-commands-for-github-actions#multiline-strings */
function outputsIn(text: string, files: string): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  while (lines.length > 1) {
    const [, name = '', end = ''] = /^([\w-]+)<<(.+)$/.exec(lines.shift() ?? '') ?? [];
    const value = lines.splice(0, lines.indexOf(end));
    if (lines.shift() !== end) throw new Error(`the output ${name} has no end`);
    outputs[name] = value.join('\n').replaceAll(files, 'TEMP');
  }
  return outputs;
}
