import { pathToFileURL } from 'node:url';
import { compilePack as compile } from '#rego/user-policies.ts';

/** The shipped policies as the two files of dist/: the module, and what is in it. */
export async function compilePack(folder: string, options: { readonly dist: string }): Promise<{ wasm: Uint8Array; json: string }> {
  const set = await compile(folder, pathToFileURL(`${options.dist}/`));
  return { wasm: set.wasm, json: `${JSON.stringify({ policies: set.policies }, null, 1)}\n` };
}
