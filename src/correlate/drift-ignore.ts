import { isDay } from '#model/calendar.ts';
import type { Problem } from '#model/problem.ts';
import { IgnorePattern } from './ignore-pattern.ts';

/** A file of lines that leave resources out, as driftctl reads them. */
export interface IgnoreFile {
  /** As the user named it. */
  readonly path: string;
  readonly text: string;
}

export interface Ignored {
  /** `.driftignore:3` */
  readonly where: string;
  readonly reason: string | null;
}

interface Line {
  readonly place: Ignored;
  readonly written: string;
  /** `!`: it takes back what lines above leave out. */
  readonly back: boolean;
  readonly order: number;
  readonly pattern: IgnorePattern | null;
  used: boolean;
}

/**
 * Lines on `type.id`, in the syntax of gitignore; the last one that matches counts. A line that does not end in `*` covers what stands
 * behind it too (`aws_s3_bucket.logs` covers `aws_s3_bucket.logs.tags`), and a `/` in an id may be written as it is, or `_-_`
 * (https://docs.driftctl.com/usage/filtering/driftignore). `# reason= owner= expires=` on or above a line is ours; `until=`, as waivers in
 * source say it, is `expires=`.
 */
export class DriftIgnore {
  readonly problems: readonly Problem[];
  readonly #lines: readonly Line[];
  /** Without wildcards, by what they say. */
  readonly #plain = new Map<string, Line>();
  readonly #wild: readonly Line[];

  /** @param today `YYYY-MM-DD` (UTC) */
  constructor(files: readonly IgnoreFile[], today: string) {
    const read = files.flatMap((file) => [...linesOf(file)]);
    const problems: Problem[] = [];
    const lines: Line[] = [];
    for (const { place, written, ends, owner } of read) {
      const wrong = ends.find(({ day }) => !isDay(day));
      if (wrong !== undefined) {
        problems.push({ code: 'driftignore-date', message: `${wrong.word}=${wrong.day} is not a calendar day, so the line does not hold`, where: place.where, hint: `write the last day on which it holds: ${wrong.word}=2026-12-31` });
        continue;
      }
      const over = ends.find(({ day }) => day < today);
      if (over !== undefined) {
        problems.push({ code: 'driftignore-expired', message: `${written} held until ${over.day}${owner === null ? '' : `, says ${owner}`}`, where: place.where, hint: 'remove the line, or agree on a later day' });
        continue;
      }
      const back = written.startsWith('!');
      const said = (back ? written.slice(1) : written).replace(/^\\(?=[!#])/, '').replaceAll('/', '_-_');
      const isWild = /[*?[\\]/.test(said);
      const line: Line = { place, written, back, order: lines.length, pattern: isWild ? new IgnorePattern(said) : null, used: false };
      lines.push(line);
      if (!isWild) this.#plain.set(said, line);
    }
    this.problems = problems;
    this.#lines = lines;
    this.#wild = lines.filter(({ pattern }) => pattern !== null).reverse();
  }

  /** The line that leaves out what goes by any of these names (`type.id`); null where none does, or a later one takes it back. */
  of(names: readonly string[]): Ignored | null {
    let last: Line | null = null;
    const take = (line: Line | undefined): void => {
      if (line === undefined) return;
      line.used = true;
      if (last === null || line.order > last.order) last = line;
    };
    for (const written of names) {
      const name = written.replaceAll('/', '_-_');
      if (this.#plain.size > 0) {
        take(this.#plain.get(name));
        for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) take(this.#plain.get(name.slice(0, dot)));
      }
      for (const line of this.#wild) if (line.pattern?.test(name) === true) take(line);
    }
    const found = last as Line | null;
    return found === null || found.back ? null : found.place;
  }

  /** Lines that matched nothing, once all was asked. */
  unused(): readonly Problem[] {
    return this.#lines
      .filter(({ used }) => !used)
      .map(({ place, written }) => ({ code: 'driftignore-unused', message: `${written} matches nothing of this run`, where: place.where, hint: /^!?[^.]+\../.test(written) ? 'remove the line, if what it was for is gone; the id is what an inventory or a state calls it' : 'remove the line, or write it as type.id: aws_s3_bucket.checkout-logs' }));
  }
}

interface Read {
  readonly place: Ignored;
  readonly written: string;
  /** Its last day, by each word that says one: the earliest counts. */
  readonly ends: readonly { readonly word: string; readonly day: string }[];
  readonly owner: string | null;
}

function* linesOf({ path, text }: IgnoreFile): Iterable<Read> {
  let above: readonly string[] = [];
  for (const [index, line] of text.replace(/^\uFEFF/, '').split(/\r?\n/).entries()) {
    if (line.startsWith('#')) {
      above = [...above, line.slice(1)];
      continue;
    }
    // A comment behind a line is ours alone where it says one of our words.
    const [, pattern = '', comment = ''] = /^(.*?)(?:\s+#\s*(?=(?:reason|owner|expires|until)=)(.*))?$/.exec(line) ?? [];
    const written = pattern.replace(/(?<!\\)\s+$/, '');
    const told = [...above, comment].join(' ');
    above = [];
    if (written === '') continue;
    yield { place: { where: `${path}:${index + 1}`, reason: word(told, 'reason') }, written, ends: [...endsIn(told)], owner: word(told, 'owner') };
  }
}

function* endsIn(comment: string): Iterable<Read['ends'][number]> {
  for (const one of ['expires', 'until']) {
    const day = word(comment, one);
    if (day !== null) yield { word: one, day };
  }
}

/** `reason="moved by hand"`, `owner=platform` */
function word(comment: string, key: string): string | null {
  const [, quoted, plain] = new RegExp(`(?:^|\\s)${key}=(?:"([^"]*)"|(\\S*))`).exec(comment) ?? [];
  return quoted ?? plain ?? null;
}
