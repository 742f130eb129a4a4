import { terminalText } from '#reports/escape.ts';
import type { Io } from './io.ts';

/** Shorter runs are left in peace. */
const quietMs = 1000;
const betweenMs = 200;

/** One line on stderr that is written over and over, where a person is looking; `end` takes it away. */
export function progressLine(io: Io): { readonly tell: (path: string, resources: number) => void; readonly end: () => void } {
  if (!io.stderrIsTTY) return { tell: () => undefined, end: () => undefined };
  const started = performance.now();
  let told = 0;
  return {
    tell: (path, resources) => {
      const now = performance.now();
      if (now - started < quietMs || now - told < betweenMs) return;
      told = now;
      io.stderr(`\r\u001B[K${terminalText(`judging ${path}: ${resources.toLocaleString('en-US')} resources`).slice(0, io.width - 1)}`);
    },
    end: () => {
      if (told > 0) io.stderr('\r\u001B[K');
    },
  };
}
