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
 * root in whose folder it lies, of each of its workspaces. One that lies apart is of the only root, where it is the only state; else of the
 * root that declares more than half of what is in it, and more of it than any other root.
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

  /** All that was taken. Sorted by root. @param addressesIn of what an input declares that is no source */
  *settled(addressesIn: (input: string) => Iterable<string>): Iterable<Written> {
    const beside = new Map<string, string[]>();
    for (const input of this.#applied.keys()) {
      const inputs = beside.get(folderOf(input)) ?? [];
      beside.set(folderOf(input), inputs);
      inputs.push(input);
    }
    const apart = this.#apart(beside, addressesIn);
    for (const [root, resources] of [...this.#written].sort(([a], [b]) => byCodePoint(a, b))) {
      const applied = new Set(beside.get(folderOf(root, true)) ?? apart.get(root) ?? []);
      for (const resource of resources) yield { resource, input: root, applied };
    }
  }

  /** By root, what is of it and lies in the folder of none. */
  #apart(beside: ReadonlyMap<string, readonly string[]>, addressesIn: (input: string) => Iterable<string>): ReadonlyMap<string, readonly string[]> {
    const folders = new Set([...this.#written.keys()].map((root) => folderOf(root, true)));
    const inputs = [...beside].flatMap(([folder, all]) => (folders.has(folder) ? [] : all));
    const found = new Map<string, string[]>();
    if (inputs.length === 0) return found;
    const [having, only] = [this.#having(), this.#only()];
    for (const input of inputs) {
      const root = only.get(input) ?? rootOf(addressesIn(input), having);
      if (root === null) continue;
      const known = found.get(root);
      if (known === undefined) found.set(root, [input]);
      else known.push(input);
    }
    return found;
  }

  /** Where there is one root, inputs that are the only ones of their stage: they are of that. */
  #only(): ReadonlyMap<string, string> {
    const [root] = this.#written.keys();
    if (root === undefined || this.#written.size > 1) return new Map();
    const times = new Map<Resource['stage'], number>();
    for (const stage of this.#applied.values()) times.set(stage, (times.get(stage) ?? 0) + 1);
    return new Map([...this.#applied].flatMap(([input, stage]) => (times.get(stage) === 1 ? [[input, root] as const] : [])));
  }

  /** Roots by the addresses of their resources. */
  #having(): ReadonlyMap<string, ReadonlySet<string>> {
    const having = new Map<string, Set<string>>();
    for (const [root, resources] of this.#written) {
      for (const { address } of resources) {
        const roots = having.get(blockOf(address));
        if (roots === undefined) having.set(blockOf(address), new Set([root]));
        else roots.add(root);
      }
    }
    return having;
  }
}

function rootOf(addresses: Iterable<string>, having: ReadonlyMap<string, ReadonlySet<string>>): string | null {
  const blocks = new Set([...addresses].map(blockOf));
  const common = new Map<string, number>();
  for (const block of blocks) for (const root of having.get(block) ?? []) common.set(root, (common.get(root) ?? 0) + 1);
  const most = [...common.values()].reduce((a, b) => Math.max(a, b), 0);
  const [only, ...others] = [...common.keys()].filter((root) => common.get(root) === most);
  return only === undefined || others.length > 0 || most * 2 <= blocks.size ? null : only;
}

/** How many instances a block has, source may not tell: `module.app["a"].aws_instance.web[0]` is of `module.app.aws_instance.web`. */
function blockOf(address: string): string {
  return address.replaceAll(/\["(?:[^"\\]|\\.)*"\]|\[[^"\]]*\]/g, '');
}

/** The folder of the root that an input is of: `code` for `code/terraform.tfstate.d/dev/terraform.tfstate`. */
function folderOf(input: string, isRoot = false): string {
  const path = posix.normalize(input.replaceAll('\\', '/'));
  const folder = isRoot && !/\.(?:tf|tofu)(?:\.json)?$/.test(path) ? path : posix.dirname(path);
  return folder.replace(/\/$/, '').replace(/\/?terraform\.tfstate\.d\/[^/]+$/, '') || '.';
}
