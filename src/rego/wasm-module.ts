import { ProblemError } from '#model/problem.ts';

/** @throws ProblemError for bytes that are no WebAssembly. */
export async function loadModule(wasm: Uint8Array<ArrayBuffer> | WebAssembly.Module): Promise<WebAssembly.Module> {
  if (wasm instanceof WebAssembly.Module) return wasm;
  try {
    return await WebAssembly.compile(wasm);
  } catch (error) {
    if (!(error instanceof WebAssembly.CompileError)) throw error;
    throw new ProblemError({ code: 'policy-module', message: `the policy module is damaged: ${error.message}`, where: null, hint: 'compile the policies again' });
  }
}
