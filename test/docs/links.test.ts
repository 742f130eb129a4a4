import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import markdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { root } from '../commands/landrail.ts';

const files = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...['docs', 'integrations', 'samples'].flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)))].filter((file) => file.endsWith('.md'));

interface Page {
  /** Targets of links and pictures. */
  readonly targets: readonly string[];
  /** Names of its headings, as GitHub makes them. */
  readonly anchors: ReadonlySet<string>;
}

function pageOf(path: string): Page {
  const tokens = markdownIt({ html: true }).parse(readFileSync(path, 'utf8'), {});
  const inline = tokens.flatMap(({ children }) => children ?? []);
  const anchors = new Set<string>();
  tokens.forEach(({ type }, index) => {
    if (type !== 'heading_open') return;
    const said = (tokens[index + 1]?.children ?? []).map(({ content }) => content).join('');
    const slug = said.trim().toLowerCase().replaceAll(/[^\p{L}\p{N}\p{M} _-]/gu, '').replaceAll(' ', '-');
    const again = Array.from({ length: 100 }, (_, number) => (number === 0 ? slug : `${slug}-${number}`)).find((name) => !anchors.has(name)) ?? slug;
    anchors.add(again);
  });
  return { targets: inline.flatMap((token) => token.attrGet(token.type === 'image' ? 'src' : 'href') ?? []).map(String), anchors };
}

const pages = new Map(files.map((file) => [file, pageOf(join(root, file))]));

describe.each(files)('%s', (file) => {
  it('has links that lead somewhere', () => {
    const broken = (pages.get(file)?.targets ?? []).filter((target) => {
      if (/^[a-z]+:/.test(target)) return false;
      const [path = '', anchor] = target.split('#');
      const there = path === '' ? file : relative(root, join(root, dirname(file), decodeURIComponent(path)));
      if (!existsSync(join(root, there))) return true;
      return anchor !== undefined && pages.get(there)?.anchors.has(anchor) !== true;
    });
    expect(broken).toEqual([]);
  });
});

it('every page of docs/ is a few links from the README', () => {
  const seen = new Set<string>();
  const follow = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const target of pages.get(file)?.targets ?? []) {
      const there = join(dirname(file), target.replace(/#.*/, ''));
      if (pages.has(there)) follow(there);
    }
  };
  follow('README.md');
  expect(files.filter((file) => !seen.has(file))).toEqual([]);
});
