import { ProblemError } from '#model/problem.ts';
import { detours } from './detours.ts';
import type { EvaluatorModule } from './evaluator.ts';
import { patchModule } from './module-patch.ts';

/** A policy module, with what OPA's runtime inside it gets wrong put right. @throws ProblemError for bytes that are no WebAssembly. */
export async function loadModule(wasm: EvaluatorModule['wasm']): Promise<WebAssembly.Module> {
  if (!(wasm instanceof Uint8Array)) return wasm;
  try {
    return await WebAssembly.compile(patchModule(wasm, detours));
  } catch (error) {
    if (!(error instanceof WebAssembly.CompileError)) throw error;
    throw new ProblemError({ code: 'policy-module', message: `the policy module is damaged: ${error.message}`, where: null, hint: 'compile the policies again' });
  }
}
