import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { extraRow, secondsRow } from '../table.mjs';
import { measured } from './bundle.mjs';

const browser = process.env.CHROMIUM ?? '/usr/bin/chromium';
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** @returns rows: what the page takes to write, to be seen, and to be narrowed */
export async function rows(bench) {
  bench.progress('HTML of 10,000 findings');
  const file = join(bench.cache, 'reports', 'crowd.html');
  const { ours, json } = await measured(bench, 'html', 10_000, bench.quick ? 3 : 7, file);
  const written = [extraRow('HTML of 10,000 findings, beside its JSON (time of the processor)', { most: 1, hope: 0.5 }, ours, json)];
  if (!existsSync(browser)) {
    bench.progress(`no browser at ${browser}: CHROMIUM names one`);
    return written;
  }
  const { paint, filter } = await opened(pathToFileURL(file).href, bench.quick ? 3 : 7);
  return [...written, secondsRow('  first paint in Chromium', 1, paint), secondsRow('  a filter, until the page is laid out again', 0.1, filter)];
}

async function opened(address, rounds) {
  const { chromium } = await import('playwright-core');
  const started = await chromium.launch({ executablePath: browser, args: flags });
  const [paints, filters] = [[], []];
  for (let round = 0; round < rounds; round++) {
    const page = await started.newPage();
    await page.goto(address);
    paints.push(await page.evaluate(() => new Promise((resolve) => new PerformanceObserver((list) => resolve(list.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0)).observe({ type: 'paint', buffered: true }))));
    for (const [name, value] of [['severity', 'high'], ['text', 'team-9']]) {
      filters.push(await page.evaluate(([name, value]) => {
        const field = document.querySelector(`[name=${name}]`);
        const before = performance.now();
        field.value = value;
        // A select tells at once; what is typed rests first, and is applied here as the rest ends.
        document.querySelector('[name=severity]').dispatchEvent(new Event('input', { bubbles: true }));
        document.body.getBoundingClientRect();
        return performance.now() - before;
      }, [name, value]));
    }
    await page.close();
  }
  await started.close();
  return { paint: median(paints) / 1000, filter: Math.max(...[0, 1].map((kind) => median(filters.filter((_, at) => at % 2 === kind)))) / 1000 };
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
