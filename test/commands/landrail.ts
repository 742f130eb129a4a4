import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import type { LeftOut } from '#model/input.ts';

/** Of the repository, with a slash behind it. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
export const cli = join(root, 'dist', 'cli.js');

/** A folder of its own for the tests of one file; gone after them. */
export function scratchFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `landrail-${name}-`));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Files by their paths below a folder, with the folders around them. */
export function fill(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** The built command as a user runs it: no colours, the clock held still, nothing of the tester's environment. */
export function landrail(args: readonly string[], more: { readonly cwd?: string; readonly input?: string | Uint8Array; readonly env?: Readonly<Record<string, string>>; readonly cache?: string } = {}): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [cli, ...args], {
    cwd: more.cwd ?? root,
    encoding: 'utf8',
    input: more.input ?? '',
    maxBuffer: 2 ** 28,
    env: { PATH: process.env['PATH'] ?? '', HOME: more.cache ?? tmpdir(), XDG_CACHE_HOME: more.cache ?? join(tmpdir(), 'landrail-test-cache'), NO_COLOR: '1', LANDRAIL_NOW: '2026-11-23T00:00:00Z', ...more.env },
  });
}

export interface JsonReport {
  readonly notRun: readonly { readonly id: string; readonly because: string }[];
  readonly verdict: string;
  readonly exitCode: number;
  readonly summary: Readonly<Record<string, unknown>>;
  readonly inputs: readonly { readonly path: string; readonly format: string; readonly resources: number; readonly notes: readonly string[]; readonly leftOut?: readonly LeftOut[] }[];
  readonly skipped?: readonly { readonly path: string; readonly because: string }[];
  readonly findings: readonly {
    readonly guardrail: string;
    readonly verdict: string;
    readonly original: string;
    readonly severity: string;
    readonly message: string;
    readonly resource: { readonly address: string; readonly action: string; readonly stage: string } | null;
    readonly location?: { readonly file: string; readonly line: number; readonly column: number } | null;
    readonly evidence: { readonly path: string; readonly actual: unknown; readonly expected: unknown; readonly refs: readonly string[]; readonly needs?: string | null };
    readonly related?: readonly { readonly file: string; readonly line: number; readonly role: string; readonly name: string | null }[];
    readonly fingerprint?: string;
  }[];
  readonly notices?: readonly { readonly code: string; readonly message: string; readonly where: string | null; readonly hint: string | null }[];
  readonly errors: readonly { readonly code: string; readonly message: string; readonly where: string | null; readonly hint: string | null }[];
}

/** `check … --format json`, parsed. */
export function checkJson(args: readonly string[], more: Parameters<typeof landrail>[1] = {}): { readonly status: number | null; readonly stderr: string; readonly report: JsonReport } {
  const run = landrail(['check', ...args, '--format', 'json'], more);
  if (!run.stdout.startsWith('{')) throw new Error(`no JSON report (exit ${run.status}): ${run.stdout.slice(0, 2000)}${run.stderr.slice(0, 4000)}`);
  return { status: run.status, stderr: run.stderr, report: JSON.parse(run.stdout) as JsonReport };
}
