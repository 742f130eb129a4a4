import { dirname } from 'node:path';
import { ProblemError, type Problem } from '#model/problem.ts';
import type { Skipped } from '#model/result.ts';
import { pathWord } from '#model/shell-word.ts';
import { findInputs, type Found, type FoundInputs } from './find.ts';
import type { Beside, Format, SourceFile, SourceFormat, SourceOptions } from './format.ts';
import { looksLikeInput, looksLikePlan, whatIsRead } from './head.ts';
import { Homes } from './homes.ts';
import { headOf } from './load.ts';
import type { InputOptions, ValuesFile } from './options.ts';
import type { Outline } from './outline.ts';
import { Ancestry } from './inventory/ancestry.ts';
import { inventoryFormats, inventorySources } from './inventory/registry.ts';
import { Makers } from './inventory/made-by.ts';
import { Sightings } from './inventory/sightings.ts';
import { Since } from './inventory/since.ts';
import type { Reading } from './reading.ts';
import { formats, sourceFormats } from './registry.ts';
import { Taker } from './take.ts';
import { isAssembly } from './walk.ts';

/** One input, opened: its readings, or why there are none. */
export interface Opened {
  readonly readings: readonly Reading[];
  /** The input was named, or --strict asks for it: the run ends with exit code 2. */
  readonly problems: readonly Problem[];
  readonly notices: readonly Problem[];
  readonly skipped: readonly Skipped[];
  /** Something that nobody named could not be read, whether that is an error or not. */
  readonly partial: boolean;
  /** What turns out unreadable only while it is read is told, and no error. */
  readonly lenient: boolean;
}

/**
 * Paths -> readings. A plan is opened as it is met, so that only one of them is in memory; files of formats that take several, and
 * plans beside their source, are found first. A folder is searched for what looks like an input; what is none of ours is passed over, what looks like one and
 * cannot be read is told. `expect` is told how many bytes a file has before it is read.
 */
export async function* openInputs(paths: readonly string[], options: InputOptions, expect: (size: number) => Promise<void> = async () => undefined): AsyncGenerator<Opened> {
  const earlier = options.since === null ? null : { since: await rememberInventory(options.since, options), filling: false };
  yield* openEach(paths, options, earlier, expect);
}

const inventories: ReadonlySet<string> = new Set([...inventoryFormats, ...inventorySources].map(({ name }) => name));

/** @throws ProblemError where it cannot be read, or holds no inventory */
async function rememberInventory(file: ValuesFile, options: InputOptions): Promise<Since> {
  const since = new Since(file.path);
  const problems: Problem[] = [];
  let isInventory = false;
  for await (const opened of openEach([file.path], { ...options, since: null, source: null, strict: false }, { since, filling: true }, async () => undefined)) {
    problems.push(...opened.problems);
    for (const reading of opened.readings) {
      isInventory ||= inventories.has(reading.format);
      for await (const _ of reading.batches);
      problems.push(...reading.finish().problems);
    }
  }
  if (problems.length > 0) throw new ProblemError(problems);
  if (!isInventory) throw new ProblemError({ code: 'since-no-inventory', message: `--since names ${file.path}, which holds no inventory`, where: file.path, hint: 'give an inventory of an earlier day, in any of the formats that are judged' });
  return since;
}

async function* openEach(paths: readonly string[], options: InputOptions, earlier: SourceOptions['earlier'], expect: (size: number) => Promise<void>): AsyncGenerator<Opened> {
  const taker = new Taker(formats, sourceFormats, options.inputType, options.ahead, expect);
  const { found, skipped, ignored, problems, unlisted, files } = findInputs(paths, options);
  if (found.length >= many) options.manyFound?.(found.length);
  const all: SourceOptions = { ...options, files, sightings: new Sightings(), ancestry: new Ancestry(), makers: new Makers(), earlier };
  const homes = new Homes(sourceFormats, found, options);
  const left = ignoredInputs(ignored, homes);
  yield told({ problems, unread: unlisted, found: left, skipped: [...skipped, ...ignored.map(({ path, rule }) => ({ path, because: `ignored by ${rule}` }))] }, options);

  const sources = new Map(sourceFormats.map((format): [SourceFormat, Met] => [format, { files: [], beside: [] }]));
  for (const one of found) {
    const taken = await taker.take(one);
    const home = homes.of(taken, one);
    if (home !== null) sources.get(home.format)?.beside.push(home.one);
    else if (taken.as === 'document') yield { ...told({}, options), ...(await openDocument(taken, one, all)) };
    else if (taken.as === 'source') sources.get(taken.format)?.files.push(taken.file);
    else if (taken.as === 'broken') yield refused(taken.problems, one, options);
    else if (one.given === 'file' || (options.everyFile === true && taken.problem.code === 'input-truncated')) yield refused([taken.problem], one, options);
    else yield told({ skipped: [{ path: one.path, because: because(taken.problem, one) }] }, options);
  }
  for (const [format, { files: its, beside }] of sources) {
    if (its.length === 0) continue;
    const reader = await format.load();
    // After it is loaded: what V8 has kept of a script it takes over with the switches of the build alone.
    if (its.length >= many) await options.manyFiles?.(its.length);
    for await (const { readings, problems: broken, named, notices = [], skipped: passed = [] } of reader.open(its, all, beside)) {
      yield { ...told({ problems: named ? broken : [], unread: named ? [] : broken, found: notices, skipped: passed }, options), readings, lenient: !named && !isStrict(options) };
    }
  }
}

/** What .gitignore leaves out and looks like an input all the same. A plan beside its source would have been judged with it. */
function ignoredInputs(ignored: FoundInputs['ignored'], homes: Homes): readonly Problem[] {
  return ignored.flatMap(({ path, absolute, rule }): readonly Problem[] => {
    const head = headOf(absolute);
    if (!looksLikeInput(head) && !isAssembly(absolute)) return [];
    const joined = homes.takes('terraform-plan', absolute) && looksLikePlan(head) ? `, with its source: landrail check ${pathWord(path)} --source ${pathWord(dirname(path))}` : '';
    return [{ code: 'input-ignored', message: `${path} looks like an input, and ${rule} leaves it out`, where: path, hint: `name it to have it judged${joined}` }];
  });
}

/** Files of a format, and what belongs to them. */
interface Met {
  readonly files: SourceFile[];
  readonly beside: Beside[];
}

/** Files of which most of what is read is soon let go. */
const many = 500;

async function openDocument({ format, whole, encoding }: { readonly format: Format; readonly whole: Outline; readonly encoding: string }, found: Found, options: SourceOptions): Promise<Partial<Opened>> {
  const { path } = found;
  // Our own report beside what it judged is nothing that was missed, and a list of nothing may be of anything.
  if ((format.name === 'landrail-result' || format.name === 'empty-list') && found.given !== 'file') return told({ skipped: [{ path, because: format.title }] }, options);
  if (format.load === null) {
    return refused([{ code: 'input-not-supported', message: `${path} looks like ${withArticle(format.title)}, which a check does not read`, where: path, hint: format.advice ?? whatIsRead }], found, options);
  }
  const reader = await format.load();
  try {
    const readings = reader.open(whole, { path, encoding }, options);
    const lenient = found.given === 'found' && !isStrict(options);
    if (options.source === null || format.name !== 'terraform-plan') return { readings, lenient };
    const { joinToSource } = await import('./terraform/saved-plan/join.ts');
    return { ...(await joinToSource(readings, whole, options.source, options)), lenient };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return refused(error.problems, found, options);
  }
}

function refused(problems: readonly Problem[], found: Found, options: InputOptions): Opened {
  if (found.given === 'file') return told({ problems }, options);
  // What is of another format is no part that is missing.
  return told(problems.every(({ code }) => code === 'input-not-supported') ? { found: problems } : { unread: problems }, options);
}

/** `unread`: files that nobody named and that cannot be read; `found`: what else is to know of such. */
function told({ problems = [], unread = [], found = [], skipped = [] }: { readonly problems?: readonly Problem[]; readonly unread?: readonly Problem[]; readonly found?: readonly Problem[]; readonly skipped?: readonly Skipped[] }, options: InputOptions): Opened {
  const [faults, notices] = [[...(isStrict(options) ? unread : []), ...(options.strict ? found : [])], [...(isStrict(options) ? [] : unread), ...(options.strict ? [] : found)]];
  return { readings: [], problems: [...problems, ...faults], notices, skipped, partial: unread.length > 0, lenient: false };
}

/** Whether a file that cannot be read ends the run with 2, also where nobody named it. */
function isStrict({ strict, everyFile = false }: InputOptions): boolean {
  return strict || everyFile;
}

/** The message without the path, which stands before it. */
function because({ message }: Problem, { path }: Found): string {
  return message.startsWith(`${path} is `) ? message.slice(path.length + 4) : message;
}

function withArticle(title: string): string {
  if (/^(?:provider schemas|AWS Config items|Terraform source) ?/.test(title)) return title;
  return `${/^(?:[aeio]|OCI)/i.test(title) ? 'an' : 'a'} ${title}`;
}
