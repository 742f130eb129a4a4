import { child, type MapNode, type Node } from './document/node.ts';
import { readDocument } from './document/read.ts';

/** What a samconfig says of the environment `default`, and which others it has. */
export interface SamSettings {
  /** Null for what is not there. */
  of(name: string): Setting | null;
  readonly hasDefault: boolean;
  readonly others: readonly string[];
}

export interface Setting {
  /** As texts. */
  readonly values: readonly string[];
  readonly point: { readonly line: number; readonly column: number };
}

/** Those of `deploy` hold over those of all commands. */
const commands = ['deploy', 'global'];
const sections = commands.map((command) => `default.${command}.parameters`);

/** @throws ProblemError for a text that is no YAML */
export function yamlSettings(content: string, path: string): SamSettings {
  const { root, document } = readDocument(content, path);
  const environments = root?.kind === 'map' ? root.members.flatMap(({ key, value }) => (commands.some((command) => child(child(value, command), 'parameters') !== undefined) ? [key] : [])) : [];
  return {
    ...environmentsIn(environments),
    of(name) {
      for (const section of sections) {
        let node: Node | undefined = root ?? undefined;
        for (const key of section.split('.')) node = child(node, key);
        const member = node?.kind === 'map' ? node.member(name) : undefined;
        if (member !== undefined) return { values: texts(member.value), point: document.point(member.keyStart) };
      }
      return null;
    },
  };
}

function texts(node: Node): readonly string[] {
  if (node.kind === 'list') return node.items.flatMap(texts);
  return node.kind === 'map' ? pairs(node) : node.value === null ? [] : [String(node.value)];
}

/** Of tags and of parameters there may be a map. */
function pairs({ members }: MapNode): readonly string[] {
  return members.flatMap(({ key, value }) => (value.kind === 'map' ? [] : [`${JSON.stringify(key)}=${JSON.stringify(texts(value).join(','))}`]));
}

const line = String.raw`"(?:[^"\\\n]|\\.)*"|'[^'\n]*'`;
const lines = String.raw`"""[\s\S]*?"""|'''[\s\S]*?'''`;
const list = String.raw`\[(?:[^[\]"'#]|${line}|#[^\n]*\n)*\]`;
const entry = new RegExp(String.raw`^[ \t]*(?:\[([^\]\n]+)\]|([\w-]+)[ \t]*=[ \t]*(${list}|${lines}|${line}))`, 'gm');

/** The little of TOML that SAM writes: tables, strings, and lists of strings. */
export function tomlSettings(content: string): SamSettings {
  const values = new Map<string, { readonly value: string; readonly at: number }>();
  const environments = new Set<string>();
  let table = '';
  for (const match of content.matchAll(entry)) {
    const [, header, key, value = ''] = match;
    if (header === undefined) {
      values.set(`${table}.${key ?? ''}`, { value, at: match.index + match[0].search(/\S/) });
      continue;
    }
    table = header.replaceAll(/["'\s]/g, '');
    const environment = /^(.+)\.(?:deploy|global)\.parameters$/.exec(table)?.[1];
    if (environment !== undefined) environments.add(environment);
  }
  return {
    ...environmentsIn([...environments]),
    of(name) {
      const found = sections.map((section) => values.get(`${section}.${name}`)).find((one) => one !== undefined);
      return found === undefined ? null : { values: strings(found.value), point: pointIn(content, found.at) };
    },
  };
}

function environmentsIn(names: readonly string[]): Pick<SamSettings, 'hasDefault' | 'others'> {
  return { hasDefault: names.includes('default'), others: names.filter((name) => name !== 'default') };
}

function strings(value: string): readonly string[] {
  const found = value.matchAll(/#[^\n]*|"""([\s\S]*?)"""|'''([\s\S]*?)'''|"((?:[^"\\]|\\.)*)"|'([^']*)'/g);
  return [...found].flatMap(([, long, raw, double, single]) => {
    const escaped = long ?? double;
    const plain = escaped === undefined ? (raw ?? single) : escaped.replaceAll(/\\[ \t]*\r?\n\s*/g, '').replaceAll(/\\(.)/g, (_, one: string) => signs[one] ?? one);
    return plain === undefined ? [] : [plain];
  });
}

const signs: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function pointIn(content: string, offset: number): Setting['point'] {
  const before = content.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
