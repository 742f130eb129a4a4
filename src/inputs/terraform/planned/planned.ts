import type { PlansOfSource } from '#model/input.ts';
import type { Resource } from '#model/resource.ts';
import { blockAddress, parseAddress } from '../address.ts';
import { agreement } from './agreement.ts';

/** A plan of a root module, and what it has of the resources that the root declares. */
export interface PlanOfRoot {
  /** As the user would name it. */
  readonly path: string;
  /** What it judges, by address. */
  readonly resources: ReadonlyMap<string, Resource>;
  /** It is about all that the root declares: what it does not have is not made. */
  readonly whole: boolean;
  /** Null where it was made from these very files. Else by address where it tells what these files leave open, given its values: other files may have decided that. */
  readonly beyond: ReadonlyMap<string, string> | null;
}

/** An instance that a root module declares. */
export interface DeclaredResource {
  readonly resource: Resource;
  /** Whether its block writes an argument. */
  readonly written: (argument: string) => boolean;
}

/** What the plans of a root module decide of that which its source leaves open. */
export class Planned {
  readonly #plans: readonly PlanOfRoot[];
  readonly #blocks: ReadonlyMap<PlanOfRoot, ReadonlyMap<string, readonly Resource[]>>;
  #modules: ReadonlySet<string> | null = null;
  readonly #decided = new Set<string>();
  readonly #byPlan = new Map<string, number>();
  /** Resources that a plan has and does not decide, and why it does not the first of them. */
  #undecided = 0;
  #doubt = '';

  constructor(plans: readonly PlanOfRoot[]) {
    this.#plans = plans;
    this.#blocks = new Map(plans.map((plan) => [plan, blocksIn(plan)]));
  }

  /** Takes note of a resource that the source declares. */
  meet(declared: DeclaredResource): void {
    const doubts: string[] = [];
    for (const plan of this.#plans) {
      const its = this.#instances(plan, declared.resource);
      const doubt = its === null ? null : doubtOf(plan, declared, its);
      if (doubt !== null) doubts.push(doubt);
      if (its === null || doubt !== null) continue;
      this.#decided.add(declared.resource.address);
      if (its.length > 0) this.#byPlan.set(plan.path, (this.#byPlan.get(plan.path) ?? 0) + 1);
      return;
    }
    const [doubt] = doubts;
    if (doubt === undefined) return;
    this.#undecided++;
    if (this.#doubt === '') this.#doubt = doubt;
  }

  /** Whether a plan judges an instance of the block, whatever the source makes of it. */
  has(address: string): boolean {
    return this.#plans.some((plan) => this.#blocks.get(plan)?.has(blockAddress(address)) === true);
  }

  /** Whether a plan judges anything in a module: `module.app.module.net`. */
  hasModule(path: string): boolean {
    return (this.#modules ??= modulesIn(this.#blocks.values())).has(path);
  }

  /** To be asked after the last resource. */
  get plans(): PlansOfSource {
    return { paths: this.#plans.map(({ path }) => path), decided: this.#decided };
  }

  get notes(): readonly string[] {
    const judged = [...this.#byPlan].map(([path, count]) => `${count} ${count === 1 ? 'resource' : 'resources'} judged in ${path}, with the values of the plan`);
    return this.#undecided === 0 ? judged : [...judged, `${this.#undecided} ${this.#undecided === 1 ? 'resource' : 'resources'} judged with the values of the source as well: ${this.#doubt}`];
  }

  /** Instances of a plan that one of the source stands for; null where the plan says nothing of it. */
  #instances(plan: PlanOfRoot, { address, conditional }: Resource): readonly Resource[] | null {
    const exact = plan.resources.get(address);
    if (exact !== undefined) return [exact];
    if (conditional === null) return null;
    const stands = standsFor(address);
    return (this.#blocks.get(plan)?.get(blockAddress(address)) ?? []).filter((one) => stands(one.address));
  }
}

/** Why what a plan tells of a resource does not decide what the source leaves open; null where it does. */
function doubtOf({ path, beyond, whole }: PlanOfRoot, { resource, written }: DeclaredResource, its: readonly Resource[]): string | null {
  // What is beside a resource may decide as well.
  if (!whole) return `${path} is about a part of it`;
  if (its.length === 0 && beyond !== null) return `${path} makes none of ${resource.address}, and may be of other files`;
  for (const one of its) {
    const { other, less } = agreement(resource, one, written);
    if (other !== null) return `${path} tells otherwise of ${one.address} (${other})`;
    if (less !== null) return `${path} tells less of ${one.address} (${less})`;
    const open = beyond?.get(one.address);
    if (open !== undefined) return `${path} tells more of ${one.address} (${open}), and may be of other files`;
  }
  return null;
}

function blocksIn({ resources }: PlanOfRoot): ReadonlyMap<string, readonly Resource[]> {
  const blocks = new Map<string, Resource[]>();
  for (const [address, resource] of resources) {
    const block = blockAddress(address);
    const its = blocks.get(block);
    if (its === undefined) blocks.set(block, [resource]);
    else its.push(resource);
  }
  return blocks;
}

/** Those in which anything is, and all around them. */
function modulesIn(plans: Iterable<ReadonlyMap<string, unknown>>): ReadonlySet<string> {
  const modules = new Set<string>();
  for (const blocks of plans) {
    for (const block of blocks.keys()) {
      const names = (parseAddress(block)?.modules ?? []).map(({ name }) => `module.${name}`);
      for (let depth = 1; depth <= names.length; depth++) modules.add(names.slice(0, depth).join('.'));
    }
  }
  return modules;
}

/** `module.app["a"].aws_instance.web[*]` stands for all of `web` in `module.app["a"]`. */
function standsFor(address: string): (other: string) => boolean {
  const parts = address.split('[*]').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  const pattern = new RegExp(`^${parts.join(String.raw`\[(?:"(?:[^"\\]|\\.)*"|\d+)\]`)}$`);
  return (other) => pattern.test(other);
}
