import { posix } from 'node:path';
import { byCodePoint } from '#model/json.ts';
import type { Resource } from '#model/resource.ts';

/** A resource of Terraform source, its root module, and the states and plans that are of this root. */
export interface Written {
  readonly resource: Resource;
  readonly input: string;
  readonly applied: ReadonlySet<string>;
}

/**
 * Brings together what Terraform source says and what its states and plans know of it: what is in both is one thing. A state is of the
 * root in whose folder it lies, of each of its workspaces; and where there are one state and one root, of that one.
 */
export class Roots {
  readonly #written = new Map<string, Resource[]>();
  /** Inputs by the stage that they are of. */
  readonly #applied = new Map<string, Resource['stage']>();

  /** False for what is no source. */
  take(resource: Resource, input: string): boolean {
    if (resource.stage !== 'source') return false;
    const before = this.#written.get(input);
    if (before === undefined) this.#written.set(input, [resource]);
    else before.push(resource);
    return true;
  }

  /** An input that has what a root became, or is about to. */
  met(input: string, { stage, type }: Resource): void {
    if ((stage === 'state' && !type.includes('::')) || stage === 'plan') this.#applied.set(input, stage);
  }

  /** All that was taken. Sorted by root. */
  *settled(): Iterable<Written> {
    const beside = new Map<string, string[]>();
    for (const input of this.#applied.keys()) {
      const inputs = beside.get(folderOf(input)) ?? [];
      beside.set(folderOf(input), inputs);
      inputs.push(input);
    }
    for (const [root, resources] of [...this.#written].sort(([a], [b]) => byCodePoint(a, b))) {
      const applied = this.#of(beside.get(folderOf(root, true)) ?? []);
      for (const resource of resources) yield { resource, input: root, applied };
    }
  }

  /** @param beside what lies in the folder of the root */
  #of(beside: readonly string[]): ReadonlySet<string> {
    if (beside.length > 0 || this.#written.size > 1) return new Set(beside);
    return new Set((['state', 'plan'] as const).flatMap((stage) => {
      const all = [...this.#applied].filter(([, of]) => of === stage);
      return all.length === 1 ? all.map(([input]) => input) : [];
    }));
  }
}

/** The folder of the root that an input is of: `code` for `code/terraform.tfstate.d/dev/terraform.tfstate`. */
function folderOf(input: string, isRoot = false): string {
  const path = posix.normalize(input.replaceAll('\\', '/'));
  const folder = isRoot && !/\.(?:tf|tofu)(?:\.json)?$/.test(path) ? path : posix.dirname(path);
  return folder.replace(/\/$/, '').replace(/\/?terraform\.tfstate\.d\/[^/]+$/, '') || '.';
}
