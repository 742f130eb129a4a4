import { importFacts } from '#catalog/imports.ts';
import { nameClassOf, terraformTypeOf, terraformTypesOf } from '#catalog/type-names.ts';
import type { DriftItem } from '#model/drift.ts';
import type { JsonObject } from '#model/json.ts';
import { textsAt } from './arguments.ts';

/** What of a thing its import id is told by. */
interface Named {
  readonly type: string;
  readonly provider: DriftItem['resource']['provider'];
  readonly id: string | null;
  readonly name: string;
  readonly aliases: readonly string[];
  /** Those of `choices` in the catalogue, where an inventory or a call tells them. */
  readonly attributes: JsonObject | null;
}

/**
 * What `import` takes, by the providers' documentation: of AWS the short id (`i-0…`, `sg-0…`) or the name where a name is nobody else's,
 * else the ARN; of Azure the ARM id, in the case in which Azure writes it; of Google the full name without its service; of OCI the OCID.
 * Null for a type that Terraform does not know, or that is known by more than one name and nothing tells which.
 */
export function terraformOf(named: Named): DriftItem['terraform'] {
  const { type, provider, id } = named;
  const terraform = typeOf(named);
  if (terraform === null || id === null) return null;
  const written = importFacts(type).id;
  if (written !== null) {
    const made = filled(written, named, id);
    return made === null ? null : { type: terraform, id: made };
  }
  if (provider === 'aws') {
    const own = ofAws(named, id);
    return own === null ? null : { type: terraform, id: own };
  }
  if (provider === 'azure') return { type: terraform, id: asWritten(id, type, named.aliases) };
  return { type: terraform, id: provider === 'gcp' ? id.replace(/^\/\/[^/]+\//, '') : id };
}

function typeOf({ type, provider, attributes }: Named): string | null {
  // Inventories and logs of OCI speak in Terraform's words.
  if (provider === 'oci') return /^oci_[a-z0-9]+_/.test(type) ? type : null;
  const { first, choices } = importFacts(type);
  const only = terraformTypeOf(type) ?? (first ? (terraformTypesOf(type)[0] ?? null) : null);
  if (only !== null) return only;
  for (const { at, types, otherwise } of choices) {
    const said = textsAt(attributes, at)[0];
    const chosen = said === undefined ? otherwise : (types.find(([form]) => form.test(said))?.[1] ?? null);
    if (chosen !== null) return chosen;
  }
  return null;
}

/** Null where something of it is not told. */
function filled(written: string, { provider, name, aliases }: Named, id: string): string | null {
  const [account, own] = provider === 'aws' ? partsOfArn(id) : [null, id.replace(/^\/\/[^/]+\//, '')];
  const parts = own?.split(/[:/]/) ?? [];
  const called = (form: RegExp): string | undefined => [name, ...aliases].find((one) => form.test(one));
  const words: Readonly<Record<string, string | null | undefined>> = { name, account, url: called(/^https:\/\//), email: called(/^[^@\s/]+@[^@\s/]+$/) };
  let isTold = written !== '';
  const made = written.replaceAll(/\{(\w+)\}/g, (_, word: string) => {
    const told = /^\d+$/.test(word) ? parts[Number(word)] : words[word];
    if (told == null || told === '' || told === '*') isTold = false;
    return told ?? '';
  });
  return isTold ? made : null;
}

/** `arn:aws:ecs:eu-west-1:111122223333:service/checkout/web`; what has no ARN has its account and its type before its name. */
function partsOfArn(id: string): readonly [account: string | null, own: string | null] {
  const [, account = '', own] = /^arn:[^:]*:[^:]*:[^:]*:([^:]*):(.+)$/.exec(id) ?? [];
  if (own !== undefined) return [account === '' ? null : account, own];
  const [, of, rest] = /^(?:(\d{12})\/)?(?:[a-z0-9-]+\/)?AWS::[^/]+\/(.+)$/.exec(id) ?? [];
  return [of ?? null, rest === undefined ? null : `/${rest}`];
}

function ofAws({ type, name, aliases }: Named, id: string): string | null {
  const short = aliases.find((alias) => /^[a-z]+-[0-9a-f]{8,17}$/.test(alias) || (type === 'AWS::KMS::Key' && /^(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.test(alias)));
  if (short !== undefined) return short;
  if (nameClassOf(type) !== null && name !== '' && !importFacts(type).byArn) return name;
  // What has no ARN is told apart by its account and its type, which are no part of its name.
  const [, own] = /^[^:]*\/AWS::[^/]+\/(.+)$/.exec(id) ?? [];
  if (own === undefined) return id;
  if (type === 'AWS::EC2::Route') return own.replace('|', '_');
  return own.includes('|') ? null : own;
}

/** Ids are compared in lower case, and imported as they are written: `resourceGroups`, the namespace and the types count, names do where they are known. */
function asWritten(id: string, type: string, aliases: readonly string[]): string {
  const written = aliases.find((alias) => alias.toLowerCase() === id && alias !== alias.toUpperCase()) ?? id;
  const [, group = '', namespace, rest] = /^(\/subscriptions\/[^/]+(?:\/resourcegroups\/[^/]+)?)\/providers\/([^/]+)\/(.+)$/i.exec(written) ?? [];
  const [own = '', ...types] = type.split('/');
  if (namespace === undefined || rest === undefined || namespace.toLowerCase() !== own.toLowerCase()) return scopeWritten(written);
  const parts = rest.split('/');
  const cased = parts.map((part, index) => (index % 2 === 0 && types[index / 2]?.toLowerCase() === part.toLowerCase() ? (types[index / 2] ?? part) : part));
  return `${scopeWritten(group)}/providers/${own}/${cased.join('/')}`;
}

function scopeWritten(text: string): string {
  return text.replace(/^\/subscriptions\//i, '/subscriptions/').replace(/\/resourcegroups\//i, '/resourceGroups/');
}
