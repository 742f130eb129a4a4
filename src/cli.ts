#!/usr/bin/env node
import { main } from './commands/main.ts';

process.exitCode = await main(process.argv.slice(2), {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  cwd: process.cwd(),
  env: process.env,
  isTTY: process.stdout.isTTY === true,
  width: process.stdout.columns ?? 100,
  now: now(process.env['LANDRAIL_NOW']),
});

/** LANDRAIL_NOW fixes the clock, so that a report with expiry dates can be made again byte for byte. */
function now(fixed: string | undefined): Date {
  const date = fixed === undefined ? new Date() : new Date(fixed);
  return Number.isNaN(date.getTime()) ? new Date() : date;
}
