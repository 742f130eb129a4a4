import { bytesRow, timesRow } from '../table.mjs';
import { measured } from './bundle.mjs';

/** @returns rows */
export async function rows(bench) {
  bench.progress('SARIF of 30,000 findings');
  const { ours, laidOut, bare, packed } = await measured(bench, 'sarif', 30_000, bench.quick ? 7 : 21);
  return [
    timesRow('SARIF of 30,000 findings, against JSON.stringify of the same log, laid out (time of the processor)', { most: 2 }, ours, laidOut),
    timesRow('  against one without white space', { most: 2 }, ours, bare),
    bytesRow('  packed, as it is uploaded', 10_000_000, packed),
  ];
}
