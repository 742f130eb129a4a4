import { terminalText } from '#reports/escape.ts';
import type { InventoryProgress } from '../../inventory.ts';
import type { Io } from '../io.ts';

/** What is being read: one line that is written over, where a person is looking. */
export function told(io: Io): { readonly tell: InventoryProgress; readonly end: () => void } {
  if (!io.stderrIsTTY) return { tell: () => undefined, end: () => undefined };
  let shown = false;
  return {
    tell: ({ task, done, of, resources }) => {
      const line = terminalText(`[${done}/${of}] ${task}: ${resources.toLocaleString('en-US')} resources so far`);
      shown = true;
      io.stderr(`\r\u001B[K${line.slice(0, io.width - 1)}`);
    },
    end: () => {
      if (shown) io.stderr('\r\u001B[K');
    },
  };
}
