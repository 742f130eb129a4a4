import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Tests run the real bundle: build it once, before any of them starts. */
export default function setup(): void {
  if (!existsSync(new URL('../src/check.ts', import.meta.url))) return;
  const script = fileURLToPath(new URL('../build/build.mjs', import.meta.url));
  const run = spawnSync(process.execPath, [script, '--quiet'], { stdio: 'inherit' });
  if (run.status !== 0) throw new Error(`build/build.mjs ended with ${run.status ?? run.signal}`);
}
