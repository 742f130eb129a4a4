import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Options } from '#config/options.ts';
import type { Problem } from '#model/problem.ts';
import type { Result } from '#model/result.ts';
import { reports } from '#reports/registry.ts';
import { wellFormed } from '#reports/well-formed.ts';
import type { Io } from './io.ts';
import { overwritten, type Read } from './overwritten.ts';
import { unwritable, writeWhole } from './whole-file.ts';

/** Columns of a report that goes to a file. */
const fileWidth = 100;

/** Writes each report where it belongs; files first, so that what is read on the screen is the last thing that happens. */
export async function writeReports(result: Result, options: Pick<Options, 'formats' | 'color'>, verbose: boolean, io: Io): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  const told = await wellFormed(result);
  for (const { name, file } of [...options.formats].sort((a, b) => Number(a.file === null) - Number(b.file === null))) {
    const render = await reports[name]?.load();
    if (render === undefined) throw new Error(`no report ${name}`);
    if (file === null) {
      const color = options.color === 'always' || (options.color === 'auto' && io.isTTY);
      for (const piece of piecesOf(render(told, { color, width: io.width, verbose }))) io.stdout(piece);
      continue;
    }
    try {
      const path = resolve(io.cwd, file);
      mkdirSync(dirname(path), { recursive: true });
      writeWhole(path, piecesOf(render(told, { color: options.color === 'always', width: fileWidth, verbose })));
    } catch (error) {
      problems.push(unwritable('output-file', `the ${name} report`, file, error));
    }
  }
  return problems;
}

/** A text is one piece of a report, and no list of its letters. */
function piecesOf(report: string | Iterable<string>): Iterable<string> {
  return typeof report === 'string' ? [report] : report;
}

/** Two reports on one stream are neither; one over another file leaves one of both. */
export function outputProblem(options: Parameters<typeof overwritten>[0], read: Read, cwd: string): Problem | null {
  const { formats } = options;
  const [, second] = formats.filter((one) => one.file === null);
  if (second === undefined) return overwritten(options, read, cwd);
  return { code: 'usage-format', message: `--format names ${formats.filter((one) => one.file === null).length} reports for standard output`, where: null, hint: `give all but one a file: --format ${second.name}=report.${reports[second.name]?.extension ?? 'txt'}` };
}
