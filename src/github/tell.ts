import type { Result } from '#model/result.ts';
import { Api } from './api.ts';
import type { Shown } from './body.ts';
import { changedIn, isOfChange } from './changed.ts';
import { comment, isWorthTelling, issue, silence, type Telling } from './comment.ts';
import type { Run } from './event.ts';
import type { Outcome } from './sticky.ts';
import { tellWebhook } from './webhook.ts';

/** What of the Action's inputs decides who is told. */
export interface Wish {
  readonly comment: 'changes' | 'always' | 'never';
  readonly issue: boolean;
  readonly webhook: string | null;
  readonly key: string;
  readonly token: string | null;
}

/** Whom a run talks to, with whose rights; without a token, and outside of GitHub, to nobody. */
export class Teller {
  readonly #run: Run;
  readonly #wish: Wish;
  readonly #api: Api | null;

  constructor(run: Run, wish: Wish, version: string) {
    this.#run = run;
    this.#wish = wish;
    this.#api = wish.token === null || run.repository === null ? null : new Api(run, wish.token, version);
  }

  /** How many notices `tell` may have at the most: GitHub shows no more of a step than it does. */
  get mostNotices(): number {
    return [this.#wish.comment !== 'never', this.#wish.issue, this.#wish.webhook !== null].filter((one) => one).length;
  }

  /** What is not of the change; null where nobody tells what the change is. */
  async elsewhere(): Promise<Shown['elsewhere']> {
    if (this.#api === null || (this.#run.pull === null && this.#run.range === null)) return null;
    const changed = await changedIn(this.#run, this.#api);
    return typeof changed === 'string' ? null : (finding) => !isOfChange(finding, changed);
  }

  /** @returns where it stands, and what could not be said and why: a line for each */
  async tell(result: Result, shown: Shown, now: Date): Promise<{ readonly url: string | null; readonly notices: readonly string[] }> {
    const { pull, sha, repository, unread } = this.#run;
    const { key, webhook } = this.#wish;
    const notices: string[] = [];
    let url: string | null = null;
    const telling: Telling = { repository: repository ?? '', key, validAt: pull?.updated ?? now.toISOString(), sha, shown };
    const note = (outcome: Outcome, what: 'comment' | 'issue'): void => {
      if (outcome.did === 'failed') notices.push(silence(outcome.refusal, what, pull?.fork === true));
      else url = outcome.url ?? url;
      if (outcome.did === 'outdated') notices.push(`the ${what} is by a newer run, and stays as it is.`);
    };
    if (this.#wish.comment !== 'never' && pull !== null) {
      if (this.#api === null) notices.push('no comment: github-token is empty. The summary of the run has the report.');
      else note(await comment(result, pull, telling, this.#wish.comment === 'always', this.#api), 'comment');
    } else if (this.#wish.comment === 'always' && unread !== null) notices.push(`no comment: the payload of the event cannot be read (${unread}).`);
    if (this.#wish.issue) {
      if (this.#api === null) notices.push('no issue: github-token is empty. The summary of the run has the report.');
      else note(await issue(result, telling, this.#api), 'issue');
    }
    if (webhook !== null && isWorthTelling(result, shown)) {
      const because = await tellWebhook(webhook, result, shown.page);
      if (because !== null) notices.push(`no message to the webhook: ${because}. The summary of the run has the report.`);
    }
    return { url, notices };
  }
}
