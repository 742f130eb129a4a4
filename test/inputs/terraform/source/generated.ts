/** A configuration made up by chance, the same for the same seed. */
export interface Generated {
  /** Text by path. */
  readonly files: Readonly<Record<string, string>>;
  /** Values that are told to everybody, and those that Terraform alone gets: without them a variable has no value for us. */
  readonly told: string;
  readonly untold: string;
}

type Kind = 'string' | 'number' | 'bool' | 'list' | 'map';

interface Name {
  readonly name: string;
  readonly kind: Kind;
}

interface Variable extends Name {
  readonly isType: boolean;
  readonly hasDefault: boolean;
}

/** What an expression may refer to. */
interface Surroundings {
  readonly variables: Variable[];
  readonly locals: Name[];
  /** Texts that resources and modules make. */
  readonly results: string[];
  /** What the block itself may say: `each.key`, `count.index`. */
  readonly own: readonly string[];
  readonly inModule: boolean;
}

const machines = ['t3.micro', 'm7i.large', 'p5.48xlarge', 'g5.xlarge'];
const words = ['ml', 'web', 'Shop', 'data-1', 'ünï', 'a.b', 'prod'];
const types: Readonly<Record<Kind, string>> = { string: 'string', number: 'number', bool: 'bool', list: 'list(string)', map: 'map(string)' };

/** Modules, aliases, count, for_each, dynamic blocks, variables with and without values; machines, buckets, networks of four clouds. */
export function generate(seed: number): Generated {
  return new Generator(seed).configuration();
}

class Generator {
  #seed: number;
  #names = 0;
  readonly #files: Record<string, string> = {};

  constructor(seed: number) {
    this.#seed = seed;
  }

  configuration(): Generated {
    const { text, open } = this.#module('', this.#below(3), false);
    this.#files['main.tf'] = text;
    this.#files['providers.tf'] = 'provider "aws" {\n  region = "eu-west-1"\n}\nprovider "aws" {\n  alias  = "west"\n  region = "us-west-2"\n}\nprovider "google" {\n  project = "p"\n  region  = "europe-west1"\n}\nprovider "azurerm" {\n  features {}\n}\nprovider "oci" {\n  region = "eu-frankfurt-1"\n}\n';
    const told: string[] = [];
    const untold: string[] = [];
    for (const variable of open) (variable.hasDefault || this.#chance(0.25) ? told : untold).push(`${variable.name} = ${this.#literal(variable)}\n`);
    return { files: this.#files, told: told.join(''), untold: untold.join('') };
  }

  #random(): number {
    this.#seed = (this.#seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#seed ^ (this.#seed >>> 15), 1 | this.#seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  #chance(share: number): boolean {
    return this.#random() < share;
  }

  #pick<T>(all: readonly T[]): T {
    return all[this.#below(all.length)] as T;
  }

  #name(letter: string): string {
    return `${letter}${this.#names++}`;
  }

  #word(): string {
    return JSON.stringify(this.#pick(words));
  }

  #literal({ kind, isType }: Pick<Variable, 'kind' | 'isType'>): string {
    switch (kind) {
      case 'string':
        return isType ? JSON.stringify(this.#pick(machines)) : this.#word();
      case 'number':
        return String(this.#below(5) + 1);
      case 'bool':
        return this.#pick(['true', 'false']);
      case 'list':
        return `[${this.#word()}, ${this.#word()}]`;
      case 'map':
        return `{ owner = ${this.#word()}, team = "t" }`;
    }
  }

  /** The text of a module, and the variables that want a value, or may have one. */
  #module(path: string, depth: number, inModule: boolean): { readonly text: string; readonly open: readonly Variable[] } {
    const around: Surroundings = { variables: [], locals: [], results: [], own: [], inModule };
    const open: Variable[] = [];
    let text = '';
    for (let left = this.#below(5) + 2; left > 0; left--) {
      const kind = this.#pick<Kind>(['string', 'number', 'bool', 'list', 'map', 'string']);
      const variable: Variable = { name: this.#name('v'), kind, isType: kind === 'string' && this.#chance(0.3), hasDefault: this.#chance(0.4) };
      const validation = variable.isType ? `  validation {\n    condition     = contains(${JSON.stringify(machines)}, var.${variable.name})\n    error_message = "No."\n  }\n` : '';
      text += `variable "${variable.name}" {\n  type = ${types[kind]}\n${variable.hasDefault ? `  default = ${this.#literal(variable)}\n` : ''}${validation}}\n`;
      around.variables.push(variable);
      if (!variable.hasDefault || this.#chance(0.3)) open.push(variable);
    }
    text += 'locals {\n';
    for (let left = this.#below(5) + 1; left > 0; left--) {
      const local: Name = { name: this.#name('l'), kind: this.#pick<Kind>(['string', 'number', 'list', 'map', 'map']) };
      text += `  ${local.name} = ${this.#expression(local.kind, around, 2)}\n`;
      around.locals.push(local);
    }
    text += '}\n';
    for (let left = this.#below(3) + 1; left > 0; left--) text += this.#resource(around);
    if (depth > 0) for (let left = this.#below(2) + 1; left > 0; left--) text += this.#call(around, path, depth);
    if (inModule) text += `output "out" {\n  value = ${this.#text(around, 2)}\n}\n`;
    return { text, open };
  }

  #call(outer: Surroundings, path: string, depth: number): string {
    const name = this.#name('m');
    const { text, open } = this.#module(`${path}${name}/`, depth - 1, true);
    this.#files[`${path}${name}/main.tf`] = text;
    const { meta, own, form } = this.#repetition(outer);
    const around = { ...outer, own };
    const given = open.map((variable) => `  ${variable.name} = ${variable.isType || this.#chance(0.5) ? this.#literal(variable) : this.#expression(variable.kind, around, 1)}\n`).join('');
    outer.results.push(form === 'one' ? `module.${name}.out` : form === 'count' ? `try(module.${name}[0].out, "no")` : `join("+", values(module.${name})[*].out)`);
    return `module "${name}" {\n  source = "./${name}"\n${meta}${this.#chance(0.3) && !outer.inModule ? '  providers = {\n    aws = aws.west\n  }\n' : ''}${given}}\n`;
  }

  /** Keys may not depend on what is known after apply. */
  #repetition(outer: Surroundings): { readonly meta: string; readonly own: readonly string[]; readonly form: 'one' | 'count' | 'each' } {
    const around = { ...outer, results: [] };
    switch (this.#below(6)) {
      case 0:
        return { meta: `  count = ${this.#number(around, 1)}\n`, own: ['"n${count.index}"'], form: 'count' };
      case 1:
        return { meta: `  count = ${this.#condition(around, 1)} ? 1 : 0\n`, own: ['"n${count.index}"'], form: 'count' };
      case 2:
        return { meta: `  for_each = toset(${this.#list(around, 1)})\n`, own: ['each.key'], form: 'each' };
      case 3:
        return { meta: `  for_each = { for x in distinct(${this.#list(around, 1)}) : x => { name = upper(x) } }\n`, own: ['each.key', 'each.value.name'], form: 'each' };
      default:
        return { meta: '', own: [], form: 'one' };
    }
  }

  #resource(outer: Surroundings): string {
    const name = this.#name('r');
    const { meta, own, form } = this.#repetition(outer);
    const around = { ...outer, own };
    const [type, known, body] = this.#body(around);
    const attribute = this.#chance(0.4) ? 'id' : known;
    const address = `${type}.${name}`;
    outer.results.push(form === 'one' ? `${address}.${attribute}` : form === 'count' ? `try(${address}[0].${attribute}, "none")` : `join("+", [for one in ${address} : one.${attribute}])`);
    const provider = type.startsWith('aws') && !outer.inModule && this.#chance(0.3) ? '  provider = aws.west\n' : '';
    return `resource "${type}" "${name}" {\n${meta}${provider}${body}}\n`;
  }

  #body(around: Surroundings): readonly [type: string, known: string, body: string] {
    const tags = (): string => this.#map(around, 2);
    switch (this.#below(5)) {
      case 0: {
        const disk = this.#chance(0.5) ? `  root_block_device {\n    volume_size = ${this.#number(around, 1)}\n    tags        = ${this.#map(around, 1)}\n  }\n` : '';
        const disks = this.#chance(0.5) ? `  dynamic "ebs_block_device" {\n    for_each = ${this.#list({ ...around, results: [] }, 1)}\n    content {\n      device_name = "\${ebs_block_device.key}-\${ebs_block_device.value}"\n      volume_size = ${this.#number(around, 1)}\n    }\n  }\n` : '';
        return ['aws_instance', 'instance_type', `  ami           = ${this.#text(around, 1)}\n  instance_type = ${this.#machine(around)}\n  tags          = ${tags()}\n${disk}${disks}`];
      }
      case 1:
        return ['aws_s3_bucket', 'bucket', `  bucket = ${this.#text(around, 2)}\n  tags   = ${tags()}\n`];
      case 2:
        return ['google_compute_instance', 'name', `  name         = ${this.#text(around, 1)}\n  machine_type = ${this.#text(around, 1)}\n  zone         = "europe-west1-b"\n  labels       = ${tags()}\n  boot_disk {\n    initialize_params {\n      image = ${this.#text(around, 1)}\n      size  = ${this.#number(around, 1)}\n    }\n  }\n  network_interface {\n    network = "default"\n  }\n`];
      case 3:
        return ['azurerm_resource_group', 'name', `  name     = ${this.#text(around, 2)}\n  location = ${this.#pick(['"West Europe"', '"northeurope"'])}\n  tags     = ${tags()}\n`];
      default:
        return ['oci_core_vcn', 'display_name', `  compartment_id = ${this.#text(around, 1)}\n  cidr_block     = "10.0.0.0/16"\n  display_name   = ${this.#text(around, 2)}\n  freeform_tags  = ${tags()}\n`];
    }
  }

  #machine(around: Surroundings): string {
    const one = (): string => JSON.stringify(this.#pick(machines));
    const variables = around.variables.filter((variable) => variable.isType);
    if (variables.length > 0 && this.#chance(0.4)) return `var.${this.#pick(variables).name}`;
    return this.#chance(0.5) ? one() : `${this.#condition(around, 1)} ? ${one()} : ${one()}`;
  }

  #expression(kind: Kind, around: Surroundings, depth: number): string {
    switch (kind) {
      case 'string':
        return this.#text(around, depth);
      case 'number':
        return this.#number(around, depth);
      case 'bool':
        return this.#condition(around, depth);
      case 'list':
        return this.#list(around, depth);
      case 'map':
        return this.#map(around, depth);
    }
  }

  /** Names of a kind, twice, so that they are chosen often. */
  #names_(kind: Kind, { variables, locals }: Surroundings): readonly (() => string)[] {
    const names = [...variables.filter((one) => one.kind === kind).map((one) => `var.${one.name}`), ...locals.filter((one) => one.kind === kind).map((one) => `local.${one.name}`)];
    return names.length === 0 ? [] : [() => this.#pick(names), () => this.#pick(names)];
  }

  #text(around: Surroundings, depth: number): string {
    const [text, number, list, map, condition] = [() => this.#text(around, depth - 1), () => this.#number(around, depth - 1), () => this.#list(around, depth - 1), () => this.#map(around, depth - 1), () => this.#condition(around, depth - 1)];
    const simple = [() => this.#word(), ...this.#names_('string', around), ...around.own.map((own) => () => own), ...(around.results.length > 0 ? [() => this.#pick(around.results)] : [])];
    const composed = [
      () => `"\${${text()}}-\${${number()}}"`, () => `upper(${text()})`, () => `${condition()} ? ${text()} : ${text()}`, () => `format("%s-%03d", ${text()}, ${number()})`, () => `join("-", ${list()})`,
      () => `coalesce(${text()}, "x")`, () => `lookup(${map()}, "owner", ${text()})`, () => `try(${map()}["owner"], "none")`, () => `substr(md5(${text()}), 0, 6)`, () => `replace(${text()}, "a", "b")`,
      () => `trimspace(<<-EOT\n    x \${${text()}}\n      y\n    EOT\n)`, () => `element(${list()}, ${number()})`, () => `"%{ if ${condition()} }yes%{ else }no \${${text()}}%{ endif }"`,
      () => `"%{ for k, v in ${map()} }\${k}=\${v};%{ endfor }"`, () => `one([${text()}])`,
    ];
    return this.#pick(depth > 0 ? [...simple, ...composed] : simple)();
  }

  #number(around: Surroundings, depth: number): string {
    const number = (): string => this.#number(around, depth - 1);
    const simple = [() => String(this.#below(5) + 1), ...this.#names_('number', around)];
    const composed = [
      () => `length(${this.#list(around, depth - 1)})`, () => `(${number()} + ${number()})`, () => `${this.#condition(around, depth - 1)} ? ${number()} : ${number()}`, () => `max(${number()}, 2)`, () => `tonumber("${this.#below(9)}")`,
    ];
    return this.#pick(depth > 0 ? [...simple, ...composed] : simple)();
  }

  #condition(around: Surroundings, depth: number): string {
    const condition = (): string => this.#condition(around, depth - 1);
    const simple = [() => this.#pick(['true', 'false']), ...this.#names_('bool', around)];
    const composed = [
      () => `(${this.#text(around, depth - 1)} == ${this.#text(around, depth - 1)})`, () => `(${this.#number(around, depth - 1)} > ${this.#number(around, depth - 1)})`, () => `contains(${this.#list(around, depth - 1)}, ${this.#text(around, depth - 1)})`,
      () => `!${condition()}`, () => `(${condition()} && ${condition()})`, () => `can(${this.#map(around, depth - 1)}["owner"])`,
    ];
    return this.#pick(depth > 0 ? [...simple, ...composed] : simple)();
  }

  #list(around: Surroundings, depth: number): string {
    const list = (): string => this.#list(around, depth - 1);
    const simple = [() => `[${Array.from({ length: this.#below(3) + 1 }, () => this.#text(around, depth - 1)).join(', ')}]`, ...this.#names_('list', around)];
    const composed = [
      () => `concat(${list()}, ${list()})`, () => `[for x in ${list()} : upper(x)]`, () => `[for k, v in ${this.#map(around, depth - 1)} : "\${k}\${v}" if k != "owner"]`, () => `keys(${this.#map(around, depth - 1)})`,
      () => `distinct(${list()})`, () => `sort(${list()})`, () => `split("-", ${this.#text(around, depth - 1)})`, () => `slice(concat(["q"], ${list()}), 0, 1)`,
    ];
    return this.#pick(depth > 0 ? [...simple, ...composed] : simple)();
  }

  #map(around: Surroundings, depth: number): string {
    const map = (): string => this.#map(around, depth - 1);
    const simple = [() => `{ ${['owner', 'team', 'env'].filter(() => this.#chance(0.6)).map((key) => `${key} = ${this.#text(around, depth - 1)}`).join(', ')} }`, ...this.#names_('map', around)];
    const composed = [
      () => `merge(${map()}, ${map()})`, () => `{ for k, v in ${map()} : k => upper(v) }`, () => `zipmap(["owner"], [${this.#text(around, depth - 1)}])`, () => `tomap(${map()})`, () => `{ (lower(${this.#word()})) = ${this.#text(around, depth - 1)} }`,
    ];
    return this.#pick(depth > 0 ? [...simple, ...composed] : simple)();
  }
}
