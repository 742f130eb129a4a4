import type { Finding } from '#model/finding.ts';
import type { SourcePlace } from '#model/resource.ts';
import type { Api } from './api.ts';
import { isRecord, type Run } from './event.ts';

/** Lines that a change has touched, by file as git names it: first and last, ascending. Of a file whose difference is not shown, all. */
export type Changed = ReadonlyMap<string, readonly Lines[]>;
type Lines = readonly [first: number, last: number];

/** GitHub lists no more files of a pull request, and of a comparison, than these: what is beyond may have changed too. */
const most = { pull: 3000, compare: 300 };

/** What the change of this run has touched. @returns why it is not known, where it is not */
export async function changedIn({ repository, pull, range }: Run, api: Api): Promise<Changed | string> {
  let because = 'the event is about no change';
  if (pull !== null) {
    const found = await api.list(`/repos/${repository}/pulls/${pull.number}/files?per_page=100`);
    if (found.ok) return found.items.length < most.pull ? touched(found.items) : `it has ${most.pull} files or more`;
    because = `${found.because} (${found.status})`;
  }
  // Whoever may read the code may compare it; a job needs a permission of its own to read pull requests.
  if (range === null) return because;
  const found = await api.list(`/repos/${repository}/compare/${range.base}...${range.head}?per_page=100`, (files) => files.length > 0);
  if (!found.ok) return `${found.because} (${found.status})`;
  return found.items.length < most.compare ? touched(found.items) : `it has ${most.compare} files or more`;
}

/** Whether a finding is about the change: its line, a line that its value came from, or a line of its resource was touched, or the resource is in a plan, which shows nothing but changes. */
export function isOfChange({ resource, location, block, related, input }: Finding, changed: Changed): boolean {
  if (resource !== null && (resource.stage === 'plan' || resource.stage === 'change-set')) return true;
  const places: readonly (SourcePlace | null | undefined)[] = [location, block, ...related];
  if (places.every((place) => place == null)) return changed.has(input);
  return places.some((place) => place != null && (changed.get(place.file) ?? []).some(([first, last]) => first <= (place.endLine ?? place.line) && place.line <= last));
}

function touched(files: readonly unknown[]): Changed {
  const changed = new Map<string, readonly Lines[]>();
  for (const file of files) {
    if (!isRecord(file) || typeof file['filename'] !== 'string') continue;
    // What is only moved has no difference either, and says so.
    changed.set(file['filename'], typeof file['patch'] === 'string' ? linesOf(file['patch']) : file['changes'] === 0 ? [] : [[1, Number.MAX_SAFE_INTEGER]]);
  }
  return changed;
}

/** Lines of the new file that a unified difference adds, and those between which it takes lines away. */
export function linesOf(patch: string): readonly Lines[] {
  const found: [number, number][] = [];
  const touch = (first: number, last: number): void => {
    const before = found.at(-1);
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else found.push([first, last]);
  };
  let line = 0;
  for (const text of patch.split('\n')) {
    const hunk = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(text);
    if (hunk !== null) line = Number(hunk[1]);
    else if (text.startsWith('+')) touch(line, line++);
    // What stood there was between these two.
    else if (text.startsWith('-')) touch(Math.max(1, line - 1), line);
    else if (!text.startsWith('\\')) line += 1;
  }
  return found;
}
