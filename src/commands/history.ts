import type { Config } from '#config/config.ts';
import { loadConfig } from '#config/load.ts';
import { configPath } from '#config/options.ts';
import { isDay } from '#model/calendar.ts';
import { dimensions } from '#model/features.ts';
import { terminalText } from '#reports/escape.ts';
import { historyText } from '#reports/history.ts';
import { plural } from '#reports/words.ts';
import { approve, forget, forgetBefore, importLogs, statusOf, withHistory } from '../history.ts';
import { exported } from './history/exported.ts';
import type { ApproveFlags, HistoryFlags, ValueFlags } from './history/flags.ts';
import { refused, valueOf } from './history/value.ts';
import { historyPlace } from './history-place.ts';
import type { ExitCode, Io } from './io.ts';
import { plainProblems } from './problems.ts';

/** The config, and the file that is meant. */
async function settled(flags: HistoryFlags, io: Io, kind: Parameters<typeof historyPlace>[3] = 'must exist'): Promise<{ readonly config: Config; readonly place: ReturnType<typeof historyPlace> }> {
  const { config } = await loadConfig({ cwd: io.cwd, path: configPath(flags, io.env).path, now: io.now });
  return { config, place: historyPlace(flags.history, config, io, kind) };
}

/** Exit code 2 where a log could not be read to its end (what was read of it is in the history), 3 where there was none. */
export async function historyImportCommand(paths: readonly string[], flags: HistoryFlags, io: Io): Promise<ExitCode> {
  const { config, place } = await settled(flags, io, 'is made');
  const { events, fresh, end } = await withHistory(place, (history) => importLogs(history, paths, config.drift.pipelines));
  for (const { path, because } of end.skipped) io.stderr(terminalText(`passed over ${path}: ${because}`).concat('\n'));
  io.stderr(plainProblems([...end.problems, ...end.notices], io));
  io.stdout(`${plural(events, 'event')} in the logs, ${fresh} of them new to the history.\n`);
  if (end.problems.length > 0) return 2;
  return end.sources.some(({ records, malformed }) => records > malformed) ? 0 : 3;
}

export async function historyStatusCommand(flags: HistoryFlags, io: Io): Promise<ExitCode> {
  const { place } = await settled(flags, io);
  io.stdout(historyText(place.file?.shown ?? '', await withHistory(place, statusOf)));
  return 0;
}

export async function historyApproveCommand(dimension: string, key: string, flags: ApproveFlags, io: Io): Promise<ExitCode> {
  const value = valueOf(dimension, key, flags);
  const { owner, reason, expires, ticket = null } = flags;
  if (!isDay(expires)) throw refused(`--expires is ${JSON.stringify(expires)}, which is not a day`, 'write year, month, day: 2026-12-31');
  if (expires < io.now.toISOString().slice(0, 10)) throw refused(`--expires is ${expires}, which is over`, 'write the last day on which it is to hold');
  for (const [flag, text] of [['--owner', owner], ['--reason', reason]] as const) if (text.trim() === '') throw refused(`${flag} is empty`, 'say who answers for it, and why: it stands in the report');
  const found = await withHistory((await settled(flags, io)).place, (history) => approve(history, value, { owner, reason, expires, ticket }, io.now));
  io.stdout(terminalText(`${dimension} ${key} is approved until ${expires} by ${owner}: ${reason}.${found === 0 ? ' The history has not seen it yet.' : ''}`).concat('\n'));
  return 0;
}

export async function historyForgetCommand(dimension: string | undefined, key: string | undefined, flags: ValueFlags & { readonly before?: string }, io: Io): Promise<ExitCode> {
  const { before } = flags;
  if (before !== undefined) {
    if (dimension !== undefined) throw refused('--before goes with no value: it takes out all events of the time before', 'leave one of them out');
    if (!isDay(before)) throw refused(`--before is ${JSON.stringify(before)}, which is not a day`, 'write year, month, day: 2026-12-31');
    const events = await withHistory((await settled(flags, io)).place, (history) => forgetBefore(history, `${before}T00:00:00.000Z`));
    io.stdout(`${plural(events, 'event')} from before ${before} are forgotten.\n`);
    return 0;
  }
  if (dimension === undefined || key === undefined) throw refused('landrail history forget names no value', `write landrail history forget user NAME, with one of ${dimensions.join(', ')}, or --before DAY`);
  const value = valueOf(dimension, key, flags);
  const events = await withHistory((await settled(flags, io)).place, (history) => forget(history, value));
  io.stdout(terminalText(`${dimension} ${key} is forgotten, with ${plural(events, 'event')}.`).concat('\n'));
  return 0;
}

export async function historyExportCommand(file: string, flags: HistoryFlags, io: Io): Promise<ExitCode> {
  const { place } = await settled(flags, io);
  const rows = await withHistory(place, (history) => exported(history, file, io));
  io.stdout(terminalText(`${file}: ${rows.toLocaleString('en-US')} rows.`).concat('\n'));
  return 0;
}
