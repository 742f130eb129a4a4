// The rows that a bench prints: what was measured, what must be reached, what was.

/** @typedef {{work: string, must: string, hope: string, reached: string, verdict: string}} Row */

export const seconds = (value) => (value >= 1 ? `${value.toFixed(2)} s` : `${(value * 1000).toFixed(0)} ms`);
export const megabytes = (bytes) => `${(bytes / 2 ** 20).toFixed(0)} MB`;

/** Smaller is better. */
const within = (reached, most, hope) => (reached <= hope ? 'hoped for' : reached <= most ? 'reached' : 'MISSED');
/** Larger is better. */
const beyond = (reached, least, hope) => (reached >= hope ? 'hoped for' : reached >= least ? 'reached' : 'MISSED');

/** Our time over another's: `most` times it at the most. */
export function timesRow(work, { most, hope = 0, hoped = hope === 0 ? '' : `${hope} x` }, ours, theirs) {
  const reached = ours / theirs;
  return { work, must: `<= ${most} x`, hope: hoped, reached: `${reached.toFixed(2)} x (${seconds(ours)} : ${seconds(theirs)})`, verdict: within(reached, most, hope) };
}

/** Another's time over ours: at least `least` times faster. `skipped`: why the other could not be run. */
export function fasterRow(work, { least, hope = Infinity }, ours, theirs, skipped) {
  const row = { work, must: `>= ${least} x faster`, hope: hope === Infinity ? '' : `${hope} x` };
  if (theirs === undefined) return { ...row, reached: `not measured: ${skipped}`, verdict: '' };
  const reached = theirs / ours;
  return { ...row, reached: `${reached.toFixed(2)} x (${seconds(theirs)} : ${seconds(ours)})`, verdict: beyond(reached, least, hope) };
}

/** Seconds that come on top. */
export function extraRow(work, { most, hope }, more, base) {
  const extra = more - base;
  return { work, must: `<= ${seconds(most)}`, hope: seconds(hope), reached: `${seconds(Math.max(0, extra))} more (${seconds(more)} : ${seconds(base)})`, verdict: within(extra, most, hope) };
}

/** Our time alone, at most. */
export function secondsRow(work, most, ours) {
  return { work, must: `<= ${seconds(most)}`, hope: '', reached: seconds(ours), verdict: within(ours, most, 0) };
}

/** Bytes of peak memory over another's. `text`: said behind the figures. */
export function memoryRow(work, { most, hope = 0, must = `<= ${most} x`, hoped = hope === 0 ? '' : `${hope} x` }, ours, theirs, skipped, text = '') {
  const row = { work, must, hope: hoped };
  if (ours === null) return { ...row, reached: 'not measured: no /usr/bin/time that tells', verdict: '' };
  if (!theirs) return { ...row, reached: `${megabytes(ours)}${text}; not compared: ${skipped}`, verdict: '' };
  return { ...row, reached: `${(ours / theirs).toFixed(2)} x (${megabytes(ours)} : ${megabytes(theirs)}${text})`, verdict: within(ours / theirs, most, hope) };
}

/** Bytes of peak memory, at most. `text`: said behind the figure. */
export function bytesRow(work, most, ours, text = '') {
  const row = { work, must: `<= ${megabytes(most)}`, hope: '' };
  if (ours === null) return { ...row, reached: 'not measured: no /usr/bin/time that tells', verdict: '' };
  return { ...row, reached: `${megabytes(ours)}${text}`, verdict: within(ours, most, 0) };
}

export function printTable(columns, lines) {
  const widths = columns.map((column) => Math.max(column.length, ...lines.map((line) => line[column].length)));
  const print = (cells) => console.log(`| ${cells.map((cell, at) => cell.padEnd(widths[at])).join(' | ')} |`);
  print(columns);
  console.log(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  for (const line of lines) print(columns.map((column) => line[column]));
}

export const printRows = (rows) => printTable(['work', 'must', 'hope', 'reached', 'verdict'], rows);
