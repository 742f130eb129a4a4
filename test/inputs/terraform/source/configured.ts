import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { DiskFiles } from '../../../../src/inputs/files.ts';
import { noFlags, type TerraformOptions } from '../../../../src/inputs/options.ts';
import type { Mask } from '../../../../src/inputs/resource/mask.ts';
import { Open, Unsure } from '../../../../src/inputs/resource/mask.ts';
import { loadConfiguration, type Configuration } from '../../../../src/inputs/terraform/source/configuration.ts';
import { ModuleSources } from '../../../../src/inputs/terraform/source/sources.ts';
import type { JsonValue } from '../../../../src/model/json.ts';
import type { Problem } from '../../../../src/model/problem.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export interface Written {
  /** Text by path; a path that ends with `@` is a link to what the text names. */
  readonly [path: string]: string;
}

/** A folder with the given files, gone when the test file has run. */
export function folderOf(files: Written): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'landrail-source-')));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    const at = join(folder, path);
    mkdirSync(dirname(at), { recursive: true });
    if (path.endsWith('@')) symlinkSync(text, at.slice(0, -1));
    else writeFileSync(at, text);
  }
  return folder;
}

/** The root module in a folder of these files; paths are shown from that folder. */
export async function configured(files: Written | string, options: Partial<TerraformOptions> = {}, root = '.'): Promise<Configuration> {
  const folder = folderOf(typeof files === 'string' ? { 'main.tf': files } : files);
  const configuration = await loadConfiguration(join(folder, root), new ModuleSources(new DiskFiles(folder, [{ path: '.', absolute: folder }])), { ...noFlags, terraform: { ...noFlags.terraform, ...options } });
  if (configuration === null) throw new Error('no configuration');
  return configuration;
}

/** What an instance states, one value: unknown places as `?because [refs]`, closed sets as `a | b`, open maps and lists with `…`. */
export function shown(value: JsonValue | undefined, mask: Mask | undefined): unknown {
  if (mask instanceof Unsure) return mask.known.status === 'oneOf' ? [...mask.known.values, ...(mask.perhaps ? ['nothing'] : [])].join(' | ') : reason(mask.known);
  if (mask instanceof Open) {
    const inner = shown(value, mask.members);
    if (Array.isArray(inner)) return [...(inner as unknown[]), `… ${reason(mask.because)}`];
    return { ...(inner as object), '…': reason(mask.because) };
  }
  if (Array.isArray(value)) return value.map((item: JsonValue, index) => shown(item, Array.isArray(mask) ? (mask as readonly Mask[])[index] : undefined));
  if (typeof value !== 'object' || value === null) return value;
  const masks = typeof mask === 'object' && mask !== null && !Array.isArray(mask) ? (mask as Record<string, Mask>) : {};
  const keys = [...new Set([...Object.keys(value), ...Object.keys(masks)])].sort();
  return Object.fromEntries(keys.map((key) => [key, shown((value as Record<string, JsonValue>)[key], masks[key])]));
}

function reason({ because, refs }: { readonly because: string; readonly refs: readonly string[] }): string {
  return `?${because}${refs.length > 0 ? ` [${refs.join(', ')}]` : ''}`;
}

/** Address -> arguments, as `shown`. */
export function stated(configuration: Configuration): Record<string, unknown> {
  return Object.fromEntries(configuration.instances().map((instance) => {
    const { value, mask } = instance.stated();
    return [instance.address, shown(value, mask)];
  }));
}

/** The arguments of one instance. */
export function of(configuration: Configuration, address: string): Record<string, unknown> {
  return stated(configuration)[address] as Record<string, unknown>;
}

export function told(problems: readonly Problem[]): readonly string[] {
  return problems.map((problem) => `${problem.code} ${problem.where} ${problem.message}`);
}
