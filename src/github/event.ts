import { readFileSync } from 'node:fs';

/** What the runner tells of the run, as far as it can be believed. */
export interface Run {
  /** `pull_request`, `push`, `schedule`, … */
  readonly event: string;
  /** `owner/name`; null outside of GitHub. */
  readonly repository: string | null;
  /** What links lead to: of a pull request its own last commit, else what was checked out. Null where it is not known. */
  readonly sha: string | null;
  readonly pull: PullRequest | null;
  /** What the change is between, where it is one. */
  readonly range: { readonly base: string; readonly head: string } | null;
  /** Without a slash at the end. */
  readonly server: string;
  readonly api: string;
  /** The page of this run, with its summary; null outside of GitHub. */
  readonly page: string | null;
  /** Why the payload of the event tells nothing; null where it could be read. */
  readonly unread: string | null;
}

export interface PullRequest {
  readonly number: number;
  /** From a fork, whose runs have a token that may only read. */
  readonly fork: boolean;
  /** When it had come to be as it was judged, ISO 8601: a later run of the same event tells the same. */
  readonly updated: string | null;
}

/** A payload: nobody promises its form. */
type Payload = Readonly<Record<string, unknown>>;

/** Reads GITHUB_* and the file with the event's payload. */
export function runOf(env: Readonly<Record<string, string | undefined>>): Run {
  const { payload, unread } = payloadOf(env['GITHUB_EVENT_PATH']);
  const repository = matched(env['GITHUB_REPOSITORY'], /^[\w.-]+\/[\w.-]+$/);
  const server = address(env['GITHUB_SERVER_URL'], 'https://github.com');
  const pull = pullOf(payload);
  const head = shaOf(at(payload, 'pull_request', 'head', 'sha'));
  const id = matched(env['GITHUB_RUN_ID'], /^\d+$/);
  const attempt = matched(env['GITHUB_RUN_ATTEMPT'], /^\d+$/);
  return {
    event: env['GITHUB_EVENT_NAME'] ?? '',
    repository,
    sha: head ?? shaOf(env['GITHUB_SHA']),
    pull,
    range: rangeOf(payload, pull !== null),
    server,
    api: address(env['GITHUB_API_URL'], 'https://api.github.com'),
    page: repository === null || id === null ? null : `${server}/${repository}/actions/runs/${id}${attempt === null ? '' : `/attempts/${attempt}`}`,
    unread,
  };
}

function payloadOf(path: string | undefined): { readonly payload: Payload; readonly unread: string | null } {
  if (path === undefined || path === '') return { payload: {}, unread: 'GITHUB_EVENT_PATH is not set' };
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (isRecord(value)) return { payload: value, unread: null };
    return { payload: {}, unread: 'it is not an object' };
  } catch (error) {
    return { payload: {}, unread: error instanceof SyntaxError ? 'it is not JSON' : String((error as NodeJS.ErrnoException).code ?? error) };
  }
}

/** Of `pull_request` and its reviews; a comment on one has it under `issue`, without its commits. */
function pullOf(payload: Payload): PullRequest | null {
  const pull = at(payload, 'pull_request');
  const issue = at(payload, 'issue');
  const number = at(payload, 'pull_request', 'number') ?? (at(payload, 'issue', 'pull_request') === undefined ? undefined : at(payload, 'issue', 'number'));
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1) return null;
  const [from, to] = [at(pull, 'head', 'repo', 'full_name'), at(pull, 'base', 'repo', 'full_name')];
  const updated = at(pull ?? issue, 'updated_at');
  return {
    number,
    // The repository of a fork may be gone: then it is null.
    fork: pull !== undefined && (at(pull, 'head', 'repo', 'fork') === true || (typeof to === 'string' && from !== to)),
    updated: typeof updated === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(updated) ? updated : null,
  };
}

function rangeOf(payload: Payload, isPull: boolean): Run['range'] {
  const [base, head] = isPull
    ? [at(payload, 'pull_request', 'base', 'sha'), at(payload, 'pull_request', 'head', 'sha')]
    : at(payload, 'merge_group') === undefined
      ? [at(payload, 'before'), at(payload, 'after')]
      : [at(payload, 'merge_group', 'base_sha'), at(payload, 'merge_group', 'head_sha')];
  const [from, to] = [shaOf(base), shaOf(head)];
  // A branch that is new comes from nothing.
  return from === null || to === null || /^0+$/.test(from) || /^0+$/.test(to) ? null : { base: from, head: to };
}

function at(value: unknown, ...keys: readonly string[]): unknown {
  let found = value;
  for (const key of keys) found = isRecord(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  return found ?? undefined;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shaOf(value: unknown): string | null {
  return typeof value === 'string' ? matched(value, /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/) : null;
}

function matched(text: string | undefined, form: RegExp): string | null {
  return text !== undefined && form.test(text) ? text : null;
}

function address(text: string | undefined, fallback: string): string {
  const found = text !== undefined && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? text : fallback;
  return found.replace(/\/+$/, '');
}
