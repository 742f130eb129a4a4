import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type * as Esbuild from 'esbuild';

/** Scripts that run in worker threads; `src/rego/<name>.ts`, bundled to `dist/<name>.js`. */
export type WorkerName = 'compiler-worker' | 'evaluate-worker';

/** Files of the compiler, copied to `dist/` under the same name, and the shipped policies, compiled there by the build. */
export type AssetName = 'compiler.wasm.br' | 'compiler.wasm.sha256' | 'pack.wasm' | 'pack.json' | 'detections.wasm' | 'detections.json';

/** True where this file runs as it is written here (tests, tools of this project), not from `dist/`. */
const fromSource = import.meta.url.endsWith('.ts');

/** `dist/`: this code was bundled into one of its files. */
function distFolder(): URL {
  return new URL('./', import.meta.url);
}

/**
 * The script of a worker. In source runs it is bundled first, since Node 20 loads no TypeScript.
 * @param dist a `dist/` folder (with a trailing slash) to use instead of the one that this code runs from.
 */
export async function workerUrl(name: WorkerName, dist?: URL): Promise<URL> {
  if (dist !== undefined) return new URL(`${name}.js`, dist);
  return fromSource ? bundled(name) : new URL(`${name}.js`, distFolder());
}

export function assetUrl(name: AssetName, dist?: URL): URL {
  if (dist !== undefined) return new URL(name, dist);
  if (!fromSource) return new URL(name, distFolder());
  return new URL(name.startsWith('pack.') || name.startsWith('detections.') ? `../../dist/${name}` : `compiler/${name}`, import.meta.url);
}

/** Named by content, so that runs side by side with different sources do not disturb each other. */
async function bundled(name: WorkerName): Promise<URL> {
  // Not a literal, so that no bundler follows it: esbuild is there in source runs alone.
  const bundler: string = 'esbuild';
  const { build } = (await import(bundler)) as typeof Esbuild;
  const { access, mkdir, rename, writeFile } = await import('node:fs/promises');
  const result = await build({
    entryPoints: [fileURLToPath(new URL(`${name}.ts`, import.meta.url))],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    write: false,
    logLevel: 'silent',
    banner: { js: "import { createRequire as landrailRequire } from 'node:module'; const require = landrailRequire(import.meta.url);" },
  });
  const code = result.outputFiles[0]?.contents ?? new Uint8Array();
  const folder = new URL('../../node_modules/.cache/landrail/', import.meta.url);
  const url = new URL(`${name}-${createHash('sha256').update(code).digest('hex').slice(0, 16)}.mjs`, folder);
  try {
    await access(url);
  } catch {
    await mkdir(folder, { recursive: true });
    const draft = new URL(`${url.href}.${process.pid}-${performance.now()}.tmp`);
    await writeFile(draft, code);
    await rename(draft, url);
  }
  return url;
}
