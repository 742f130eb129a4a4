import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { assetUrl } from '#rego/worker-location.ts';

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test('the packed artifact is the one whose digests are committed', () => {
  const packed = readFileSync(assetUrl('compiler.wasm.br'));
  const digests = readFileSync(assetUrl('compiler.wasm.sha256'), 'utf8');
  expect(digests).toBe(`${digest(brotliDecompressSync(packed))}  compiler.wasm\n${digest(packed)}  compiler.wasm.br\n`);
  expect(packed.length).toBeLessThan(6_000_000);
});

// A cold build of all Go packages takes two minutes on a small machine.
test('the sources give the committed bytes', { timeout: 900_000 }, ({ skip }) => {
  const script = fileURLToPath(new URL('../../../build/compiler.mjs', import.meta.url));
  const run = spawnSync(process.execPath, [script, '--verify'], { encoding: 'utf8' });
  if (run.status === 3) {
    console.log(`compiler artifact ${run.stdout.trim()}`);
    skip(run.stdout.trim());
  }
  expect(run.stdout + run.stderr).toBe(`same bytes with ${/^toolchain (\S+)$/m.exec(readFileSync(new URL('go.mod', assetUrl('compiler.wasm.br')), 'utf8'))?.[1]}\n`);
  expect(run.status).toBe(0);
});

test('the notices name what the artifact holds', () => {
  const notices = readFileSync(new URL('THIRD_PARTY_NOTICES.txt', assetUrl('compiler.wasm.br')), 'utf8');
  for (const name of ['The Go runtime and standard library', 'github.com/open-policy-agent/opa v1.22.2, LICENSE', 'go.yaml.in/yaml/v3 v3.0.5, NOTICE', 'RE2', 'Stefan Krah']) {
    expect(notices).toContain(name);
  }
});
