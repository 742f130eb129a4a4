import type { Finding } from '#model/finding.ts';
import type { Result } from '#model/result.ts';
import type { Api, Refusal } from './api.ts';
import { commentBody, resolvedBody, type Shown } from './body.ts';
import type { PullRequest } from './event.ts';
import { stick, type Board, type Outcome, type Wanted } from './sticky.ts';

export interface Telling {
  readonly repository: string;
  readonly key: string;
  readonly validAt: string;
  readonly sha: string | null;
  readonly shown: Shown;
}

/** The comment of a pull request: made when there is something to tell, and kept up to date from then on. */
export function comment(result: Result, { number }: PullRequest, telling: Telling, always: boolean, api: Api): Promise<Outcome> {
  const issues = `/repos/${telling.repository}/issues`;
  const board: Board = {
    list: () => `${issues}/${number}/comments?per_page=100`,
    create: { path: `${issues}/${number}/comments`, more: {} },
    change: ({ id }) => `${issues}/comments/${id}`,
    // A comment is never closed.
    state: () => ({}),
  };
  const tells = isWorthTelling(result, telling.shown);
  return stick(board, { ...wanted(result, telling, tells || always), open: true, begin: tells || always }, api);
}

/** The issue of a nightly report: opened when there is something to tell, closed when there is nothing left. */
export function issue(result: Result, telling: Telling, api: Api): Promise<Outcome> {
  const issues = `/repos/${telling.repository}/issues`;
  const board: Board = {
    list: (author) => `${issues}?state=all&creator=${encodeURIComponent(author)}&per_page=100`,
    create: { path: issues, more: { title: telling.key === 'landrail' ? `landrail ${result.command}` : `landrail ${result.command}: ${telling.key}` } },
    change: ({ number }) => `${issues}/${number}`,
    state: (open) => ({ state: open ? 'open' : 'closed' }),
  };
  const tells = isWorthTelling(result, telling.shown);
  return stick(board, { ...wanted(result, telling, tells), open: tells, begin: tells }, api);
}

function wanted(result: Result, { key, validAt, sha, shown }: Telling, whole: boolean): Omit<Wanted, 'open' | 'begin'> {
  return { key, validAt, sha, body: whole ? commentBody(result, shown) : resolvedBody(result, shown) };
}

/** A run that fails, and what fails or is not decided of the change itself. */
export function isWorthTelling(result: Result, { elsewhere }: Pick<Shown, 'elsewhere'>): boolean {
  return result.exitCode !== 0 || result.errors.length > 0 || result.findings.some((one) => isOpen(one) && (elsewhere === null || !elsewhere(one)));
}

function isOpen({ verdict }: Finding): boolean {
  return verdict === 'fail' || verdict === 'undecided';
}

/** Why nothing could be said, and what to do. A run is never failed for it. */
export function silence({ status, because }: Refusal, what: 'comment' | 'issue', fork: boolean): string {
  if (fork && (status === 403 || status === 404)) return `no ${what}: the token of a pull request from a fork may only read. The summary of the run has the report.`;
  const hint = status === 401 ? '; github-token is not valid' : (status === 403 && !/rate limit/i.test(because)) || status === 404 ? `; the job needs the permission ${what === 'comment' ? 'pull-requests' : 'issues'}: write` : '';
  return `no ${what}: GitHub ${status === 0 ? 'did not answer' : `answered ${status}`} (${because})${hint}. The summary of the run has the report.`;
}
