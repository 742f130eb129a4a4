import type { Located } from '#model/finding.ts';
import { ProblemError, type Problem } from '#model/problem.ts';
import type { Resource } from '#model/resource.ts';
import type { Files } from '../../files.ts';
import type { InputOptions, Told, Withheld } from '../../options.ts';
import type { ReadingEnd } from '../../reading.ts';
import { blockAddress } from '../address.ts';
import { loadConfiguration, type Configuration } from '../source/configuration.ts';
import { blockPlace, type BlockPlace } from '../source/declared.ts';
import type { Instance } from '../source/instance.ts';
import { ConfigurationReading } from '../source/reading.ts';
import { ModuleSources } from '../source/sources.ts';

/** The configuration that a plan was made from. */
export class PlanSource {
  readonly problems: readonly Problem[];
  readonly #configuration: Configuration;
  readonly #end: ReadingEnd;
  readonly #path: string;
  readonly #options: InputOptions;
  #byAddress: ReadonlyMap<string, Instance> | null = null;

  /** @param problems files that cannot be read, and values that cannot be given */
  constructor(path: string, configuration: Configuration, problems: readonly Problem[], options: InputOptions) {
    this.problems = problems;
    this.#path = path;
    this.#configuration = configuration;
    this.#options = options;
    this.#end = new ConfigurationReading(path, configuration, null, options).finish();
  }

  /** The instance that a plan lists; where the source cannot tell them apart, one that stands for it. */
  instance(address: string): Instance | null {
    const instances = (this.#byAddress ??= this.#index());
    return instances.get(address) ?? instances.get(blockAddress(address)) ?? null;
  }

  /** The block of a resource of the plan. */
  block(address: string): BlockPlace | null {
    const instance = this.instance(address);
    return instance === null ? null : blockPlace(instance);
  }

  /** Whether the block of a resource writes an argument. */
  writes(address: string, argument: string): boolean {
    return this.instance(address)?.writes(argument) === true;
  }

  /** As the source declares them with the values of the plan. */
  get resources(): Iterable<readonly Resource[]> {
    return new ConfigurationReading(this.#path, this.#configuration, null, this.#options).batches;
  }

  /**
   * Places for findings of the plan. Of its own resources a plan judges those that change, so an ignore that nothing needs may
   * still be right.
   */
  get places(): Pick<ReadingEnd, 'locate' | 'sources' | 'ignores' | 'root'> {
    return {
      root: this.#configuration.root.path,
      locate: (address, path): Located | null => this.instance(address)?.locate(path) ?? null,
      sources: this.#end.sources,
      ignores: this.#end.ignores.map((one) => ('problem' in one ? one : { ...one, partial: true })),
    };
  }

  /** By address, and by that of their block: the first of a block stands for all that the source does not list. */
  #index(): ReadonlyMap<string, Instance> {
    const instances = new Map<string, Instance>();
    for (const instance of this.#configuration.instances()) {
      instances.set(instance.address, instance);
      const block = blockAddress(instance.address);
      if (!instances.has(block)) instances.set(block, instance);
    }
    return instances;
  }
}

/** @throws ProblemError where there is no configuration */
export async function loadPlanSource(folder: string, path: string, files: Files, told: readonly (Told | Withheld)[], options: InputOptions): Promise<PlanSource> {
  const asTold = { ...options, terraform: { ...options.terraform, given: [...options.terraform.given, ...told], toldAll: true } };
  const configuration = await loadConfiguration(folder, new ModuleSources(files), asTold);
  if (configuration === null) throw new ProblemError({ code: 'source-missing', message: `${path} holds no Terraform configuration`, where: path, hint: 'name the folder of the root module: where terraform plan was run' });
  return new PlanSource(path, configuration, [...configuration.problems, ...((await configuration.refused) ?? [])], asTold);
}
