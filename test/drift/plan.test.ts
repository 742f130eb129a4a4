import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { missing, planFactory } from '../cases/three-valued/replan.ts';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'landrail-drift-plan-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

if (missing !== null) console.log(`skipped: drift against plans of the real terraform (${missing})`);

const configuration = (buckets: Readonly<Record<string, string>>): string => ['provider "aws" {\n  region = "eu-west-1"\n}\n', ...Object.entries(buckets).map(([name, bucket]) => `resource "aws_s3_bucket" "${name}" {\n  bucket = "${bucket}"\n}\n`)].join('\n');

function terraform(command: string, buckets: Readonly<Record<string, string>>): void {
  writeFileSync(join(folder, 'main.tf'), configuration(buckets));
  const done = spawnSync(planFactory, [command, folder], { encoding: 'utf8', env: { PATH: process.env['PATH'], HOME: process.env['HOME'] } });
  if (done.status !== 0) throw new Error(done.stderr);
}

/** `managed 3`, then an item a line. */
function drift(plan: string, live: readonly string[]): readonly string[] {
  writeFileSync(join(folder, 'live.json'), JSON.stringify({ Buckets: live.map((Name) => ({ Name, CreationDate: '2026-01-01T00:00:00Z' })), Owner: { ID: 'parcels' } }));
  const { stdout } = spawnSync(process.execPath, [cli, 'drift', '--iac', plan, '--inventory', 'live.json', '--no-history', '--format', 'json'], { encoding: 'utf8', cwd: folder, env: { PATH: process.env['PATH'], HOME: folder, LANDRAIL_NOW: '2026-11-02T06:00:00Z' } });
  const { drift: found } = JSON.parse(stdout) as { readonly drift: { readonly items: readonly { readonly verdict: string; readonly resource: { readonly address: string } }[]; readonly counts: Readonly<Record<string, number>> } };
  return [`managed ${found.counts['managed']}`, ...found.items.map(({ verdict, resource }) => `${verdict} ${resource.address}`)];
}

describe.skipIf(missing !== null)('a plan of the real terraform, saved and shown', () => {
  test('has what it removes or replaces until it is applied', { timeout: 120_000 }, () => {
    terraform('apply', { keep: 'parcels-keep', renamed: 'parcels-old', gone: 'parcels-gone' });
    terraform('plan', { keep: 'parcels-keep', renamed: 'parcels-new' });
    for (const plan of ['plan.json', 'tfplan']) {
      expect([plan, drift(plan, ['parcels-keep', 'parcels-old', 'parcels-gone'])]).toEqual([plan, ['managed 3', 'pending aws_s3_bucket.renamed']]);
      expect([plan, drift(plan, ['parcels-keep', 'parcels-new'])]).toEqual([plan, ['managed 2']]);
      expect([plan, drift(plan, ['parcels-keep', 'parcels-new', 'parcels-odd'])]).toEqual([plan, ['managed 2', 'unmanaged arn:aws:s3:::parcels-odd']]);
    }
  });
});
