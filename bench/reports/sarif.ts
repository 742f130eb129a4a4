import { gzipSync } from 'node:zlib';
import { renderSarif } from '#reports/sarif/sarif.ts';
import { crowd } from './crowd.ts';

// The SARIF of a crowd against what JSON.stringify takes for the very same log, in turn; medians of the time of the processor as JSON on stdout.
const [count, rounds] = process.argv.slice(2).map(Number) as [number, number];
const result = crowd(count);
const log = JSON.parse(renderSarif(result, { verbose: false })) as object;
const ours: number[] = [];
const laidOut: number[] = [];
const bare: number[] = [];
let bytes = 0;
let packed = 0;
for (let round = -2; round < rounds; round += 1) {
  const started = spent();
  const text = renderSarif(result, { verbose: false });
  const rendered = spent();
  JSON.stringify(log, null, 2);
  const written = spent();
  const same = JSON.stringify(log);
  const ended = spent();
  if (round < 0) continue;
  ours.push(rendered - started);
  laidOut.push(written - rendered);
  bare.push(ended - written);
  if (round > 0) continue;
  if (JSON.stringify(JSON.parse(text)) !== same) throw new Error('the log that is written twice is not the same');
  bytes = Buffer.byteLength(text);
  packed = gzipSync(text).length;
}

/** Milliseconds. */
function spent(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
const median = (times: number[]): number => (times.sort((a, b) => a - b)[times.length >> 1] ?? 0) / 1000;
process.stdout.write(JSON.stringify({ ours: median(ours), laidOut: median(laidOut), bare: median(bare), bytes, packed }));
