import type { Arguments, DeclaredInstance, DeclaredProvider } from '../../../../src/inputs/terraform/source/declared.ts';
import { aroundOf, resourceOf } from '../../../../src/inputs/resource/resource.ts';
import { SourceSubjects } from '../../../../src/inputs/terraform/source/subjects.ts';
import type { Mask } from '../../../../src/inputs/resource/mask.ts';
import type { JsonObject } from '../../../../src/model/json.ts';
import { absent, type Unknown } from '../../../../src/model/known.ts';
import type { Resource } from '../../../../src/model/resource.ts';

export interface Provider {
  readonly label?: string;
  readonly value?: JsonObject;
  readonly mask?: Mask;
  readonly because?: Unknown;
}

export interface Declared {
  /** `aws_instance.till`. */
  readonly address: string;
  readonly value: JsonObject;
  readonly mask?: Mask;
  readonly provider?: Provider;
  readonly possible?: Unknown;
  /** Addresses that an argument refers to, by its path. */
  readonly references?: { readonly [path: string]: readonly string[] };
}

function provider({ label = 'aws', value = {}, mask, because }: Provider): DeclaredProvider {
  const stated: Arguments = { value, mask, sensitive: undefined };
  return { label, local: label.replace(/^(?:module\.\w+\.)*/, ''), stated: () => stated, because: because ?? null };
}

function instance({ address, value, mask, provider: block, possible, references }: Declared): DeclaredInstance {
  const [type = '', name = ''] = address.replace(/\[.*$/, '').split('.').slice(-2);
  const point = { line: 1, column: 1 };
  const range = { start: point, end: { line: 1, column: 10 } };
  return {
    address,
    mode: address.split('.').includes('data') ? 'data' : 'managed',
    type,
    name,
    previousAddress: null,
    imported: absent,
    possible: possible ?? null,
    block: { type: 'resource', labels: [type, name], body: { attributes: [], blocks: [] }, headerRange: range, range },
    file: 'main.tf',
    stated: () => ({ value, mask, sensitive: undefined }),
    provider: () => provider(block ?? { value: { region: 'eu-west-1' } }),
    references: (path) => (references?.[path] ?? []).map((one) => ({ address: one, attribute: 'id' })),
  };
}

interface Flags {
  readonly regions?: ReadonlyMap<string, string>;
  readonly scopes?: ReadonlyMap<string, string>;
}

/** What the source says of its resources, by address. */
export function resources(declared: readonly Declared[], { regions, scopes }: Flags = {}): ReadonlyMap<string, Resource> {
  const subjects = new SourceSubjects(declared.map(instance), { providerRegions: regions ?? new Map(), providerScopes: scopes ?? new Map() });
  const around = aroundOf(subjects, { attributes: () => true, relations: () => true });
  return new Map(subjects.entries.flatMap((entry) => {
    const subject = subjects.of(entry);
    return subject === null ? [] : [[entry.address, resourceOf(subject, around)] as const];
  }));
}

export function resource(declared: Declared, flags: Flags = {}): Resource {
  const found = resources([declared], flags).get(declared.address);
  if (found === undefined) throw new Error(`${declared.address} is of no cloud`);
  return found;
}
