import { basename } from 'node:path';
import { ProblemError, type Problem } from '#model/problem.ts';
import type { Skipped } from '#model/result.ts';
import { emptyInput, type Text } from './bytes.ts';
import { detect, type Detector } from './detect.ts';
import { findInputs, type Found } from './find.ts';
import type { Format, SourceFile, SourceFormat } from './format.ts';
import { headProblem, looksLikeInput, maySpeak } from './head.ts';
import { byte } from './json/span.ts';
import { spaceEnd } from './json/tokens.ts';
import { headOf, loadFile, readStream, readWhole, textOf, type Look } from './load.ts';
import type { InputOptions } from './options.ts';
import type { Outline } from './outline.ts';
import type { Reading } from './reading.ts';
import { formats, sourceFormats } from './registry.ts';
import { textOutline } from './text-outline.ts';

/** One input, opened: its readings, or why there are none. */
export interface Opened {
  readonly readings: readonly Reading[];
  /** The input was named, or --strict asks for it: the run ends with exit code 2. */
  readonly problems: readonly Problem[];
  readonly notices: readonly Problem[];
  readonly skipped: readonly Skipped[];
  /** What turns out unreadable only while it is read is told, and no error. */
  readonly lenient: boolean;
}

/**
 * Paths -> readings. A plan is opened as it is met, so that only one of them is in memory; files of formats that take several are
 * found first. A folder is searched for what looks like an input; what is none of ours is passed over, what looks like one and
 * cannot be read is told.
 */
export async function* openInputs(paths: readonly string[], options: InputOptions): AsyncGenerator<Opened> {
  const { found, skipped, ignored, problems, unlisted, files } = findInputs(paths, options.cwd, options.stdin);
  const left = ignored.filter((one) => looksLikeInput(headOf(one.absolute))).map(({ path, rule }): Problem => ({ code: 'input-ignored', message: `${path} looks like an input, and ${rule} leaves it out`, where: path, hint: 'name it to have it judged' }));
  yield told({ problems, found: [...unlisted, ...left], skipped: [...skipped, ...ignored.map(({ path, rule }) => ({ path, because: `ignored by ${rule}` }))] }, options);

  const sources = new Map<SourceFormat, SourceFile[]>();
  for (const one of found) {
    const taken = await take(one, options);
    if ('opened' in taken) yield taken.opened;
    else sources.set(taken.format, [...(sources.get(taken.format) ?? []), taken.file]);
  }
  for (const [format, its] of [...sources].sort(([a], [b]) => sourceFormats.indexOf(a) - sourceFormats.indexOf(b))) {
    const reader = await format.load();
    for await (const { readings, problems: broken, named } of reader.open(its, { ...options, files })) {
      yield { ...told(named ? { problems: broken } : { found: broken }, options), readings, lenient: !named && !options.strict };
    }
  }
}

/** `found`: what is wrong with files that nobody named. */
function told({ problems = [], found = [], skipped = [] }: { readonly problems?: readonly Problem[]; readonly found?: readonly Problem[]; readonly skipped?: readonly Skipped[] }, { strict }: InputOptions): Opened {
  return { readings: [], problems: strict ? [...problems, ...found] : problems, notices: strict ? [] : found, skipped, lenient: false };
}

/** A file of a format of several files, or what was opened at once. */
type Taken = { readonly opened: Opened } | { readonly format: SourceFormat; readonly file: SourceFile };

async function take(found: Found, options: InputOptions): Promise<Taken> {
  const named = sourceFormats.find((format) => format.ownsName?.(basename(found.path)) === true);
  try {
    const bytes = found.stream === null ? null : await readStream(found.stream(), found.path);
    const file = sourceFile(found, bytes);
    const owner = named ?? ownerOfBytes(bytes ?? headOf(found.absolute));
    if (owner !== undefined) return { format: owner, file };
    const look: Look = (head, whole) => (maySpeak(head) ? null : headProblem(head, whole, found.path));
    const text = bytes === null ? loadFile(found.absolute, found.path, look) : textOf(bytes, found.path, look);
    const first = text.bytes[spaceEnd(text.bytes, 0)];
    return first === byte.openBrace || first === byte.openBracket ? await takeDocument(text, found, file, options) : takeText(text, found, file, options);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const [problem] = error.problems;
    const unrelated = problem !== undefined && otherFormat.has(problem.code) && found.stream === null && !looksLikeInput(headOf(found.absolute));
    return { opened: unrelated ? passedOver(problem, found, options) : refused(error.problems, found, options) };
  }
}

const otherFormat = new Set(['input-not-json', 'input-not-supported']);

function ownerOfBytes(bytes: Buffer): SourceFormat | undefined {
  return sourceFormats.find((format) => format.ownsBytes?.(bytes) === true);
}

/** What came through a pipe is kept: it cannot be read again. */
function sourceFile({ path, absolute, given }: Found, bytes: Buffer | null): SourceFile {
  return {
    path,
    absolute,
    given,
    text: () => (bytes === null ? loadFile(absolute, path, () => null) : textOf(bytes, path, () => null)),
    bytes: () => bytes ?? readWhole(absolute, path),
  };
}

const detectors: readonly Detector<Format | SourceFormat>[] = [
  ...formats.map((format) => ({ format, title: format.title, detect: (whole: Outline, lines: boolean) => format.detect(whole, lines), single: format.load !== null })),
  ...sourceFormats.flatMap((format) => (format.ownsDocument === undefined ? [] : [{ format, title: format.title, detect: format.ownsDocument, single: true }])),
];

async function takeDocument(text: Text, found: Found, file: SourceFile, options: InputOptions): Promise<Taken> {
  const detection = detect(text, found.path, detectors);
  if ('problem' in detection) {
    const unrelated = detection.format === null && !looksLikeInput(text.bytes.subarray(0, Math.min(text.length, 4096)));
    return { opened: unrelated ? passedOver(detection.problem, found, options) : refused([detection.problem], found, options) };
  }
  const { format, whole } = detection;
  if ('advice' in format) {
    if (format.load === null) return { opened: refused([{ code: 'input-not-supported', message: `${found.path} is no plan: it looks like "${format.title}", which this version does not read`, where: found.path, hint: format.advice ?? 'give a plan: terraform show -json tfplan > plan.json' }], found, options) };
    const reader = await format.load();
    return { opened: { ...told({}, options), readings: reader.open(whole, { path: found.path, encoding: text.encoding }, options), lenient: found.given === 'found' && !options.strict } };
  }
  return { format, file };
}

function takeText(text: Text, found: Found, file: SourceFile, options: InputOptions): Taken {
  const outline = textOutline(text);
  const owner = sourceFormats.find((format) => format.ownsText?.(outline) === true);
  if (owner !== undefined) return { format: owner, file };
  const problem = headProblem(text.bytes.subarray(0, text.length), true, found.path);
  return { opened: problem === null ? refused([emptyInput(found.path, 'holds nothing')], found, options) : passedOver(problem, found, options) };
}

/** What lies in every folder and is none of ours is listed, not told. */
function passedOver(problem: Problem, found: Found, options: InputOptions): Opened {
  if (found.given === 'file') return refused([problem], found, options);
  const { message } = problem;
  return told({ skipped: [{ path: found.path, because: message.startsWith(`${found.path} is `) ? message.slice(found.path.length + 4) : message }] }, options);
}

function refused(problems: readonly Problem[], found: Found, options: InputOptions): Opened {
  return found.given === 'file' ? told({ problems }, options) : told({ found: problems }, options);
}
