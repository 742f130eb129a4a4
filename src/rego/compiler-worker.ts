import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { brotliDecompressSync } from 'node:zlib';
import './compiler/wasm_exec.js';

/** What Go's `wasm_exec.js` leaves on the global object of this thread. */
interface GoProgram {
  argv: string[];
  readonly importObject: WebAssembly.Imports;
  env: { [name: string]: string };
  run(instance: WebAssembly.Instance): Promise<void>;
}
declare const Go: new () => GoProgram;

type Call = (request: Uint8Array, done: (reply: Uint8Array<ArrayBuffer>) => void) => void;

async function load(artifact: URL): Promise<Call> {
  const module = await WebAssembly.compile(brotliDecompressSync(readFileSync(artifact)));
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

const port = parentPort;
if (!port) throw new Error('compiler-worker runs in a worker thread only');
// Messages that arrive before the listener is there are kept by the port, so the first request may be sent at once.
const call = await load(new URL((workerData as { artifact: string }).artifact));
port.on('message', (request: Uint8Array) => {
  call(request, (reply) => port.postMessage({ reply }, [reply.buffer]));
});
