import { basename, dirname, join } from 'node:path';
import { known } from '#model/known.ts';
import { ProblemError } from '#model/problem.ts';
import type { SourcePlace, Tag } from '#model/resource.ts';
import type { Files } from '../files.ts';
import { child, type Node } from './document/node.ts';
import { readDocument } from './document/read.ts';
import { SourceText } from '../source-text.ts';

/** Templates that `sam deploy` takes when nobody names one. */
const usual = new Set(['template.yaml', 'template.yml', 'template.json']);

/**
 * The tags that `sam deploy` gives the stack of a template, from the samconfig beside it: those of the environment `default`, which is the
 * one that is deployed when no other is named.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html
 */
export class SamConfigs {
  readonly #files: Files;
  readonly #byFolder = new Map<string, Config | null>();

  constructor(files: Files) {
    this.#files = files;
  }

  /** `template`: absolute. */
  of(template: string): SamTags {
    const config = this.#in(dirname(template));
    if (config === null) return none;
    const named = (config.settings('template_file') ?? config.settings('template'))?.values ?? null;
    const applies = named === null ? usual.has(basename(template)) : named.length === 1 && basename(named[0] ?? '') === basename(template);
    const written = applies ? config.settings('tags') : null;
    return written === null ? none : { tags: tagsIn(written.values), place: { file: config.source.file, ...written.point }, source: config.source };
  }

  #in(folder: string): Config | null {
    let config = this.#byFolder.get(folder);
    if (config === undefined) {
      config = null;
      for (const name of ['samconfig.toml', 'samconfig.yaml', 'samconfig.yml']) config ??= configIn(join(folder, name), this.#files);
      this.#byFolder.set(folder, config);
    }
    return config;
  }
}

/** Tags that a samconfig gives, and where it does. */
export interface SamTags {
  readonly tags: readonly Tag[];
  readonly place: SourcePlace | null;
  readonly source: SourceText | null;
}

const none: SamTags = { tags: [], place: null, source: null };

interface Config {
  readonly settings: Settings;
  readonly source: SourceText;
}

interface Setting {
  /** As texts. */
  readonly values: readonly string[];
  readonly point: { readonly line: number; readonly column: number };
}

/** Null for a setting that is not there. */
type Settings = (name: string) => Setting | null;

function configIn(path: string, files: Files): Config | null {
  try {
    const text = files.text(path);
    if ('refused' in text) return null;
    const content = text.bytes.toString('utf8', 0, text.length);
    return { settings: path.endsWith('.toml') ? toml(content) : yaml(content, path), source: new SourceText(files.shown(path), content) };
  } catch (error) {
    // What is wrong with it is for `sam deploy` to say.
    if (error instanceof ProblemError) return null;
    throw error;
  }
}

const sections = ['default.deploy.parameters', 'default.global.parameters'];

function yaml(content: string, path: string): Settings {
  const { root, document } = readDocument(content, path);
  return (name) => {
    for (const section of sections) {
      let node: Node | undefined = root ?? undefined;
      for (const key of section.split('.')) node = child(node, key);
      const member = node?.kind === 'map' ? node.member(name) : undefined;
      if (member !== undefined) return { values: member.value.kind === 'list' ? member.value.items.flatMap(scalarText) : scalarText(member.value), point: document.point(member.keyStart) };
    }
    return null;
  };
}

function scalarText(node: Node): readonly string[] {
  return node.kind === 'scalar' && node.value !== null ? [String(node.value)] : [];
}

/** The little of TOML that SAM writes: tables, strings, and lists of strings. */
function toml(content: string): Settings {
  const values = new Map<string, Setting>();
  let table = '';
  for (const match of content.matchAll(/^[ \t]*(?:\[([^\]\n]+)\]|([\w-]+)[ \t]*=[ \t]*(\[[^\]]*\]|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'))/gm)) {
    const [, header, key, value = ''] = match;
    if (header !== undefined) table = header.replaceAll(/["'\s]/g, '');
    else {
      const texts = [...value.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g)].map(([, double, single]) => double?.replaceAll(/\\(.)/g, '$1') ?? single ?? '');
      values.set(`${table}.${key ?? ''}`, { values: texts, point: pointIn(content, match.index + match[0].search(/\S/)) });
    }
  }
  return (name) => sections.map((section) => values.get(`${section}.${name}`)).find((one) => one !== undefined) ?? null;
}

function pointIn(content: string, offset: number): Setting['point'] {
  const before = content.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** `owner=payroll "cost center"="4 2"`. */
function tagsIn(texts: readonly string[]): readonly Tag[] {
  return texts.flatMap((text) => {
    const pairs = [...text.matchAll(/(?:"([^"]*)"|'([^']*)'|([^\s="']+))=(?:"([^"]*)"|'([^']*)'|(\S*))/g)];
    return pairs.map(([, a, b, c, d, e, f]) => ({ key: a ?? b ?? c ?? '', value: known(d ?? e ?? f ?? ''), origin: 'stack tags' }));
  });
}
