import { promisify } from 'node:util';
import { isArray, isObject, member, type JsonValue } from '#model/json.ts';
import { ProblemError } from '#model/problem.ts';
import type { RegoModule, RegoVersion } from './compiled.ts';
import { parseData, type DataPath } from './policy-data.ts';
import { decodeText } from './policy-text.ts';
import { readTar, TarError, type TarFile } from './tar.ts';

/** What `.manifest` says (https://www.openpolicyagent.org/docs/management-bundles#bundle-file-format). */
interface Manifest {
  /** Slash-separated paths that hold all that the bundle defines; `['']` is everything. */
  readonly roots: readonly string[];
  readonly versionOf: (path: string) => RegoVersion | null;
}

export interface BundleContent {
  readonly modules: readonly RegoModule[];
  readonly data: readonly { readonly path: DataPath; readonly value: JsonValue; readonly where: string }[];
  readonly roots: readonly string[];
}

const maxUnpacked = 128 * 1024 * 1024;
const maxFiles = 10_000;

function fault(code: string, message: string, where: string, hint: string): ProblemError {
  return new ProblemError({ code, message, where, hint });
}

async function filesOf(packed: Uint8Array, where: string): Promise<readonly TarFile[]> {
  try {
    const { gunzip } = await import('node:zlib');
    return readTar(await promisify(gunzip)(packed, { maxOutputLength: maxUnpacked }), maxFiles);
  } catch (error) {
    const hint = 'build it again with opa build or tar -czf';
    if (error instanceof TarError) throw fault('bundle-damaged', `${where} cannot be used: ${error.message}`, where, hint);
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ERR_BUFFER_TOO_LARGE') {
      throw fault('bundle-too-large', `${where} unpacks to more than ${maxUnpacked / 2 ** 20} MB`, where, 'hand over the policies alone, without other files');
    }
    if (code.startsWith('Z_')) throw fault('bundle-damaged', `${where} cannot be unpacked: ${(error as Error).message}`, where, hint);
    throw error;
  }
}

/** The policies and data of a gzipped bundle, as `opa build` writes it or as made by hand. @throws ProblemError */
export async function readBundle(packed: Uint8Array, where: string): Promise<BundleContent> {
  const files = (await filesOf(packed, where)).filter((file) => file.path === '.manifest' || !file.path.split('/').some((part) => part.startsWith('.')));
  const manifest = await readManifest(files.find((file) => file.path === '.manifest'), where);
  const modules: RegoModule[] = [];
  const data: { path: DataPath; value: JsonValue; where: string }[] = [];
  for (const file of files) {
    const place = `${where}/${file.path}`;
    const folders = file.path.split('/').slice(0, -1);
    const name = file.path.slice(file.path.lastIndexOf('/') + 1);
    if (name.endsWith('.rego')) {
      const version = manifest.versionOf(file.path);
      modules.push({ path: place, text: decodeText(file.bytes, place), ...(version === null ? {} : { regoVersion: version }) });
    } else if (name === 'data.json' || name === 'data.yaml' || name === 'data.yml') {
      const value = await parseData(file.bytes, place);
      mustBeInRoots(folders, value, manifest.roots, place);
      data.push({ path: folders, value, where: place });
    } else if (name.endsWith('.wasm')) {
      throw fault('bundle-compiled', `${where} is compiled to WebAssembly: ${file.path}; its rules are no longer there as Rego`, where, 'build it without -t wasm');
    } else if (file.path === 'patch.json') {
      throw fault('bundle-delta', `${where} is a delta bundle, which only changes another one`, where, 'hand over the whole bundle');
    }
  }
  return { modules, data, roots: manifest.roots };
}

async function readManifest(file: TarFile | undefined, where: string): Promise<Manifest> {
  if (!file) return { roots: [''], versionOf: () => null };
  const place = `${where}/.manifest`;
  const json = await parseData(file.bytes, `${place}.json`).catch((error: unknown) => {
    throw error instanceof ProblemError ? manifestFault(place, 'it is not JSON') : error;
  });
  const roots = member(json, 'roots') ?? [''];
  if (!isArray(roots) || !roots.every((root) => typeof root === 'string')) throw manifestFault(place, 'roots is not a list of paths');
  const wasm = member(json, 'wasm');
  if (isArray(wasm) && wasm.length > 0) {
    throw fault('bundle-compiled', `${where} is compiled to WebAssembly: its rules are no longer there as Rego`, where, 'build it without -t wasm');
  }
  const whole = versionOf(member(json, 'rego_version'), place);
  const single = member(json, 'file_rego_versions') ?? {};
  if (!isObject(single)) throw manifestFault(place, 'file_rego_versions is not an object');
  const patterns = Object.entries(single).map(([glob, value]) => ({ pattern: globPattern(glob, place), version: versionOf(value, place) }));
  return {
    roots: roots.map((root) => String(root).replaceAll(/^\/+|\/+$/g, '')),
    versionOf: (path) => patterns.find(({ pattern }) => pattern.test(`/${path}`))?.version ?? whole,
  };
}

function manifestFault(place: string, why: string): ProblemError {
  return fault('bundle-manifest', `${place} cannot be used: ${why}`, place, 'build the bundle again with opa build');
}

function versionOf(value: JsonValue | undefined, place: string): RegoVersion | null {
  if (value === undefined) return null;
  if (value === 0) return 'v0';
  if (value === 1) return 'v1';
  throw manifestFault(place, `rego_version is ${JSON.stringify(value)}; landrail knows 0 and 1`);
}

/** `*` stays within a folder, `**` does not. */
function globPattern(glob: string, place: string): RegExp {
  if (/[[\]{}!\\]/.test(glob)) throw manifestFault(place, `the file pattern ${JSON.stringify(glob)} is not supported; use names, * and **`);
  const rooted = glob.startsWith('/') || glob.startsWith('*') ? glob : `/${glob}`;
  const source = rooted.split(/(\*\*|\*|\?)/).map((part) => {
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    return part.replaceAll(/[.+^$()|]/g, String.raw`\$&`);
  });
  return new RegExp(`^${source.join('')}$`);
}

/** Whether a path stands in, or above nothing but, the roots. */
export function inRoots(path: DataPath, roots: readonly string[]): boolean {
  return roots.some((root) => {
    const parts = root.split('/').filter((part) => part !== '');
    return parts.every((part, at) => path[at] === part);
  });
}

/** Goes down until a path is in a root, so that a document at the top may fill several roots. */
function mustBeInRoots(path: DataPath, value: JsonValue, roots: readonly string[], place: string): void {
  if (inRoots(path, roots)) return;
  const above = roots.some((root) => path.every((part, at) => root.split('/')[at] === part));
  if (above && isObject(value)) {
    for (const [key, item] of Object.entries(value)) mustBeInRoots([...path, key], item, roots, place);
    return;
  }
  throw fault('bundle-roots', `${place} sets data.${path.join('.')}, outside of the roots of its manifest (${roots.join(', ')})`, place, 'correct roots in .manifest, or the data');
}
