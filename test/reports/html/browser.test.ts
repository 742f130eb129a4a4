import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { renderHtml } from '#reports/html/html.ts';
import { allPass, checkout } from '../checkout.ts';
import { night } from '../night.ts';
import { finding, resource, result } from '../result.ts';
import { browserPath, Reader, type Opened } from './chromium.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const clouds = ['aws', 'azure', 'gcp'] as const;
const severities = ['high', 'medium', 'low'] as const;

/** Ninety findings of one guardrail, thirty of each cloud and severity, and nine of another. */
const many = result([
  ...Array.from({ length: 90 }, (_, at) => finding('regions', `aws_instance.n${at}`, { message: `no region number ${at}`, severity: severities[at % 3] ?? 'low', resource: resource(`aws_instance.n${at}`, { provider: clouds[Math.floor(at / 30)] ?? 'aws', region: at % 2 === 0 ? 'us-west-2' : 'eu-west-1' }) })),
  ...Array.from({ length: 9 }, (_, at) => finding('gpu-shapes', `aws_instance.gpu${at}`, { message: `machine ${at}` })),
]);

describe.skipIf(browserPath === null)('in Chromium', () => {
  const reader = new Reader();
  afterAll(() => reader.close());

  const shown = ({ page }: Opened): Promise<number> => page.locator('.finding').evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
  const state = ({ page }: Opened): Promise<string> => page.locator('#state').innerText();

  test.each([['checkout', checkout], ['night', night], ['many', many], ['clean', allPass]])('%s: the console stays empty, and nothing but the file is asked for', async (_, of) => {
    const { told, asked, file, page } = await reader.open(renderHtml(of));
    expect(told).toEqual([]);
    expect(asked).toEqual([file]);
    await page.context().close();
  });

  test('a filter narrows the lists, says so, stands in the address, and can be taken back with the mouse', async () => {
    const opened = await reader.open(renderHtml(many));
    const { page } = opened;
    expect(await state(opened)).toBe('All 99 findings are listed.');
    await page.locator('select[name=cloud]').selectOption('gcp');
    expect(await state(opened)).toBe('30 of 99 findings are listed.');
    expect(await page.locator('#state').getAttribute('aria-live')).toBe('polite');
    expect(await shown(opened)).toBe(30);
    expect(await page.locator('.guardrail:visible h3').allInnerTexts()).toEqual(['regions']);
    expect(await page.locator('#findings h2').innerText()).toBe('Findings 30 of 99');
    await page.locator('select[name=severity]').selectOption('high');
    expect(await state(opened)).toBe('10 of 99 findings are listed.');
    expect(new URL(page.url()).hash).toBe('#severity=high&cloud=gcp');
    await page.locator('button[type=reset]').click();
    await expect.poll(() => state(opened)).toBe('All 99 findings are listed.');
    expect(new URL(page.url()).hash).toBe('');
    await page.context().close();
  });

  test('what is not failing is told beside the findings', async () => {
    const opened = await reader.open(renderHtml(night));
    expect(await state(opened)).toBe('All 4 findings and 1 more that are no failures are listed.');
    await opened.page.context().close();
  });

  test('a detection leads to what became of what it is about, and back', async () => {
    const opened = await reader.open(renderHtml(night));
    const { page } = opened;
    const items = (): Promise<readonly string[]> => page.locator('.items .item').evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.querySelector('b')?.textContent ?? ''));
    await page.locator('#findings dd a', { hasText: 'i-0dead0dead0dead00' }).click();
    await expect.poll(() => items()).toEqual(['i-0dead0dead0dead00']);
    await page.locator('.items .item:visible > summary').click();
    await page.locator('#drawer a', { hasText: 'launch-spike (high), with 1 other' }).click();
    expect(await page.locator('#drawer[open]').count()).toBe(0);
    await expect.poll(() => items()).toEqual(['i-0a1b2c3d4e5f60718', 'i-0dead0dead0dead00']);
    expect(await page.locator('.guardrail:visible h3').allInnerTexts()).toContain('launch-spike');
    await page.context().close();
  });

  test('the same with keys alone', async () => {
    const opened = await reader.open(renderHtml(many));
    const { page } = opened;
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.getAttribute('name') ?? document.activeElement?.tagName ?? '');
    for (let tabs = 0; tabs < 20 && (await focused()) !== 'severity'; tabs++) await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    expect(await state(opened)).toBe('30 of 99 findings are listed.');
    while ((await focused()) !== 'text') await page.keyboard.press('Tab');
    await page.keyboard.type('number 3');
    await expect.poll(() => state(opened)).toBe('5 of 99 findings are listed.');
    while ((await focused()) !== 'BUTTON') await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => state(opened)).toBe('All 99 findings are listed.');
    while ((await page.evaluate(() => document.activeElement?.closest('.finding') === null))) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.locator('.finding[open]').count()).toBe(1);
    await page.context().close();
  });

  test('an address that was sent shows the same', async () => {
    const opened = await reader.open(renderHtml(many), { fragment: '#cloud=azure&text=number+4' });
    expect(await state(opened)).toBe('10 of 99 findings are listed.');
    expect(await opened.page.locator('select[name=cloud]').inputValue()).toBe('azure');
    const unknown = await reader.open(renderHtml(many), { fragment: '#cloud=mars&owned=1' });
    expect(await state(unknown)).toBe('All 99 findings are listed.');
    await opened.page.context().close();
    await unknown.page.context().close();
  });

  test('what led to a verdict opens in a drawer, with the mouse and with keys, and the focus comes back', async () => {
    const { page, told } = await reader.open(renderHtml(night));
    const drawer = page.locator('#drawer');
    const first = page.locator('.item > summary').first();
    await first.click();
    expect(await drawer.isVisible()).toBe(true);
    expect(await drawer.locator('h2').innerText()).toContain('i-0a1b2c3d4e5f60718');
    expect(await drawer.locator('ol li').allInnerTexts()).toEqual(['no code of aws:111122223333 declares it', 'inventory.ndjson has it']);
    await page.keyboard.press('Escape');
    expect(await drawer.isVisible()).toBe(false);
    await page.locator('.item > summary').nth(1).focus();
    await page.keyboard.press('Enter');
    expect(await drawer.locator('h2').innerText()).toContain('i-0ffee0ffee0ffee00');
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await page.evaluate(() => document.activeElement?.closest('.item')?.textContent?.includes('i-0ffee0ffee0ffee00'))).toBe(true);
    expect(told).toEqual([]);
    await page.context().close();
  });

  test('a filter narrows what became of resources, too', async () => {
    const { page } = await reader.open(renderHtml(night), { fragment: '#region=us-west-2' });
    expect(await page.locator('.item').evaluateAll((all) => all.filter((one) => one.checkVisibility()).length)).toBe(1);
    expect(await page.locator('#made-outside-the-code .count').first().innerText()).toBe('1 of 3');
    await page.context().close();
  });

  test('what is not in the page is shown when it is asked for', async () => {
    const opened = await reader.open(renderHtml(many));
    const { page } = opened;
    expect(await shown(opened)).toBe(49);
    expect(await page.locator('.left:visible').innerText()).toBe('50 more not shown.');
    await page.getByRole('button', { name: 'Show more' }).click();
    expect(await shown(opened)).toBe(99);
    expect(await page.locator('.next:visible').count()).toBe(0);
    await page.context().close();
  });

  test('what is not in the page reads as what is: its line, its evidence when it is opened or printed, and a search finds it by either', async () => {
    const some = (count: number) => Array.from({ length: count }, (_, at) => finding('regions', `aws_instance.n${at}`, { message: `no region <${at}> & more`, advisory: at % 2 === 1, evidence: { path: `tags["a&b"]`, actual: `value <${at % 45}>`, expected: ['eu-*'], refs: ['var.a'] }, fingerprint: `${at}`.padStart(32, '0') }));
    const opened = await reader.open(renderHtml(result(some(43))));
    const { page } = opened;
    await page.getByRole('button', { name: 'Show more' }).click();
    const both = await Promise.all([1, 41].map((at) => page.locator('.finding').nth(at).locator('.what').innerHTML()));
    expect(both).toEqual(['no region &lt;1&gt; &amp; more <span class="tag">advisory</span>', 'no region &lt;41&gt; &amp; more <span class="tag">advisory</span>']);
    await page.locator('.finding').nth(41).locator('summary').click();
    await expect.poll(() => page.locator('.finding').nth(41).locator('.body').innerText()).toContain('"value <41>" in tags["a&b"]');
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    expect(await page.locator('.finding .body').count()).toBe(43);
    for (const [text, count] of [['value <42>', 1], ['region <42> & m', 1], ['found"value', 43], ['class="tag"', 0], ['&amp;', 0]] as const) {
      await page.locator('input[name=text]').fill(text);
      await expect.poll(() => state(opened)).toBe(count === 43 ? 'All 43 findings are listed.' : `${count} of 43 findings are listed.`);
    }
    expect(opened.told).toEqual([]);
    await page.context().close();
  });

  test('without scripts it can be read, and nothing is there that would do nothing', async () => {
    const opened = await reader.open(renderHtml(many), { javaScriptEnabled: false });
    expect(await opened.page.locator('#filters').isVisible()).toBe(false);
    expect(await opened.page.locator('.next').first().isVisible()).toBe(false);
    expect(await opened.page.locator('.finding .what').first().innerText()).toBe('no region number 0');
    expect(await opened.page.locator('.left').first().innerText()).toBe('50 more findings: this page shows them where scripts may run, and the json report has all.');
    await opened.page.context().close();
  });

  test.each(['light', 'dark'] as const)('axe finds no fault, %s', async (colorScheme) => {
    for (const of of [checkout, night, many, allPass]) {
      const { page } = await reader.open(renderHtml(of), { colorScheme });
      // Folded parts are looked at as well.
      await page.evaluate(() => {
        for (const one of document.querySelectorAll('details')) one.open = true;
      });
      await page.evaluate(axe);
      const faults = await page.evaluate(async () => {
        const { violations } = await (globalThis as unknown as { readonly axe: { run: () => Promise<{ violations: readonly { id: string; nodes: readonly { html: string; failureSummary: string }[] }[] }> } }).axe.run();
        return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
      });
      expect(faults).toEqual([]);
      await page.context().close();
    }
  });

  test('a script and a picture that somebody has put in do nothing', async () => {
    const { page } = await reader.open(renderHtml(checkout));
    let calls = 0;
    const server = createServer((_, response) => {
      calls += 1;
      response.end();
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const owned = await page.evaluate(async (port) => {
      const violations: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'window.owned = true';
      document.body.append(script);
      const picture = document.createElement('img');
      picture.src = `http://127.0.0.1:${port}/x.png`;
      picture.setAttribute('onerror', 'window.owned = true');
      picture.style.width = '1px';
      document.body.append(picture);
      const styled = document.createElement('div');
      styled.innerHTML = '<p style="color:red">x</p>';
      document.body.append(styled);
      await fetch(`http://127.0.0.1:${port}/`).catch(() => null);
      // They are told in turns of their own.
      await new Promise((resolve) => setTimeout(resolve, 200));
      return { owned: 'owned' in window, violations };
    }, (server.address() as AddressInfo).port);
    expect(owned.owned).toBe(false);
    expect(owned.violations).toEqual(expect.arrayContaining(['connect-src', 'img-src', 'script-src-elem', 'style-src-attr']));
    expect(calls).toBe(0);
    server.close();
    await page.context().close();
  });

  test('hostile names are text, wherever they come to stand', async () => {
    const evil = ['</script><script>window.owned = 1</script>', '<img src=x onerror="window.owned = 1">', '" onfocus="window.owned=1" autofocus x="', 'javascript:window.owned=1', '\u202e\u0000\u001b[2J\ud800', '</style><svg onload=window.owned=1>'];
    const of = result([...evil.entries()].flatMap(([at, text]) => Array.from({ length: 12 }, (_, copy) => finding('regions', `${text}${copy}`, { message: `${copy}${text}`, title: text, input: text, resource: { ...resource('a'), address: `${text}${copy}`, region: `${text}${at}`, type: text }, evidence: { path: text, actual: { [text]: text }, expected: text, refs: [text] }, remediation: text }))));
    const opened = await reader.open(renderHtml(of));
    const { page, told, asked } = opened;
    await page.getByRole('button', { name: 'Show more' }).click();
    expect(await shown(opened)).toBe(72);
    await page.locator('select[name=region]').selectOption({ index: 2 });
    expect(await state(opened)).toBe('12 of 72 findings are listed.');
    await page.reload();
    expect(await state(opened)).toBe('12 of 72 findings are listed.');
    expect(await page.evaluate(() => 'owned' in window)).toBe(false);
    expect(await page.locator('img, svg[onload], main script').count()).toBe(0);
    expect([told, asked.filter((one) => !one.startsWith('file:'))]).toEqual([[], []]);
    await page.context().close();
  });

  test.each([320, 390])('a screen of %i pixels is enough', async (width) => {
    const long = result([finding('regions', `module.${'checkout_'.repeat(30)}.aws_instance.web`, { message: 'x'.repeat(400), location: { file: `${'deep/'.repeat(40)}main.tf`, line: 1, column: 1 } })]);
    for (const of of [checkout, night, long]) {
      const { page } = await reader.open(renderHtml(of), { viewport: { width, height: 800 } });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      await page.context().close();
    }
  });

  test('on paper what is folded is there, and buttons are not', async () => {
    const { page } = await reader.open(renderHtml(checkout), { javaScriptEnabled: false });
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('nav').isVisible()).toBe(false);
    const folded = page.locator('.finding:not([open]) .body').first();
    expect((await folded.boundingBox())?.height ?? 0).toBeGreaterThan(20);
    await page.context().close();
  });

  test('on a sheet of A4 pictures are there, and nothing is cut off', async () => {
    // Its width between margins of 12 mm, in pixels of a sheet.
    const { page } = await reader.open(renderHtml(night), { viewport: { width: 703, height: 1000 } });
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('figure svg[role=img]').evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.closest('figure')?.id))).toEqual(['timeline', 'map', 'trend']);
    expect(await page.locator('figure .scroll').evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).length)).toBe(0);
    await page.context().close();
  });
});
