import { describe, expect, test } from 'vitest';
import { guardrailMarkdown } from '#reports/markdown/guardrail.ts';
import { renderMarkdown } from '#reports/markdown/markdown.ts';
import { checkout } from './checkout.ts';
import { everywhere, hostile } from './hostile.ts';
import { night } from './night.ts';
import { ours, rendered } from './rendered.ts';
import { guardrail } from './result.ts';

/** What would be something in Markdown, in HTML within it, or to GitHub. */
const signs: readonly string[] = [
  '@shop/admins', 'see @mona', 'mona@shop.example', '#1 GH-2 shop/cart#3', 'https://shop.example/x', 'www.shop.example', 'ftp://shop.example', 'mailto:a@shop.example', '<https://shop.example>', '<javascript:alert(1)>',
  '[x](https://shop.example)', '](javascript:alert(1))', '[x][y]', '[x]: https://shop.example', '![x](https://shop.example/pixel.png)', '[![x](y)](z)', '[^1]', '<img src=x onerror=alert(1)>', '<a href="javascript:alert(1)">x</a>',
  '<script>alert(1)</script>', '<!-- ', '<![CDATA[', '<?php', '</details></summary>', '</td></tr></table>', '&lt;img&gt;', '&#x3c;img&#x3e;', '# owned', '## landrail passed', 'owned\n=====', '---', '***', '- [ ] owned', '1. owned', '2) owned', '+ owned', '> owned',
  '    owned', '\towned', '```', '````\nowned\n````', '~~~', '`code`', '``', '`', '\\', '\\`', 'a \\| b', '| a | b |', '|', '**owned**', '__owned__', '*a*', '_a_', '~~a~~', '$$x$$', '$`x`$', ':tada:', '\r\n\r\n## landrail passed', '{{x}}', '%3Cimg%3E', '[[wiki]]', 'a  \nb', '0123456789abcdef0123456789abcdef01234567',
];
const all = [...signs, ...Object.values(hostile)];
const plain = rendered(renderMarkdown(everywhere('checkout')));

describe('the report in Markdown', () => {
  test.each([['checkout', checkout], ['night', night]])('%s is made of what it is made of', (_, of) => {
    const { tags, links } = rendered(renderMarkdown(of));
    expect([...tags].filter((tag) => !ours.has(tag))).toEqual([]);
    expect(links).toEqual([]);
  });

  test.each(all)('%j is a name, wherever it stands', (text) => {
    const written = renderMarkdown(everywhere(text));
    const { shape, links, text: read } = rendered(written);
    expect(shape).toEqual(plain.shape);
    expect(links).toEqual([]);
    expect(read).not.toMatch(/@\w|#\d|\bGH-\d/);
    expect([...written.matchAll(/^#/gm)]).toHaveLength(1);
  });
});

describe('what is told of a guardrail beside an alert', () => {
  const about = (text: string) => rendered(guardrailMarkdown(guardrail('regions', { id: text, title: text, description: text, remediation: { summary: text, terraform: null, cloudformation: null, cli: null }, references: [text.trim() === '' ? 'x' : text], examples: null, origin: text })));

  // Its one kind of link is to the web, and the guardrail's author has written it there.
  test.each(all.filter((text) => !/^https?:/.test(text)))('%j', (text) => {
    const { links, tags } = about(text);
    expect(links).toEqual([]);
    expect([...tags].filter((tag) => !ours.has(tag))).toEqual([]);
  });

  test('a reference to the web is a link, and no other', () => expect(about('https://shop.example/x').links).toEqual(['https://shop.example/x']));
});
