import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ['default', ...(process.env['LANDRAIL_TEST_JSON'] ? ['json' as const] : [])],
    ...(process.env['LANDRAIL_TEST_JSON'] ? { outputFile: { json: process.env['LANDRAIL_TEST_JSON'] } } : {}),
  },
});
