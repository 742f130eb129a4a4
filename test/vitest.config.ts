import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { pageTexts } from '../build/page.mjs';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  define: await pageTexts(fileURLToPath(new URL('..', import.meta.url))),
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ['default', ...(process.env['LANDRAIL_TEST_JSON'] ? ['json' as const] : [])],
    ...(process.env['LANDRAIL_TEST_JSON'] ? { outputFile: { json: process.env['LANDRAIL_TEST_JSON'] } } : {}),
  },
});
