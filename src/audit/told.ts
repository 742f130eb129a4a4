import type { Problem } from '#model/problem.ts';
import type { Skipped } from '#model/result.ts';

/** Of millions of files that have the same fault, this many are named. */
const most = 100;

/** What a person is told, kept short where it repeats: of each kind the first ones, and how many more there are. */
export class Told {
  readonly #problems = new Map<string, { readonly first: Problem[]; count: number }>();
  readonly #skipped = new Map<string, { readonly first: Skipped[]; count: number }>();

  problem(problem: Problem): void {
    keep(this.#problems, problem.code, problem);
  }

  skip(skipped: Skipped): void {
    keep(this.#skipped, skipped.because, skipped);
  }

  get problems(): readonly Problem[] {
    return [...this.#problems.values()].flatMap(({ first, count }) => {
      const last = first.at(-1);
      if (count === first.length || last === undefined) return first;
      return [...first, { ...last, message: `${(count - first.length).toLocaleString('en-US')} more files have the same fault as ${last.where ?? 'the last one'}`, where: null }];
    });
  }

  get skipped(): readonly Skipped[] {
    return [...this.#skipped.values()].flatMap(({ first, count }) => {
      const last = first.at(-1);
      return count === first.length || last === undefined ? first : [...first, { path: last.path, because: `${last.because}; so are ${(count - first.length).toLocaleString('en-US')} more files` }];
    });
  }
}

function keep<T>(by: Map<string, { readonly first: T[]; count: number }>, key: string, item: T): void {
  const kept = by.get(key) ?? { first: [], count: 0 };
  by.set(key, kept);
  kept.count++;
  if (kept.first.length < most) kept.first.push(item);
}
