import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '#config/load.ts';
import { pages } from '../../build/docs/pages.ts';
import { root, scratchFolder } from '../commands/landrail.ts';
import { blocksOf } from './markdown.ts';

const docs = join(root, 'docs');
const made = pages(root);
const scratch = scratchFolder('pages');

describe.each([...made])('docs/%s', (path, text) => {
  it('is as npm run docs makes it', () => expect(readFileSync(join(docs, path), 'utf8')).toBe(text));
});

it('there is no page of what is gone', () => {
  const there = ['guardrails', 'detections'].flatMap((folder) => readdirSync(join(docs, folder)).map((file) => `${folder}/${file}`));
  expect(there.filter((path) => !made.has(path))).toEqual([]);
});

describe('configs of the pages', () => {
  const configs = [...made].flatMap(([path, text]) => blocksOf(text).filter(({ file }) => file === 'landrail.yaml').map((block) => [path, block.line, block.text] as const));

  it.each(configs)('%s, line %i, is one without a fault', async (_path, _line, text) => {
    writeFileSync(join(scratch, 'landrail.yaml'), text);
    const { notices } = await loadConfig({ cwd: scratch, path: 'landrail.yaml', now: new Date('2026-11-23') });
    expect(notices).toEqual([]);
  });
});
