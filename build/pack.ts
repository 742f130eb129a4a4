import { pathToFileURL } from 'node:url';
import { compilePack as compile } from '#rego/user-policies.ts';

/** The shipped policies as files of dist/: for guardrails and for detections the module, and what is in it. */
export async function compilePack(folder: string, options: { readonly dist: string }): Promise<Readonly<Record<string, Uint8Array | string>>> {
  const { guardrails, detections } = await compile(folder, pathToFileURL(`${options.dist}/`));
  const listed = ({ policies }: typeof guardrails): string => `${JSON.stringify({ policies }, null, 1)}\n`;
  return { 'pack.wasm': guardrails.wasm, 'pack.json': listed(guardrails), 'detections.wasm': detections.wasm, 'detections.json': listed(detections) };
}
