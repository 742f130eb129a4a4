import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach } from 'vitest';

export interface Comment {
  readonly id: number;
  readonly user: { readonly login: string };
  body: string;
}

export interface Issue extends Comment {
  readonly number: number;
  title: string;
  state: string;
  readonly pull_request?: object;
}

/** What is answered in place of the next request whose method and path match. */
export interface Odd {
  readonly on: RegExp;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The line is cut: before anything is done, after it, or nothing is ever said. */
  readonly cut?: 'before' | 'after' | 'silent';
}

/**
 * As much of GitHub's REST API as the Action talks to, in the form that https://docs.github.com/rest describes: pages with Link headers,
 * ETags and 304, rate limits, what a token may, and who wrote what. A repository has one pull request, number 7.
 */
export class GitHub {
  readonly repository = 'parcels/shop';
  comments: Comment[] = [];
  issues: Issue[] = [];
  files: object[] = [];
  compared: object[] = [];
  odd: Odd[] = [];
  /** `POST /repos/parcels/shop/issues/7/comments` */
  asked: string[] = [];
  /** Whose token is which, and whether it may write. */
  tokens: Record<string, { readonly login: string; readonly writes: boolean }> = {};
  perPage = 100;
  #ids = 100;
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => void this.#take(request, response));
    beforeAll(() => new Promise<void>((done) => void this.#server.listen(0, '127.0.0.1', done)));
    beforeEach(() => this.reset());
    afterAll(() => {
      this.#server.closeAllConnections();
      return new Promise<void>((done) => void this.#server.close(() => done()));
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  reset(): void {
    Object.assign(this, { comments: [], issues: [], files: [], compared: [], odd: [], asked: [], perPage: 100 });
    this.tokens = { job: { login: 'github-actions[bot]', writes: true }, fork: { login: 'github-actions[bot]', writes: false }, robot: { login: 'parcel-robot', writes: true } };
  }

  /** A comment of somebody. */
  said(login: string, body: string): Comment {
    const comment = { id: this.#ids++, user: { login }, body };
    this.comments.push(comment);
    return comment;
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const url = new URL(request.url ?? '/', this.url);
    // An Enterprise Server has its API below a folder, and GraphQL beside it.
    const line = `${request.method} ${url.pathname.replace(/^\/api\/v3(?=\/repos\/)|^\/api(?=\/graphql$)/, '')}`;
    this.asked.push(line);
    const at = this.odd.findIndex(({ on }) => on.test(line));
    const [odd] = at < 0 ? [] : this.odd.splice(at, 1);
    if (odd?.cut === 'silent') return;
    if (odd?.cut === 'before') return void request.socket.destroy();
    if (odd?.status !== undefined) return void response.writeHead(odd.status, odd.headers).end(odd.body ?? '');
    const answer = this.#answer(line, url, request, parts.length === 0 ? {} : (JSON.parse(Buffer.concat(parts).toString()) as Record<string, string>));
    if (odd?.cut === 'after') return void request.socket.destroy();
    const text = JSON.stringify(answer.body);
    const etag = `"${createHash('sha256').update(text).digest('hex')}"`;
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end();
    response.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8', etag, ...answer.headers }).end(text);
  }

  #answer(line: string, url: URL, request: IncomingMessage, sent: Record<string, string>): { status: number; body: unknown; headers?: Record<string, string> } {
    const who = this.tokens[/^Bearer (\w+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''];
    if (who === undefined) return { status: 401, body: { message: 'Bad credentials' } };
    if (line === 'POST /graphql') return { status: 200, body: { data: { viewer: { login: who.login } } } };
    if (request.method !== 'GET' && !who.writes) return { status: 403, body: { message: 'Resource not accessible by integration' } };
    if ((sent['body'] ?? '').length > 65_536) return { status: 422, body: { message: 'Validation Failed', errors: [{ message: 'body is too long (maximum is 65536 characters)' }] } };
    const [, method, path = ''] = /^(\w+) \/repos\/parcels\/shop(\/.*)$/.exec(line) ?? [];
    if (method === 'GET' && path === '/issues/7/comments') return this.#page(url, this.comments.map((one) => this.#shown(one)));
    if (method === 'GET' && path === '/pulls/7/files') return this.#page(url, this.files);
    if (method === 'GET' && path.startsWith('/compare/')) return { status: 200, body: { files: this.compared } };
    if (method === 'GET' && path === '/issues') return this.#page(url, this.issues.filter(({ user, state }) => user.login === url.searchParams.get('creator') && (url.searchParams.get('state') === 'all' || state === 'open')).map((one) => this.#shown(one)));
    if (method === 'POST' && path === '/issues/7/comments') return { status: 201, body: this.#shown(this.said(who.login, sent['body'] ?? '')) };
    if (method === 'POST' && path === '/issues') {
      const issue: Issue = { id: this.#ids++, number: 40 + this.issues.length, user: { login: who.login }, body: sent['body'] ?? '', title: sent['title'] ?? '', state: 'open' };
      this.issues.push(issue);
      return { status: 201, body: this.#shown(issue) };
    }
    const [, kind, id] = /^\/issues\/(?:(comments)\/)?(\d+)$/.exec(path) ?? [];
    const found = method !== 'PATCH' ? undefined : kind === 'comments' ? this.comments.find((one) => one.id === Number(id)) : this.issues.find((one) => one.number === Number(id));
    if (found === undefined) return { status: 404, body: { message: 'Not Found' } };
    Object.assign(found, sent);
    return { status: 200, body: this.#shown(found) };
  }

  #shown(one: Comment | Issue): object {
    return { ...one, html_url: 'number' in one ? `https://github.test/parcels/shop/issues/${one.number}` : `https://github.test/parcels/shop/pull/7#issuecomment-${one.id}` };
  }

  /** https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api: links have the repository's number for its name. */
  #page(url: URL, all: readonly unknown[]): { status: number; body: unknown; headers: Record<string, string> } {
    const page = Number(url.searchParams.get('page') ?? 1);
    const size = Math.min(this.perPage, Number(url.searchParams.get('per_page') ?? 30));
    const last = Math.max(1, Math.ceil(all.length / size));
    const link = (to: number, rel: string): string => {
      const target = new URL(url);
      target.searchParams.set('page', String(to));
      return `<${target.href}>; rel="${rel}"`;
    };
    return { status: 200, body: all.slice((page - 1) * size, page * size), headers: page < last ? { link: `${link(page + 1, 'next')}, ${link(last, 'last')}` } : {} };
  }
}
