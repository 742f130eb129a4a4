import type { Problem } from '#model/problem.ts';
import type { Skipped } from '#model/result.ts';

/** What readers and policies say beside what they read and judge. */
export class Told {
  readonly #errors = new Distinct();
  readonly #notices = new Distinct();
  readonly skipped: Skipped[] = [];

  constructor(notices: readonly Problem[]) {
    this.note(notices);
  }

  get errors(): readonly Problem[] {
    return this.#errors.problems;
  }

  get notices(): readonly Problem[] {
    return this.#notices.problems;
  }

  fail(problems: readonly Problem[]): void {
    this.#errors.add(problems);
  }

  note(problems: readonly Problem[]): void {
    this.#notices.add(problems);
  }

  /** Of what was opened. */
  add({ problems, notices, skipped }: { readonly problems: readonly Problem[]; readonly notices: readonly Problem[]; readonly skipped: readonly Skipped[] }): void {
    this.fail(problems);
    this.note(notices);
    this.skipped.push(...skipped);
  }

  /** Parts that could not be read: an error where the input was named. */
  unread(problems: readonly Problem[], lenient: boolean): void {
    if (lenient) this.note(problems);
    else this.fail(problems);
  }
}

/** A policy meets the same fault in every batch, and every root that calls a module the faults of the module. */
class Distinct {
  readonly #problems = new Map<string, Problem>();

  get problems(): readonly Problem[] {
    return [...this.#problems.values()];
  }

  add(problems: readonly Problem[]): void {
    for (const problem of problems) this.#problems.set(JSON.stringify(problem), problem);
  }
}
