import { setTimeout as sleep } from 'node:timers/promises';
import { isRecord, type Run } from './event.ts';

/** What GitHub answered, or why it did not. */
export type Answer = { readonly ok: true; readonly body: unknown; readonly next: string | null } | Refusal;

export interface Refusal {
  readonly ok: false;
  /** 0 where no answer came. */
  readonly status: number;
  /** One clause, as GitHub words it, or the system. */
  readonly because: string;
  /** Whether it may have been done all the same: the line was cut, or the server failed. */
  readonly unclear: boolean;
}

type Method = 'GET' | 'POST' | 'PATCH';

/** Milliseconds. A comment is worth a minute, and no more: the verdict is known. */
const limits = { exchange: 10_000, all: 60_000, pause: 500 };
const tries = 5;

/**
 * GitHub's REST API: the only place in the network that the Action talks to (see webhook.ts for the one exception that a user may name). Each exchange has a limit of time, and all of
 * them together have one. What GitHub asks to be tried later is tried later, if later is soon enough.
 * https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api
 */
export class Api {
  readonly #base: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #end = Date.now() + limits.all;
  /** What it came to when it had been tried often enough: nothing else is asked of an API that is not there. */
  #gone: Refusal | null = null;

  constructor({ api }: Pick<Run, 'api'>, token: string, version: string) {
    this.#base = api;
    this.#headers = { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28', 'user-agent': `landrail/${version}` };
  }

  get(path: string): Promise<Answer> {
    return this.#send('GET', path);
  }

  patch(path: string, body: object): Promise<Answer> {
    return this.#send('PATCH', path, body);
  }

  /** What makes something is not sent again while it is not clear whether it has been made: whoever asks looks first. */
  post(path: string, body: object): Promise<Answer> {
    return this.#send('POST', path, body);
  }

  /** Whose token this is, as comments have it: `github-actions[bot]`. */
  async viewer(): Promise<string | Refusal> {
    // Below the address of github.com, and beside /api/v3 of an Enterprise Server. A query makes nothing: it may be asked again.
    const answer = await this.#send('POST', `${this.#base.replace(/\/v3$/, '')}/graphql`, { query: '{viewer{login}}' }, true);
    if (!answer.ok) return answer;
    const data = isRecord(answer.body) ? answer.body['data'] : null;
    const viewer = isRecord(data) ? data['viewer'] : null;
    return isRecord(viewer) && typeof viewer['login'] === 'string' ? viewer['login'] : refusal(200, 'it does not say whose token this is', false);
  }

  /** Waits a little, before something is begun anew. @returns whether there is time left */
  async pause(): Promise<boolean> {
    if (Date.now() + limits.pause * 2 > this.#end) return false;
    await sleep(limits.pause);
    return true;
  }

  /** All pages of a list, or those that `enough` needs. */
  async list(path: string, enough: (items: readonly unknown[]) => boolean = () => false): Promise<{ readonly ok: true; readonly items: readonly unknown[] } | Refusal> {
    const items: unknown[] = [];
    const seen = new Set<string>();
    for (let next: string | null = path; next !== null && !seen.has(next); ) {
      seen.add(next);
      const answer: Answer = await this.get(next);
      if (!answer.ok) return answer;
      const { body } = answer;
      const some = Array.isArray(body) ? body : isRecord(body) && Array.isArray(body['files']) ? body['files'] : null;
      if (some === null) return refusal(200, 'the answer is not a list');
      items.push(...(some as readonly unknown[]));
      if (enough(items)) break;
      next = answer.next;
    }
    return { ok: true, items };
  }

  /** @param again whether it may be sent again where it is not clear what became of it */
  async #send(method: Method, path: string, body?: object, again = method !== 'POST'): Promise<Answer> {
    for (let attempt = 1; this.#gone === null; attempt += 1) {
      const { answer, wait } = await this.#once(method, path, body);
      if (answer.ok || wait === null || (answer.unclear && !again)) return answer;
      if (attempt === tries) return answer.unclear ? (this.#gone = answer) : answer;
      // Longer each time, and never all runs of a repository at the same time.
      const pause = Math.max(wait, limits.pause * 2 ** (attempt - 1) * (1 + Math.random() / 4));
      if (Date.now() + pause > this.#end) return answer;
      await sleep(pause);
    }
    return this.#gone;
  }

  async #once(method: Method, path: string, body?: object): Promise<{ readonly answer: Answer; readonly wait: number | null }> {
    const left = this.#end - Date.now();
    if (left <= 0) return { answer: refusal(0, 'there was no time left'), wait: null };
    try {
      const response = await fetch(path.startsWith('/') ? `${this.#base}${path}` : path, {
        method,
        headers: { ...this.#headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        // The token goes to the API that the runner names, wherever that points.
        redirect: 'manual',
        signal: AbortSignal.timeout(Math.min(limits.exchange, left)),
      });
      const text = await response.text();
      if (!response.ok) return { answer: refusal(response.status, messageOf(text) ?? (response.statusText || 'no reason given')), wait: waitOf(response, text) };
      return { answer: { ok: true, body: JSON.parse(text) as unknown, next: this.#nextOf(response.headers.get('link')) }, wait: null };
    } catch (error) {
      if (error instanceof SyntaxError) return { answer: refusal(0, 'the answer is not JSON', true), wait: null };
      return { answer: refusal(0, causeOf(error), true), wait: 0 };
    }
  }

  /** https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api */
  #nextOf(link: string | null): string | null {
    const next = /<([^<>]*)>;\s*rel="next"/.exec(link ?? '')?.[1] ?? null;
    return next !== null && next.startsWith(`${this.#base}/`) ? next : null;
  }
}

function refusal(status: number, because: string, unclear = status >= 500): Refusal {
  return { ok: false, status, because, unclear };
}

/** Milliseconds until it may be tried again; null where another try would be answered alike. */
function waitOf({ status, headers }: Response, text: string): number | null {
  const after = Number(headers.get('retry-after') ?? Number.NaN);
  if (status === 429 || (status === 403 && (!Number.isNaN(after) || headers.get('x-ratelimit-remaining') === '0' || /rate limit/i.test(text)))) {
    if (!Number.isNaN(after)) return Math.max(0, after * 1000);
    if (headers.get('x-ratelimit-remaining') === '0') return Math.max(0, Number(headers.get('x-ratelimit-reset') ?? 0) * 1000 - Date.now());
    // Whoever is told no time waits for a minute.
    return 60_000;
  }
  return status >= 500 ? 0 : null;
}

function messageOf(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) && typeof value['message'] === 'string' ? value['message'].replaceAll(/\s+/g, ' ').slice(0, 200) : null;
  } catch {
    return null;
  }
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'no answer in time';
  const { cause } = error;
  return cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.message) : error.message;
}
