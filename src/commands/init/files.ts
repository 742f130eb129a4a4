import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { defaultBaseline } from '#config/defaults.ts';
import { ProblemError } from '#model/problem.ts';
import { plural } from '#reports/words.ts';
import type { Proposed } from '../../init.ts';
import type { Io } from '../io.ts';
import { unwritable, writeNew } from '../whole-file.ts';
import { pipelinesFor } from './hosts.ts';

/** A file that is proposed. */
interface File {
  readonly path: string;
  readonly text: string;
  /** What it is, behind its name. */
  readonly about: string;
}

export function filesOf({ config, baseline }: Proposed, cwd: string): readonly File[] {
  return [
    { path: 'landrail.yaml', text: config, about: 'what is in use is allowed, what most do is asked of all' },
    ...(baseline === null ? [] : [{ path: defaultBaseline, text: baseline.text, about: `${plural(baseline.findings, 'finding')} of today, which will not fail` }]),
    ...pipelinesFor(cwd).map(({ path, text, title, next }) => ({ path, text, about: `a ${title}; ${next}` })),
  ];
}

export async function agreed({ path, about }: File, io: Io): Promise<boolean> {
  const answer = (await io.ask?.(`Write ${path}: ${about}? [Y/n] `)) ?? 'n';
  return /^(?:y|yes)?$/i.test(answer.trim());
}

/** Whether it was written. Made new or not at all: not even a link is followed. */
export function write({ path, text, about }: File, io: Io): boolean {
  const absolute = resolve(io.cwd, path);
  try {
    mkdirSync(dirname(absolute), { recursive: true });
    writeNew(absolute, text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw new ProblemError(unwritable('init-write', path, path, error));
    io.stdout(`${path} exists and is kept\n`);
    return false;
  }
  io.stdout(`${path} written: ${about}\n`);
  return true;
}
