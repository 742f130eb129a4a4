import { cloudOf } from '#catalog/terraform.ts';
import { isObject } from '#model/json.ts';
import type { Problem } from '#model/problem.ts';
import type { Resource } from '#model/resource.ts';
import { inBatches } from '../../batches.ts';
import type { InputOptions } from '../../options.ts';
import type { Outline } from '../../outline.ts';
import { noSource, type Reading, type ReadingEnd, type StateVersion } from '../../reading.ts';
import { aroundOf, resourceOf } from '../../resource/resource.ts';
import { collectSensitive } from '../../resource/sensitive.ts';
import { documentSecrets } from '../plan/document-secrets.ts';
import { shownProblems } from '../shown-problems.ts';
import { versionOf } from './copies.ts';
import type { StateEntry } from './entry.ts';
import type { Managed } from './managed.ts';
import { notesOf } from './notes.ts';
import type { StateObjects } from './raw-state.ts';
import { StateSubjects } from './subjects.ts';

/** A state: what exists, as Terraform saw it last. */
export class StateReading implements Reading {
  readonly path: string;
  readonly format: string;
  readonly size: number;
  readonly version: StateVersion;
  readonly #whole: Outline;
  readonly #entries: readonly StateEntry[];
  readonly #problems: readonly Problem[];
  readonly #managed: Managed;
  readonly #options: InputOptions;

  constructor(path: string, format: string, whole: Outline, { entries, problems }: StateObjects, managed: Managed, options: InputOptions) {
    this.path = path;
    this.format = format;
    this.size = whole.span.end - whole.span.start;
    this.version = versionOf(whole);
    this.#whole = whole;
    this.#managed = managed;
    this.#options = options;
    const { once, repeated } = distinct(entries, path);
    this.#entries = once;
    this.#problems = [...problems, ...repeated, ...empty(once, path)];
  }

  get batches(): Iterable<readonly Resource[]> {
    return inBatches(this.#resources());
  }

  *#resources(): Generator<Resource> {
    const subjects = new StateSubjects(this.#entries, this.#options);
    const around = aroundOf(subjects, this.#options);
    const { lineage } = this.version;
    for (const entry of this.#entries) {
      const subject = entry.judged ? subjects.of(entry) : null;
      if (subject === null) continue;
      yield this.#managed.seen(resourceOf(subject, around), this.path, lineage);
    }
  }

  finish(): ReadingEnd {
    const { document, span } = this.#whole;
    const raw = this.#options.document ? document.value(span) : undefined;
    const secrets = new Set<string>();
    if (isObject(raw)) {
      for (const secret of documentSecrets(raw)) secrets.add(secret);
      for (const entry of this.#entries) {
        const { value, sensitive } = entry.stated();
        collectSensitive(value, sensitive, secrets);
      }
    }
    return {
      recognised: this.#entries.filter((entry) => entry.mode === 'managed' && cloudOf(entry.type) !== null).length,
      notes: notesOf(this.#entries),
      problems: [...this.#problems, ...this.#repeatedKeys()],
      document: isObject(raw) ? raw : null,
      sensitive: [...secrets],
      ...noSource,
    };
  }

  /** Of the objects that were built: which of two values counts is not defined. */
  #repeatedKeys(): readonly Problem[] {
    return [...this.#whole.document.repeatedKeys.values()].slice(0, shownProblems).map((key) => ({ code: 'state-duplicate-key', message: `an object of ${this.path} has ${key} twice: which one counts is not defined`, where: this.path, hint: writeAgain }));
  }
}

const writeAgain = 'write it again: terraform state pull > state.json';

function distinct(entries: readonly StateEntry[], path: string): { readonly once: readonly StateEntry[]; readonly repeated: readonly Problem[] } {
  const seen = new Set<string>();
  const repeated: Problem[] = [];
  const once = entries.filter(({ address }) => {
    if (!seen.has(address)) {
      seen.add(address);
      return true;
    }
    if (repeated.length < shownProblems) repeated.push({ code: 'state-duplicate-address', message: `${path} has the address ${address} twice; only the first one was judged`, where: path, hint: writeAgain });
    return false;
  });
  return { once, repeated };
}

/** Objects without values: every verdict on them would be a guess. */
function empty(entries: readonly StateEntry[], path: string): readonly Problem[] {
  return entries
    .filter((entry) => entry.judged && cloudOf(entry.type) !== null && !entry.hasValues)
    .slice(0, shownProblems)
    .map(({ address }) => ({ code: 'state-no-values', message: `${address} in ${path} has no attributes`, where: path, hint: writeAgain }));
}
