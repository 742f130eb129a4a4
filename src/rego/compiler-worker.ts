import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { brotliDecompressSync } from 'node:zlib';
import './compiler/wasm_exec.js';

// A process of its own (see compiler-process.ts), which passes requests on to a thread: only a thread can have a deep stack
// on every system.

/**
 * Compiling policies calls most functions of the compiler a few times, so that optimising their machine code costs far more
 * than it saves: a first compilation takes one second of processor time without it and five with it, and a thread that is
 * ended waits for what is being optimised. A release of V8 that lacks a switch says so on
 * stderr: a test tries them by every Node that is promised.
 */
const switches = ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering'];

/** What Go's `wasm_exec.js` leaves on the global object of this thread. */
interface GoProgram {
  argv: string[];
  readonly importObject: WebAssembly.Imports;
  env: { [name: string]: string };
  run(instance: WebAssembly.Instance): Promise<void>;
}
declare const Go: new () => GoProgram;

type Call = (request: Uint8Array, done: (reply: Uint8Array<ArrayBuffer>) => void) => void;

/** Enough for brackets nested 2,000 deep, beyond which the compiler refuses a file. */
const stackSizeMb = 32;

async function load(artifact: string): Promise<Call> {
  const module = await WebAssembly.compile(brotliDecompressSync(readFileSync(fileURLToPath(artifact))));
  const go = new Go();
  const instance = await WebAssembly.instantiate(module, go.importObject);
  return new Promise((resolve) => {
    (globalThis as { landrailCompilerReady?: (call: Call) => void }).landrailCompilerReady = resolve;
    go.argv = ['compiler', 'landrailCompilerReady'];
    // A compiler lives for seconds: collecting garbage rarely is a fifth faster, and costs little memory until there is much.
    go.env = { GOGC: '400', GOMEMLIMIT: '1GiB' };
    // It waits for calls for ever, so an end is a crash; nobody catches this, so that it ends the thread.
    void go.run(instance).then(() => {
      throw new Error('the Go program has ended');
    });
  });
}

/** In the thread. Requests that come before the listener is there are kept by the port. */
async function serve(): Promise<void> {
  const call = await load((workerData as { artifact: string }).artifact);
  parentPort?.on('message', (request: Uint8Array) => {
    call(request, (reply) => parentPort?.postMessage(reply, [reply.buffer]));
  });
}

/** In the process. */
function supervise(artifact: string): void {
  for (const one of switches) setFlagsFromString(one);
  const thread = new Worker(new URL(import.meta.url), { workerData: { artifact }, resourceLimits: { stackSizeMb } });
  process.on('message', (request) => thread.postMessage(request, []));
  process.on('disconnect', () => process.exit());
  thread.on('message', (reply: Uint8Array) => process.send?.(reply));
  thread.on('error', (error: Error) => {
    process.stderr.write(error.message, () => process.exit(1));
  });
}

if (isMainThread) supervise(process.argv[2] ?? '');
else void serve();
