// npm run build:compiler: builds the Rego compiler (src/rego/compiler/) from its Go sources, byte for byte the same everywhere.
//   --verify   builds without packing and compares with what is committed; ends with 1 where they differ, with 3 without the right Go
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { collectNotices } from './compiler-notices.mjs';

const folder = fileURLToPath(new URL('../src/rego/compiler/', import.meta.url));
const verify = process.argv.includes('--verify');

/** The Go release that go.mod pins: another one gives other bytes, and needs another wasm_exec.js. */
const release = /^toolchain (go\S+)$/m.exec(readFileSync(join(folder, 'go.mod'), 'utf8'))?.[1];
if (!release) throw new Error('go.mod has no toolchain line');

const env = {
  ...process.env,
  // Building may fetch the pinned release through the module proxy; verifying uses what is there or does without.
  GOTOOLCHAIN: verify ? 'local' : release,
  GOOS: 'js',
  GOARCH: 'wasm',
  GOWASM: '',
  GOEXPERIMENT: '',
  GOFLAGS: '-mod=readonly',
  GOWORK: 'off',
  CGO_ENABLED: '0',
};

function go(...args) {
  const run = spawnSync('go', args, { cwd: folder, env, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (run.error || run.status !== 0) throw new Error(`go ${args.join(' ')}: ${run.error?.message ?? run.stderr.trim()}`);
  return run.stdout;
}

const digest = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** The module as Go links it, about 41 MB. */
function buildRaw() {
  const scratch = mkdtempSync(join(tmpdir(), 'landrail-compiler-'));
  try {
    const out = join(scratch, 'compiler.wasm');
    go('build', '-trimpath', '-buildvcs=false', '-ldflags=-s -w', '-o', out, '.');
    return readFileSync(out);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function pack(raw) {
  return brotliCompressSync(raw, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: raw.length,
    },
  });
}

function write() {
  const raw = buildRaw();
  console.log(`built ${raw.length} bytes with ${release}; packing takes some minutes`);
  const packed = pack(raw);
  writeFileSync(join(folder, 'compiler.wasm.br'), packed);
  writeFileSync(join(folder, 'compiler.wasm.sha256'), `${digest(raw)}  compiler.wasm\n${digest(packed)}  compiler.wasm.br\n`);
  writeFileSync(join(folder, 'wasm_exec.js'), wasmExec());
  writeFileSync(join(folder, 'THIRD_PARTY_NOTICES.txt'), collectNotices(go, folder));
  console.log(`wrote compiler.wasm.br, ${packed.length} bytes`);
}

function wasmExec() {
  return readFileSync(join(go('env', 'GOROOT').trim(), 'lib/wasm/wasm_exec.js'), 'utf8');
}

function compare() {
  const found = spawnSync('go', ['env', 'GOVERSION'], { cwd: folder, env, encoding: 'utf8' });
  if (found.error || found.status !== 0 || found.stdout.trim() !== release) {
    console.log(`not verified: needs ${release}, and ${found.error ? 'no go is on PATH' : `go is ${found.stdout.trim() || found.stderr.trim()}`}`);
    return 3;
  }
  const modules = spawnSync('go', ['mod', 'download'], { cwd: folder, env, encoding: 'utf8' });
  if (modules.status !== 0) {
    console.log(`not verified: its Go modules are not here and cannot be fetched: ${modules.stderr.trim().split('\n')[0]}`);
    return 3;
  }
  const committed = (name) => readFileSync(join(folder, name), 'utf8');
  const differing = [
    ['compiler.wasm', committed('compiler.wasm.sha256').startsWith(`${digest(buildRaw())}  compiler.wasm\n`)],
    ['wasm_exec.js', committed('wasm_exec.js') === wasmExec()],
    ['THIRD_PARTY_NOTICES.txt', committed('THIRD_PARTY_NOTICES.txt') === collectNotices(go, folder)],
  ].filter(([, same]) => !same);
  for (const [name] of differing) console.log(`${name} is not what the sources give; run npm run build:compiler`);
  if (differing.length === 0) console.log(`same bytes with ${release}`);
  return differing.length === 0 ? 0 : 1;
}

if (verify) process.exitCode = compare();
else write();
