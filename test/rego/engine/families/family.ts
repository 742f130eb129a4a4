import type { Given, Rules } from '../both.ts';
import type { Random } from '../random.ts';

/** Rules that are evaluated over the same inputs. */
export interface Family {
  readonly name: string;
  readonly rules: Rules;
  /** Functions and further rules that they use. */
  readonly support?: string;
  readonly inputs: number;
  readonly make: (random: Random) => Given;
}
