import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'];

/** The browser of the system; null where it has none, which is said once. */
export const browserPath: string | null = [process.env['CHROMIUM'] ?? '', ...known].find((path) => path !== '' && existsSync(path)) ?? null;
if (browserPath === null) console.warn('notice: no Chromium is found (CHROMIUM names one), so that the HTML report is not opened in a browser');

const quiet = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export interface Opened {
  readonly page: Page;
  /** What the console was told, and what the page threw. */
  readonly told: readonly string[];
  /** Addresses that were asked for. */
  readonly asked: readonly string[];
  readonly file: string;
}

/** A browser, and pages in it as files of a disk. */
export class Reader {
  readonly #folder = mkdtempSync(join(tmpdir(), 'landrail-html-'));
  readonly #browser: Promise<Browser>;
  #pages = 0;

  constructor() {
    this.#browser = chromium.launch({ executablePath: browserPath ?? '', args: quiet });
  }

  async open(html: string, { fragment = '', ...options }: BrowserContextOptions & { readonly fragment?: string } = {}): Promise<Opened> {
    const file = join(this.#folder, `${this.#pages++}.html`);
    writeFileSync(file, html);
    const context = await (await this.#browser).newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const [told, asked]: [string[], string[]] = [[], []];
    page.on('console', (message) => told.push(message.text()));
    page.on('pageerror', (error) => told.push(error.message));
    page.on('request', (request) => asked.push(request.url()));
    page.on('dialog', (dialog) => {
      told.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    const address = pathToFileURL(file).href;
    await page.goto(`${address}${fragment}`);
    return { page, told, asked, file: address };
  }

  async close(): Promise<void> {
    await (await this.#browser).close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
