import type { FilledIn } from '#catalog/facts.ts';
import type { JsonValue } from '#model/json.ts';
import { withFilledIn } from './filled-in.ts';
import { isHidden, Unsure } from './mask.ts';
import { Values, type Stated } from './values.ts';
import type { Written } from './written.ts';

/** Values of an input that holds what somebody wrote and nothing else, beside what is filled in where it is left out. */
export function writtenValues(stated: Stated, filled: readonly FilledIn[]): Values {
  const written = new Values(stated, null);
  return filled.length === 0 ? written : new Values({ ...stated, ...withFilledIn(filled, stated) }, new Arguments(written));
}

class Arguments implements Written {
  readonly told = true;
  readonly #values: Values;

  constructor(values: Values) {
    this.#values = values;
  }

  has(path: string): boolean {
    return this.#values.has(path);
  }

  refs(path: string): readonly string[] {
    const { mask } = this.#values.masked(path);
    return isHidden(mask) && mask instanceof Unsure ? mask.known.refs : [];
  }

  constants(): readonly JsonValue[] | null {
    return null;
  }
}
