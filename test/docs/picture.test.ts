import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pictures } from '../../build/picture/picture.ts';
import { palettes } from '../../build/picture/style.ts';
import { root } from '../commands/landrail.ts';
import { noShell } from './reader.ts';

const svg = readFileSync(join(root, 'docs/picture.svg'), 'utf8');

if (noShell !== null) console.log(`skipped: the run of docs/picture.svg (${noShell})`);

describe('docs/picture.svg', () => {
  it.skipIf(noShell !== null)('shows what the commands print now; npm run docs makes it', async () => {
    for (const [file, text] of await pictures(root)) expect(readFileSync(join(root, 'docs', file), 'utf8')).toBe(text);
  }, 60_000);

  it('rests for who wants no motion', () => {
    expect(svg).toContain('@media (prefers-reduced-motion:reduce){*{animation:none!important}}');
    expect(readFileSync(join(root, 'docs/picture-still.svg'), 'utf8')).toMatch(/^\*\{animation:none!important\}$/m);
  });

  it('asks for nothing, runs nothing and says what it shows', () => {
    expect(svg).not.toMatch(/<script|<a[ >]|<image|<use|href|url\(|@import|\bon\w+=/);
    expect(svg.match(/https?:[^"]*/g)).toEqual(['http://www.w3.org/2000/svg']);
    expect(svg).toMatch(/<title id="title">[^<]+<\/title>\n<desc id="description">[^<]{100,}<\/desc>/);
  });

  it('takes about 20 seconds', () => {
    const [, seconds] = /animation:scroll ([\d.]+)s/.exec(svg) ?? [];
    expect(Number(seconds)).toBeGreaterThan(15);
    expect(Number(seconds)).toBeLessThan(25);
  });

  it('is in the README, with a text in its place', () => {
    expect(readFileSync(join(root, 'README.md'), 'utf8')).toMatch(/<source media="\(prefers-reduced-motion: reduce\)" srcset="docs\/picture-still\.svg">\n {2}<img src="docs\/picture\.svg" alt="[^"]{40,}">/);
  });

  it.each(Object.entries(palettes))('has letters that can be read: %s', (_, { back, edge: _edge, button: _button, ...letters }) => {
    for (const colour of Object.values(letters)) expect(contrast(colour, back)).toBeGreaterThanOrEqual(4.5);
  });
});

/** WCAG 2, contrast ratio of two colours #rrggbb. */
function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
