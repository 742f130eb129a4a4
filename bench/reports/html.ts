import { writeFileSync } from 'node:fs';
import { renderHtml } from '#reports/html/html.ts';
import { renderJson } from '#reports/json.ts';
import { crowd } from './crowd.ts';

// The page of a crowd and its JSON, in turn; medians of the time of the processor as JSON on stdout, the page in a file.
const [count, rounds, file] = process.argv.slice(2) as [string, string, string];
const result = crowd(Number(count));
const ours: number[] = [];
const json: number[] = [];
for (let round = -1; round < Number(rounds); round += 1) {
  const started = spent();
  const text = renderHtml(result);
  const rendered = spent();
  for (const _ of renderJson(result));
  const ended = spent();
  if (round < 0) writeFileSync(file, text);
  else {
    ours.push(rendered - started);
    json.push(ended - rendered);
  }
}

/** Milliseconds. */
function spent(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
const median = (times: number[]): number => (times.sort((a, b) => a - b)[times.length >> 1] ?? 0) / 1000;
process.stdout.write(JSON.stringify({ ours: median(ours), json: median(json) }));
