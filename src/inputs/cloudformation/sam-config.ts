import { basename, dirname, join } from 'node:path';
import { known } from '#model/known.ts';
import { ProblemError } from '#model/problem.ts';
import type { Tag } from '#model/resource.ts';
import type { Files } from '../files.ts';
import { child, type Node } from './document/node.ts';
import { readDocument } from './document/read.ts';

/** Templates that `sam deploy` takes when nobody names one. */
const usual = new Set(['template.yaml', 'template.yml', 'template.json']);

/**
 * The tags that `sam deploy` gives the stack of a template, from the samconfig beside it: those of the environment `default`, which is the
 * one that is deployed when no other is named.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html
 */
export class SamConfigs {
  readonly #files: Files;
  readonly #byFolder = new Map<string, Settings | null>();

  constructor(files: Files) {
    this.#files = files;
  }

  /** `template`: absolute. */
  tagsOf(template: string): readonly Tag[] {
    const settings = this.#in(dirname(template));
    if (settings === null) return [];
    const named = settings('template_file') ?? settings('template');
    const applies = named === null ? usual.has(basename(template)) : named.length === 1 && basename(named[0] ?? '') === basename(template);
    return applies ? tagsIn(settings('tags') ?? []) : [];
  }

  #in(folder: string): Settings | null {
    let settings = this.#byFolder.get(folder);
    if (settings === undefined) {
      settings = null;
      for (const name of ['samconfig.toml', 'samconfig.yaml', 'samconfig.yml']) settings ??= settingsIn(join(folder, name), this.#files);
      this.#byFolder.set(folder, settings);
    }
    return settings;
  }
}

/** Values of a setting, as texts; null where it is not set. */
type Settings = (name: string) => readonly string[] | null;

function settingsIn(path: string, files: Files): Settings | null {
  try {
    const text = files.text(path);
    if ('refused' in text) return null;
    const content = text.bytes.toString('utf8', 0, text.length);
    return path.endsWith('.toml') ? toml(content) : yaml(content, path);
  } catch (error) {
    // What is wrong with it is for `sam deploy` to say.
    if (error instanceof ProblemError) return null;
    throw error;
  }
}

const sections = ['default.deploy.parameters', 'default.global.parameters'];

function yaml(content: string, path: string): Settings {
  const { root } = readDocument(content, path);
  return (name) => {
    for (const section of sections) {
      let node: Node | undefined = root ?? undefined;
      for (const key of section.split('.')) node = child(node, key);
      const value = child(node, name);
      if (value !== undefined) return value.kind === 'list' ? value.items.flatMap(scalarText) : scalarText(value);
    }
    return null;
  };
}

function scalarText(node: Node): readonly string[] {
  return node.kind === 'scalar' && node.value !== null ? [String(node.value)] : [];
}

/** The little of TOML that SAM writes: tables, strings, and lists of strings. */
function toml(content: string): Settings {
  const values = new Map<string, readonly string[]>();
  let table = '';
  for (const match of content.matchAll(/^[ \t]*(?:\[([^\]\n]+)\]|([\w-]+)[ \t]*=[ \t]*(\[[^\]]*\]|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'))/gm)) {
    const [, header, key, value = ''] = match;
    if (header !== undefined) table = header.replaceAll(/["'\s]/g, '');
    else values.set(`${table}.${key ?? ''}`, [...value.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g)].map(([, double, single]) => double?.replaceAll(/\\(.)/g, '$1') ?? single ?? ''));
  }
  return (name) => sections.map((section) => values.get(`${section}.${name}`)).find((one) => one !== undefined) ?? null;
}

/** `owner=payroll "cost center"="4 2"`. */
function tagsIn(texts: readonly string[]): readonly Tag[] {
  return texts.flatMap((text) => {
    const pairs = [...text.matchAll(/(?:"([^"]*)"|'([^']*)'|([^\s="']+))=(?:"([^"]*)"|'([^']*)'|(\S*))/g)];
    return pairs.map(([, a, b, c, d, e, f]) => ({ key: a ?? b ?? c ?? '', value: known(d ?? e ?? f ?? ''), origin: 'stack tags' }));
  });
}
