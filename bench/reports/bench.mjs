// What it takes to write the reports of a run that has found much, and to tell GitHub of one. Each has a file of its own here, which gives its rows.
import { printRows } from '../table.mjs';

const reports = [() => import('./sarif.mjs'), () => import('./html.mjs'), () => import('./action.mjs')];

export async function run(bench) {
  const all = [];
  for (const report of reports) all.push(...(await (await report()).rows(bench)));
  printRows(all);
}
