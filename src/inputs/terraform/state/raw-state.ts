import { isArray, isObject, type JsonObject, type JsonValue } from '#model/json.ts';
import type { Problem } from '#model/problem.ts';
import type { JsonDocument, Member } from '../../json/document.ts';
import { byte, type Span } from '../../json/span.ts';
import type { Outline } from '../../outline.ts';
import type { Stated } from '../../resource/values.ts';
import { keyText, parseAddress } from '../address.ts';
import { withLikelySecrets } from '../likely-secrets.ts';
import { shownProblems } from '../shown-problems.ts';
import { existing, stateAddress, unknownInState, type StateEntry } from './entry.ts';
import { unflattened } from './flat-attributes.ts';
import { providerOf } from './provider-name.ts';
import { maskOfPaths } from './sensitive-paths.ts';
import { unwrapped } from './wrapped-values.ts';

/** The objects of a state, in its order, and what is wrong with it. */
export interface StateObjects {
  readonly entries: readonly StateEntry[];
  readonly problems: readonly Problem[];
}

/** A resource block of version 4; its instances stand in it. */
interface Block {
  readonly module: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly provider: StateEntry['provider'];
  readonly configAddress: string;
}

/** Version 4 of the state: https://github.com/hashicorp/terraform, internal/states/statefile/version4.go */
export function rawObjects({ document, span, scan }: Outline, path: string): StateObjects {
  const outline = scan ?? document.scan(span.start, () => true);
  const entries: StateEntry[] = [];
  const problems: Problem[] = [];
  const malformed = (message: string): void => {
    if (problems.length < shownProblems) problems.push({ code: 'state-malformed', message, where: path, hint: 'write it again: terraform state pull > state.json' });
  };
  const members = document.membersOf(outline);
  const at = members.findIndex((member) => member.key === 'resources');
  for (const [index, resource] of spans(outline.elements.get(at)).entries()) {
    const place = `resources[${index}]`;
    const inner = document.scan(resource.start, (key) => key === 'instances');
    const fields = document.membersOf(inner);
    const block = blockOf(document, fields);
    if (block === null) {
      malformed(`${place} of ${path} names no resource`);
      continue;
    }
    const list = fields.findIndex((member) => member.key === 'instances');
    if (document.bytes[fields[list]?.value.start ?? -1] !== byte.openBracket) malformed(`${place} of ${path} has no list of instances`);
    // A resource without instances is what a count of 0 leaves behind.
    for (const [number, instance] of spans(inner.elements.get(list)).entries()) {
      const entry = instanceOf(document, instance, block);
      if (entry === null) malformed(`${place}.instances[${number}] of ${path} is not an object`);
      else entries.push(entry);
    }
  }
  return { entries, problems };
}

function blockOf(document: JsonDocument, fields: readonly Member[]): Block | null {
  const { module = '', mode = 'managed', type = '', name = '', provider = '' } = textsOf(document, fields, ['module', 'mode', 'type', 'name', 'provider']);
  if (type === '' || name === '' || (mode !== 'managed' && mode !== 'data')) return null;
  return { module, mode, type, name, provider: providerOf(provider, type), configAddress: configAddressOf(stateAddress(module, mode, type, name, '', '')) };
}

function textsOf(document: JsonDocument, fields: readonly Member[], wanted: readonly string[]): Readonly<Partial<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const { key, value } of fields) {
    if (!wanted.includes(key)) continue;
    const text = document.value(value);
    if (typeof text === 'string') found[key] = text;
  }
  return found;
}

function instanceOf(document: JsonDocument, span: Span, { module, mode, type, name, provider, configAddress }: Block): StateEntry | null {
  const members = new Map(document.members(span).map(({ key, value }) => [key, value]));
  if (members.size === 0) return null;
  const value = (key: string): JsonValue | undefined => {
    const at = members.get(key);
    return at === undefined ? undefined : document.value(at);
  };
  const index = value('index_key');
  // OpenTofu names the configuration at each instance where for_each of the provider gives each its own.
  const own = textOf(value('instance_provider'));
  const key = typeof index === 'number' || typeof index === 'string' ? keyText(index) : '';
  const deposed = textOf(value('deposed'));
  return {
    address: stateAddress(module, mode, type, name, key, deposed),
    ...existing(mode, type, name),
    configAddress,
    provider: own === '' ? provider : providerOf(own, type),
    deposed,
    tainted: value('status') === 'tainted',
    dependencies: dependenciesOf(value('dependencies'), value('depends_on'), configAddress),
    identity: value('identity'),
    hasValues: [members.get('attributes'), members.get('attributes_flat')].some((at) => at !== undefined && isObjectAt(document, at)),
    value: () => valueOf(document, members),
    stated: () => statedOf(document, members),
  };
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** `dependencies` are whole addresses; `depends_on` of the first versions stands within the module. */
function dependenciesOf(whole: JsonValue | undefined, local: JsonValue | undefined, configAddress: string): readonly string[] {
  const module = /^(?:module\.[^.]+\.)*/.exec(configAddress)?.[0] ?? '';
  return [...textsIn(whole), ...textsIn(local).map((one) => `${module}${one}`)];
}

export function textsIn(list: JsonValue | undefined): readonly string[] {
  return isArray(list) ? list.filter((one) => typeof one === 'string') : [];
}

/** Without instance keys. */
export function configAddressOf(address: string): string {
  const parsed = parseAddress(address);
  if (parsed === null) return address;
  const { modules, mode, type, name } = parsed;
  return [...modules.map((step) => `module.${step.name}`), ...(mode === 'data' ? ['data'] : []), type, name].join('.');
}

function valueOf(document: JsonDocument, members: ReadonlyMap<string, Span>): JsonValue | undefined {
  const attributes = objectAt(document, members.get('attributes'));
  if (attributes !== null) return unwrapped(attributes);
  const flat = objectAt(document, members.get('attributes_flat'));
  return flat === null ? undefined : unflattened(flat);
}

function statedOf(document: JsonDocument, members: ReadonlyMap<string, Span>): Stated {
  const value = valueOf(document, members);
  const paths = members.get('sensitive_attributes');
  const marked = maskOfPaths(paths === undefined ? undefined : document.value(paths));
  return { value, mask: undefined, sensitive: value === undefined ? marked : withLikelySecrets(value, marked), complete: true, because: unknownInState };
}

export function isObjectAt({ bytes }: JsonDocument, { start }: Span): boolean {
  return bytes[start] === byte.openBrace;
}

function objectAt(document: JsonDocument, span: Span | undefined): JsonObject | null {
  const value = span === undefined ? null : document.valueWithout(span, null);
  return isObject(value) ? value : null;
}

function spans(offsets: readonly number[] = []): readonly Span[] {
  const list: Span[] = [];
  for (let at = 0; at < offsets.length; at += 2) list.push({ start: offsets[at] as number, end: offsets[at + 1] as number });
  return list;
}
