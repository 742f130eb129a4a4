import type { Known } from '#model/known.ts';
import type { Target } from '../resource/subject.ts';
import type { Values } from '../resource/values.ts';
import type { LiveEntry } from './entry.ts';
import type { LiveRow } from '#model/live-row.ts';

/** Launch templates and the like of an inventory: few, and named by the groups that launch from them. */
export class Templates {
  /** By each of their names, in the order of the inventory. */
  readonly #named = new Map<string, LiveEntry[]>();

  add(entry: LiveEntry): void {
    for (const name of new Set([entry.row.id, entry.row.name, ...entry.row.aliases])) {
      const before = this.#named.get(name);
      if (before) before.push(entry);
      else this.#named.set(name, [entry]);
    }
  }

  /** Those that an argument of a row names. */
  of(row: LiveRow, values: Values, path: string): readonly Target[] {
    if (this.#named.size === 0) return [];
    return values.fields(path).flatMap(({ value }) => {
      const name = value.status === 'known' && typeof value.value === 'string' ? value.value : '';
      const all = this.#named.get(name) ?? [];
      const found = all.find((one) => one.row.id === name) ?? all.find((one) => isBeside(one.row, row));
      return found === undefined ? [] : [{ address: found.address, type: found.type, attribute: '', entry: found }];
    });
  }
}

/** Names count where the row is: each region of an account may have a `default` of its own. */
function isBeside(template: LiveRow, row: LiveRow): boolean {
  return alike(template.region, row.region) && alike(template.scope.account, row.scope.account) && alike(template.scope.project, row.scope.project);
}

/** What one of them does not tell does not keep them apart. */
function alike(a: Known<string>, b: Known<string>): boolean {
  return a.status !== 'known' || b.status !== 'known' || a.value === b.value || a.value === 'global';
}
