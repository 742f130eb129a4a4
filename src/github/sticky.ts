import type { Answer, Api, Refusal } from './api.ts';
import { isRecord } from './event.ts';

/** Where what is said of a run stays, to be said anew by the next one: comments of a pull request, or issues. */
export interface Board {
  /** Of all that may be by an author. */
  readonly list: (author: string) => string;
  /** Where a new one goes, and what it has beside its body. */
  readonly create: { readonly path: string; readonly more: object };
  /** Where one is changed, and how it shows whether it is open. */
  readonly change: (posted: Posted) => string;
  readonly state: (open: boolean) => object;
}

export interface Posted {
  readonly id: number;
  /** Of an issue; 0 for a comment. */
  readonly number: number;
  readonly author: string;
  readonly body: string;
  readonly url: string | null;
  readonly mark: Mark;
  readonly isOpen: boolean;
}

/** What a run wants to be read. */
export interface Wanted {
  readonly key: string;
  /** When what was judged had come to be, ISO 8601. */
  readonly validAt: string;
  /** The commit that links lead to. */
  readonly sha: string | null;
  readonly body: string;
  /** Whether there is anything to tell. */
  readonly open: boolean;
  /** Whether it is said for the first time; what has been said is always brought up to date. */
  readonly begin: boolean;
}

export type Outcome =
  | { readonly did: 'nothing' | 'created' | 'updated' | 'unchanged' | 'outdated'; readonly url: string | null }
  | { readonly did: 'failed'; readonly refusal: Refusal };

/** Nobody sees it: the first line of what we have written. */
interface Mark {
  readonly key: string;
  readonly validAt: string;
  readonly sha: string | null;
}

/** The job's own token, where GitHub does not say whose it is. */
const usualAuthor = 'github-actions[bot]';
const tries = 3;

/**
 * Creates, updates, or leaves as it is. Only what carries our mark and is by whose token we have is ours: others may say what they like,
 * with our mark too. What a newer run has said stays.
 */
export async function stick(board: Board, wanted: Wanted, api: Api): Promise<Outcome> {
  const viewer = await api.viewer();
  // Who cannot be told from others must not take theirs for ours.
  if (typeof viewer !== 'string' && viewer.unclear) return { did: 'failed', refusal: viewer };
  const author = typeof viewer === 'string' ? viewer : usualAuthor;
  const isOurs = (item: unknown): boolean => postedOf(item, wanted.key)?.author === author;
  for (let attempt = 1; ; ) {
    const listed = await api.list(board.list(author), (items) => items.some(isOurs));
    if (!listed.ok) return { did: 'failed', refusal: listed };
    const ours = listed.items.map((item) => postedOf(item, wanted.key)).find((one) => one?.author === author) ?? undefined;
    if (ours === undefined && !wanted.begin) return { did: 'nothing', url: null };
    if (ours !== undefined && Date.parse(ours.mark.validAt) > Date.parse(wanted.validAt)) return { did: 'outdated', url: ours.url };
    if (ours !== undefined && ours.isOpen === wanted.open && isSame(ours, wanted)) return { did: 'unchanged', url: ours.url };

    const body = `${markText(wanted)}\n${wanted.body}`;
    const answer = ours === undefined ? await api.post(board.create.path, { ...board.create.more, body }) : await api.patch(board.change(ours), { ...board.state(wanted.open), body });
    if (answer.ok) return { did: ours === undefined ? 'created' : 'updated', url: urlOf(answer) };
    // It may be there all the same: who does not look would say it twice.
    if (ours === undefined && answer.unclear && (attempt += 1) < tries && (await api.pause())) continue;
    return { did: 'failed', refusal: answer };
  }
}

function markText({ key, validAt, sha }: Mark): string {
  return `<!-- landrail key=${key} valid-at=${validAt} sha=${sha ?? '-'} -->`;
}

function postedOf(item: unknown, key: string): Posted | null {
  if (!isRecord(item) || typeof item['id'] !== 'number' || typeof item['body'] !== 'string' || !isRecord(item['user']) || typeof item['user']['login'] !== 'string') return null;
  // A list of issues has pull requests too.
  if ('pull_request' in item) return null;
  const [, found, validAt, sha] = /^<!-- landrail key=([\w.-]+) valid-at=(\S+) sha=(\S+) -->/.exec(item['body']) ?? [];
  if (found !== key || validAt === undefined || sha === undefined) return null;
  return {
    id: item['id'],
    number: typeof item['number'] === 'number' ? item['number'] : 0,
    author: item['user']['login'],
    body: item['body'],
    url: webUrl(item),
    mark: { key, validAt, sha: sha === '-' ? null : sha },
    isOpen: item['state'] !== 'closed',
  };
}

/** But for the commit and the run that links lead to: what has not changed is as well seen in those of before. */
function isSame({ body, mark }: Posted, wanted: Wanted): boolean {
  return plain(body.slice(body.indexOf('-->') + 3), mark.sha) === plain(wanted.body, wanted.sha);
}

function plain(text: string, sha: string | null): string {
  return (sha === null ? text : text.replaceAll(sha, '')).replaceAll(/\/actions\/runs\/\d+(?:\/attempts\/\d+)?\)/g, ')').replaceAll('\r\n', '\n').trim();
}

function urlOf(answer: Answer): string | null {
  return answer.ok && isRecord(answer.body) ? webUrl(answer.body) : null;
}

function webUrl(item: Readonly<Record<string, unknown>>): string | null {
  const url = item['html_url'];
  return typeof url === 'string' && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : null;
}
