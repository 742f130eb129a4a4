import { ProblemError } from '#model/problem.ts';
import { detours } from './detours.ts';
import type { EvaluatorModule } from './evaluator.ts';
import { patchModule } from './module-patch.ts';

/** A policy module, with what OPA's runtime inside it gets wrong put right. @throws ProblemError for bytes that are no WebAssembly. */
export async function loadModule(wasm: EvaluatorModule['wasm']): Promise<WebAssembly.Module> {
  if (typeof wasm === 'function') return wasm();
  return wasm instanceof Uint8Array ? compileModule(patchModule(wasm, detours)) : wasm;
}

/** The same for a module that has been put right already. */
export async function compileModule(patched: Uint8Array<ArrayBuffer>): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(patched);
  } catch (error) {
    if (!(error instanceof WebAssembly.CompileError)) throw error;
    throw new ProblemError({ code: 'policy-module', message: `the policy module is damaged: ${error.message}`, where: null, hint: 'compile the policies again' });
  }
}
