import { expression, type Given, type Place, type Scalar } from './expressions.ts';
import { Chance } from './random.ts';
import { writers, type Cloud } from './resources.ts';

/** Files of a configuration by path, and the values that its variables have when it is planned. */
export interface Configuration {
  readonly files: ReadonlyMap<string, string>;
  readonly values: string;
}

/** A module that is being written. */
class Module implements Place {
  readonly blocks: string[] = [];
  readonly chance: Chance;
  /** Hands a variable of this module its value; null at the root, where values come from files. */
  readonly #caller: { readonly module: Module; readonly arguments: string[] } | null;
  readonly #values: string[];
  readonly #prefix: string;
  #count = 0;
  /** Whether its call names the providers that it gets. */
  handed = false;

  constructor(chance: Chance, values: string[], prefix: string, caller: { readonly module: Module; readonly arguments: string[] } | null) {
    this.chance = chance;
    this.#values = values;
    this.#prefix = prefix;
    this.#caller = caller;
  }

  #name(kind: string): string {
    return `${kind}${this.#prefix}_${++this.#count}`;
  }

  local(written: string): string {
    const name = this.#name('l');
    this.blocks.push(`locals {\n  ${name} = ${written}\n}`);
    return `local.${name}`;
  }

  variable(type: string, value: string, given: Given, decoys: readonly string[] = []): string {
    const name = this.#name('v');
    if (this.#caller === null) {
      const validation = given === 'closed' ? `\n  validation {\n    condition = contains([${[value, ...decoys].join(', ')}], var.${name})\n    error_message = "Not one of the values."\n  }` : '';
      this.blocks.push(`variable "${name}" {\n  type = ${type}${given === 'default' ? `\n  default = ${value}` : validation}\n}`);
      if (given !== 'default') this.#values.push(`${name} = ${value}`);
    } else {
      const outer = given === 'default' && this.chance.is(0.5) ? null : given === 'default' ? value : this.#caller.module.variable(type, value, given, decoys);
      this.blocks.push(`variable "${name}" {\n  type = ${type}${outer === null ? `\n  default = ${value}` : ''}\n}`);
      if (outer !== null) this.#caller.arguments.push(`  ${name} = ${outer}`);
    }
    return `var.${name}`;
  }

  made(): string {
    const name = this.#name('made');
    this.blocks.push(`resource "random_pet" "${name}" {\n}`);
    return `random_pet.${name}.id`;
  }
}

interface Provider {
  readonly cloud: Cloud;
  readonly alias: string | null;
}

const regions: Readonly<Record<Cloud, readonly Scalar[]>> = { aws: ['eu-west-1', 'us-east-1'], azurerm: [], google: ['europe-west3', 'us-east1'], oci: ['eu-frankfurt-1', 'us-ashburn-1'] };

function providerBlock(root: Module, { cloud, alias }: Provider): string {
  const { chance } = root;
  const of = (choices: readonly Scalar[]): string => expression(chance.of(choices), root, chance, 1);
  const lines = alias === null ? [] : [`  alias = "${alias}"`];
  if (cloud === 'azurerm') lines.push('  features {}', `  subscription_id = ${of(['11111111-1111-1111-1111-111111111111', '33333333-3333-3333-3333-333333333333'])}`);
  else if (chance.is(0.9)) lines.push(`  region = ${of(regions[cloud])}`);
  if (cloud === 'aws' && chance.is(0.6)) lines.push(`  default_tags {\n    tags = ${chance.of([() => `{ owner = ${of(['payments', 'Nobody!'])} }`, () => root.variable('map(string)', '{ owner = "tills", environment = "dev" }', chance.of(['default', 'set']))])()}\n  }`);
  if (cloud === 'aws' && chance.is(0.4)) lines.push(`  assume_role {\n    role_arn = ${of(['arn:aws:iam::111122223333:role/till', 'arn:aws:iam::999999999999:role/till'])}\n  }`);
  if (cloud === 'google') lines.push(`  project = ${of(['prod-a', 'test'])}`, ...(chance.is(0.4) ? [`  default_labels = { owner = ${of(['payments', 'Nobody!'])} }`] : []));
  return `provider "${cloud}" {\n${lines.join('\n')}\n}`;
}

const sources: Readonly<Record<Cloud, string>> = { aws: 'hashicorp/aws', azurerm: 'hashicorp/azurerm', google: 'hashicorp/google', oci: 'oracle/oci' };

/** A root module that calls as many modules as are asked for, each with resources of one cloud; some call further ones. */
export function configuration(seed: number, modules: number): Configuration {
  const chance = new Chance(seed);
  const values: string[] = [];
  const root = new Module(chance, values, 'r', null);
  const clouds: readonly Cloud[] = ['aws', 'aws', 'azurerm', 'google', 'oci'];
  const providers: readonly Provider[] = [
    ...(['aws', 'azurerm', 'google', 'oci'] as const).map((cloud) => ({ cloud, alias: null })),
    ...(['aws', 'google'] as const).map((cloud) => ({ cloud, alias: 'far' })),
  ];
  for (const provider of providers) root.blocks.push(providerBlock(root, provider));
  const required = Object.entries(sources).map(([name, source]) => `    ${name} = {\n      source = "${source}"\n    }`).join('\n');
  root.blocks.unshift(`terraform {\n  required_providers {\n${required}\n  }\n}`);
  const files = new Map<string, string>();

  const write = (caller: Module, folder: string, name: string, cloud: Cloud, depth: number): void => {
    const call: string[] = [];
    const module = new Module(chance, values, `${name}`, { module: caller, arguments: call });
    // Terraform 1.11 does not find a provider that is handed on from a module which has it by inheritance alone.
    const isAliased = (cloud === 'aws' || cloud === 'google') && chance.is(0.4) && (caller === root || caller.handed);
    const takesAlias = isAliased && chance.is(0.5);
    module.blocks.push(`terraform {\n  required_providers {\n    ${cloud} = {\n      source = "${sources[cloud]}"${takesAlias ? `\n      configuration_aliases = [${cloud}.other]` : ''}\n    }\n  }\n}`);
    for (let at = 0; at < 3; at++) {
      const provider = takesAlias && chance.is(0.6) ? `  provider = ${cloud}.other` : '';
      module.blocks.push(chance.of(writers[cloud])({ at: module, chance, name: `r${at}`, provider }));
    }
    module.handed = isAliased;
    if (depth > 0 && chance.is(0.4)) write(module, `${folder}/inner`, `${name}i`, cloud, depth - 1);
    // Below the root only what the module was given can be handed on.
    const far = caller === root ? `${cloud}.far` : cloud;
    const handed = takesAlias ? `{ ${cloud} = ${cloud}, ${cloud}.other = ${far} }` : isAliased ? `{ ${cloud} = ${far} }` : null;
    const repeats = chance.of(['', '', '', `  count = ${expression(1, caller, chance, 1)}\n`, '  for_each = toset(["x", "y"])\n']);
    caller.blocks.push(`module "${name}" {\n  source = "./${folder.slice(folder.lastIndexOf('/') + 1)}"\n${repeats}${handed === null ? '' : `  providers = ${handed}\n`}${call.join('\n')}\n}`);
    files.set(`${folder}/main.tf`, `${module.blocks.join('\n\n')}\n`);
  };
  for (let at = 0; at < modules; at++) write(root, `m${at}`, `m${at}`, chance.of(clouds), 1);
  files.set('main.tf', `${root.blocks.join('\n\n')}\n`);
  return { files, values: `${values.join('\n')}\n` };
}
