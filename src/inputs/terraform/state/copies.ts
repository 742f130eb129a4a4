import type { Problem } from '#model/problem.ts';
import type { Outline } from '../../outline.ts';
import type { StateVersion } from '../../reading.ts';

interface Seen extends StateVersion {
  readonly path: string;
}

/**
 * States of one history in a run. Terraform leaves the version before beside the state that it keeps on disk, buckets keep all of
 * them, and folders are copied with what lies in them.
 */
export class Copies {
  readonly #byLineage = new Map<string, Seen>();
  /** Of each that was read, whose history it belongs to. */
  readonly #lineages = new Map<string, string>();

  /** The state of which a file is the backup, if that was read and is of the same history. */
  originalOf(path: string, whole: Outline): string | null {
    const original = /^(.*)\.backup$/.exec(path)?.[1];
    const { lineage } = versionOf(whole);
    return original === undefined ? null : ([original, original.replace(/\.\d+$/, '')].find((one) => this.#lineages.get(one) === lineage) ?? null);
  }

  /** Another state of the same history, if one was read before. */
  met(path: string, whole: Outline): Problem | null {
    const version = versionOf(whole);
    if (version.lineage === '') return null;
    this.#lineages.set(path, version.lineage);
    const before = this.#byLineage.get(version.lineage);
    if (before === undefined) {
      this.#byLineage.set(version.lineage, { ...version, path });
      return null;
    }
    return {
      code: 'state-copy',
      message: `${path} (serial ${version.serial}) and ${before.path} (serial ${before.serial}) are copies of one state, and both were judged`,
      where: path,
      hint: 'name the one that is in use; a configuration that was copied with its state needs a state of its own',
    };
  }
}

/** Whose history a state belongs to. */
export function versionOf(whole: Outline): StateVersion {
  return { lineage: whole.text('lineage') ?? '', serial: Number(whole.text('serial') ?? 0) };
}
