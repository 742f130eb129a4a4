import { createRequire } from 'node:module';
import type { IBufferCell, Terminal as XtermTerminal } from '@xterm/headless';
import type { Recorded } from './record.ts';

const { Terminal } = createRequire(import.meta.url)('@xterm/headless') as { readonly Terminal: typeof XtermTerminal };

/** Columns of a terminal, and of what landrail writes into a pipe. */
export const columns = 100;

/** Neighbouring cells of one look. */
export interface Run {
  readonly column: number;
  readonly text: string;
  /** Class names: `bold`, `dim`, and the name of a colour. */
  readonly look: string;
}

/** Rows that come onto the screen at once, counted from the first one of the session. */
export interface Piece {
  readonly first: number;
  readonly rows: readonly (readonly Run[])[];
}

/** A prompt with what is typed behind it, and what that prints. */
export interface Scene {
  readonly prompt: Piece;
  /** Columns that the prompt itself takes. */
  readonly indent: number;
  readonly keys: number;
  readonly output: Piece;
  readonly line: Recorded;
}

/** What a real terminal shows of the session: a text is in the cells where the terminal puts it, and not where we think that it would. */
export async function screenOf(session: readonly Recorded[]): Promise<{ readonly scenes: readonly Scene[]; readonly end: Piece }> {
  const terminal = new Terminal({ cols: columns, rows: 24, scrollback: 5000, allowProposedApi: true, convertEol: true });
  const buffer = terminal.buffer.active;
  const row = (): number => buffer.baseY + buffer.cursorY;
  const written = async (text: string): Promise<Piece> => {
    const first = row();
    await new Promise<void>((done) => terminal.write(text, done));
    const last = buffer.cursorX === 0 ? row() : row() + 1;
    return { first, rows: Array.from({ length: last - first }, (_, index) => runsOf(terminal, first + index)) };
  };
  const scenes: Scene[] = [];
  for (const line of session) {
    const { text, width } = promptOf(line.sample);
    const prompt = await written(`${text}${line.typed.startsWith('#') ? `\u001B[2m${line.typed}\u001B[0m` : line.typed}`);
    if (prompt.rows.length !== 1) throw new Error(`${line.typed} is longer than a line of ${columns} columns`);
    await written('\n');
    scenes.push({ prompt, indent: width, keys: line.typed.length, output: await written(line.printed), line });
  }
  const end = await written(promptOf(session.at(-1)?.sample ?? '').text);
  terminal.dispose();
  return { scenes, end };
}

function promptOf(folder: string): { readonly text: string; readonly width: number } {
  return { text: `\u001B[36m${folder}\u001B[0m \u001B[1m$\u001B[0m `, width: folder.length + 3 };
}

const colours = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

function lookOf(cell: IBufferCell): string {
  return [cell.isBold() ? 'bold' : '', cell.isDim() ? 'dim' : '', cell.isFgPalette() ? (colours[cell.getFgColor()] ?? '') : ''].filter((name) => name !== '').join(' ');
}

function runsOf(terminal: XtermTerminal, y: number): readonly Run[] {
  const line = terminal.buffer.active.getLine(y);
  const runs: { column: number; text: string; look: string }[] = [];
  for (let column = 0; column < columns; column += 1) {
    const cell = line?.getCell(column);
    if (cell === undefined || cell.getChars() === '') continue;
    const look = lookOf(cell);
    const last = runs.at(-1);
    if (last !== undefined && last.look === look && last.column + last.text.length === column) last.text += cell.getChars();
    else runs.push({ column, text: cell.getChars(), look });
  }
  return runs.filter(({ text }) => text.trim() !== '');
}
