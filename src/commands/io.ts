import type { Result } from '#model/result.ts';
import type { Ahead, Thread } from '../check.ts';

/** The edges of a command: everything that it reads from or writes to the process, so that commands stay testable. */
export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly stdin: () => AsyncIterable<Uint8Array>;
  /** Of stdout. */
  readonly isTTY: boolean;
  readonly stderrIsTTY: boolean;
  /** Columns of the terminal; 100 where there is none. */
  readonly width: number;
  readonly now: Date;
  /** Asks the person at the terminal; missing where there is none. */
  readonly ask?: ((question: string) => Promise<string>) | null;
  /** What is named first, if it is being read already. */
  readonly ahead: Ahead | null;
  /** What will judge it, if that was started already. */
  readonly thread: Thread | null;
  /** Sees what was found before anything of it is written, and what it returns is what is written; missing for the command itself. */
  readonly told?: (result: Result) => Result;
}

export type ExitCode = 0 | 1 | 2 | 3;
