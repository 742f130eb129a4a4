import { createHash } from 'node:crypto';
import type { LiveRow } from '#model/live-row.ts';

/** What an earlier inventory held, by id: enough to tell what has changed since. */
export class Since {
  /** As the user named the earlier inventory. */
  readonly path: string;
  readonly #digests = new Map<string, string>();

  constructor(path: string) {
    this.path = path;
  }

  remember(row: LiveRow): void {
    this.#digests.set(row.id, digestOf(row));
  }

  /** Whether the earlier inventory had something by this id, whatever has become of it. */
  has({ id }: LiveRow): boolean {
    return this.#digests.has(id);
  }

  isUnchanged(row: LiveRow): boolean {
    return this.#digests.get(row.id) === digestOf(row);
  }
}

/** All that is told of a resource but when it was told. */
function digestOf({ type, region, zone, scope, values, untold, partial, gone, madeBy }: LiveRow): string {
  return createHash('sha1').update(JSON.stringify([type, region, zone, scope, values, untold, partial, gone, madeBy])).digest('base64');
}
