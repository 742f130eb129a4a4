import { ProblemError } from '#model/problem.ts';
import type { SourceFile, SourceOptions } from '../../format.ts';
import type { Outline } from '../../outline.ts';
import type { Reading } from '../../reading.ts';
import { plansIn } from '../plan/detect.ts';
import { Plan } from '../plan/plan.ts';
import { reader } from '../plan/reader.ts';
import { otherPlan } from '../saved-plan/same-plan.ts';
import type { SavedPlan } from '../saved-plan/saved-plan.ts';

/** The JSON of one plan. */
export class ShownPlan {
  readonly file: SourceFile;
  readonly plan: Plan;
  readonly #whole: Outline;
  readonly #encoding: string;

  private constructor(file: SourceFile, plan: Plan, whole: Outline, encoding: string) {
    this.file = file;
    this.plan = plan;
    this.#whole = whole;
    this.#encoding = encoding;
  }

  /** Readings for a file of several plans, which are the cases of a test. @throws ProblemError */
  static async in(file: SourceFile, options: SourceOptions): Promise<ShownPlan | readonly Reading[]> {
    const told = await file.asDocument('terraform-plan');
    if ('problems' in told) throw new ProblemError(told.problems);
    const { whole, encoding } = told;
    const [only, ...others] = plansIn(whole);
    if (only === undefined || others.length > 0) return reader.open(whole, { path: file.path, encoding }, options);
    return new ShownPlan(file, new Plan(only.plan), whole, encoding);
  }

  isOf(saved: SavedPlan): boolean {
    return otherPlan(saved, this.plan) === null;
  }

  /** It has all that the configuration declares. Plans of Terraform before 1.8 do not say so. */
  get isWhole(): boolean {
    return this.plan.value('complete') === true && this.plan.value('errored') !== true;
  }

  /** @throws ProblemError */
  open(options: SourceOptions): Reading {
    const [reading] = reader.open(this.#whole, { path: this.file.path, encoding: this.#encoding }, options);
    if (reading === undefined) throw new Error(`${this.file.path} was told to be a plan`);
    return reading;
  }
}
