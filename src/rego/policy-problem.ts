import type { Problem } from '#model/problem.ts';
import type { EvaluationError, Fault } from './evaluation-error.ts';

const hints: Readonly<Record<Fault, string>> = {
  abort: 'two rules give one document different values: make their conditions exclude each other',
  memory: 'look for numbers.range or a comprehension over pairs that grows with the input, or let the policy read batches instead of the whole plan',
  nesting: 'the policy reads or makes a value that nests thousands of levels deep',
  trap: 'this is a bug of the compiled policy or of landrail: please report it',
  builtin: 'call the function with arguments that it can answer exactly',
  input: 'this is a bug of landrail: please report it',
  long: 'this is a bug of landrail: please report it',
  undefined: 'the policy gave no document at all: check that its package has rules',
};

/** A fault of one policy, for people. */
export function policyProblem(id: string, error: EvaluationError): Problem {
  // OPA puts the place in front of what it says of a conflict: `policies/tags.rego:3:1: object insert conflict`.
  const place = error.fault === 'abort' ? /^(.+?:\d+:\d+): (.*)$/s.exec(error.message) : null;
  const what = error.fault === 'memory' ? `ran out of memory (${error.message})` : `failed: ${place?.[2] ?? error.message}`;
  return { code: `policy-${error.fault}`, message: `policy ${id} ${what}`, where: place?.[1] ?? null, hint: hints[error.fault] };
}

export function timeoutProblem(id: string, limitMs: number): Problem {
  return {
    code: 'policy-timeout',
    message: `policy ${id} was stopped after ${limitMs / 1000} s`,
    where: null,
    hint: 'look for a comprehension or numbers.range that grows with the input; --policy-timeout gives it more time',
  };
}

/** Makes equal problems one object, so that the same fault in a hundred batches is easily told once. */
export class DistinctProblems {
  readonly #known = new Map<string, Problem>();

  of(problem: Problem): Problem {
    const key = JSON.stringify([problem.code, problem.message, problem.where]);
    const known = this.#known.get(key) ?? Object.freeze(problem);
    this.#known.set(key, known);
    return known;
  }
}
