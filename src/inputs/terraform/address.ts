/** A key of `count` (a number) or `for_each` (a string); null for a single instance. */
export type InstanceKey = string | number | null;

export interface AddressStep {
  readonly name: string;
  readonly key: InstanceKey;
}

/** A resource address in parts: `module.m["x"].data.aws_ami.a["k.1"]`. */
export interface Address {
  readonly modules: readonly AddressStep[];
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly key: InstanceKey;
}

/**
 * Cuts a Terraform address (or reference) at its dots and brackets, quoted keys left whole: `a.b["c.d"].e` -> a, b, "c.d", e.
 * Keys carry HCL's quoting. A bracket that is never closed takes the rest.
 */
export function tokens(address: string): readonly AddressPart[] {
  const before = cut.get(address);
  if (before) return before;
  if (cut.size >= remembered) cut.clear();
  const parts = partsOf(address);
  cut.set(address, parts);
  return parts;
}

export type AddressPart = string | { readonly key: InstanceKey | '*' };

/** References of the configuration come again with every instance. */
const cut = new Map<string, readonly AddressPart[]>();
const remembered = 4096;

function partsOf(address: string): readonly AddressPart[] {
  const parts: (string | { key: InstanceKey | '*' })[] = [];
  let at = 0;
  while (at < address.length) {
    const character = address[at];
    if (character === '.') {
      at++;
    } else if (character === '[') {
      const end = bracketEnd(address, at + 1);
      parts.push({ key: keyOf(address.slice(at + 1, end)) });
      at = end + 1;
    } else {
      let end = at;
      while (end < address.length && address[end] !== '.' && address[end] !== '[') end++;
      parts.push(address.slice(at, end));
      at = end;
    }
  }
  return parts;
}

/** Offset of the bracket that closes the one before `from`. */
function bracketEnd(address: string, from: number): number {
  let quoted = false;
  for (let at = from; at < address.length; at++) {
    const character = address[at];
    if (quoted && character === '\\') at++;
    else if (character === '"') quoted = !quoted;
    else if (character === ']' && !quoted) return at;
  }
  return address.length;
}

function keyOf(text: string): InstanceKey | '*' {
  if (text === '*') return '*';
  if (/^\d+$/.test(text)) return Number(text);
  return text.startsWith('"') ? unquoted(text.slice(1, text.endsWith('"') && text.length > 1 ? -1 : undefined)) : text;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** HCL's quoting: backslash escapes, and `$${` / `%%{` for literal template markers. */
function unquoted(text: string): string {
  if (!/[\\$%]/.test(text)) return text;
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))|([$%])\4\{/g, (whole, u?: string, U?: string, one?: string, marker?: string) => {
    const hex = u ?? U;
    if (hex !== undefined) return Number.parseInt(hex, 16) <= 0x10ffff ? String.fromCodePoint(Number.parseInt(hex, 16)) : whole;
    if (one !== undefined) return escapes[one] ?? one;
    return `${marker ?? ''}{`;
  });
}

/** Null for what is no resource address. Addresses come once: they are not remembered. */
export function parseAddress(address: string): Address | null {
  const parts = partsOf(address);
  const modules: AddressStep[] = [];
  let at = 0;
  while (parts[at] === 'module' && typeof parts[at + 1] === 'string') {
    const key = keyAt(parts, at + 2);
    modules.push({ name: parts[at + 1] as string, key: key === undefined ? null : key });
    at += key === undefined ? 2 : 3;
  }
  const mode = parts[at] === 'data' ? 'data' : 'managed';
  if (mode === 'data') at++;
  const [type, name] = [parts[at], parts[at + 1]];
  if (typeof type !== 'string' || typeof name !== 'string') return null;
  return { modules, mode, type, name, key: keyAt(parts, at + 2) ?? null };
}

/** Undefined when no key stands there; `*` counts as no particular key. */
function keyAt(parts: readonly AddressPart[], at: number): InstanceKey | undefined {
  const part = parts[at];
  if (part === undefined || typeof part === 'string') return undefined;
  return part.key === '*' ? null : part.key;
}

/** The instance key that ends an address at `at`: null where the address ends there, undefined where something else stands. */
export function keyBehind(address: string, at: number): InstanceKey | undefined {
  if (at === address.length) return null;
  const end = address.length - 1;
  if (address[at] !== '[' || bracketEnd(address, at + 1) !== end) return undefined;
  const key = keyOf(address.slice(at + 1, end));
  return key === '*' ? null : key;
}

/** The module instances of a `module_address`. */
export function moduleSteps(moduleAddress: string): readonly AddressStep[] {
  const parsed = moduleAddress === '' ? null : parseAddress(`${moduleAddress}.x.x`);
  return parsed?.modules ?? [];
}

/** Without instance keys, as the configuration knows it: `module.a.module.b`; empty for the root. */
export function configurationModule(modules: readonly AddressStep[]): string {
  return modules.map((step) => `module.${step.name}`).join('.');
}

/** A resource address without instance keys: that of its block, wherever it is called. */
export function blockAddress(address: string): string {
  const parsed = parseAddress(address);
  if (parsed === null) return address;
  const module = configurationModule(parsed.modules);
  return `${module === '' ? '' : `${module}.`}${parsed.mode === 'data' ? 'data.' : ''}${parsed.type}.${parsed.name}`;
}

/** With instance keys, as entries of a plan say it: `module.a["x"].module.b[0]`; empty for the root. */
export function moduleAddress(steps: readonly AddressStep[]): string {
  let address = '';
  for (const { name, key } of steps) address += `${address === '' ? '' : '.'}module.${name}${keyText(key)}`;
  return address;
}

/** An instance key as Terraform writes it behind a name: `[0]`, `["k.1"]`; empty for a single instance. */
export function keyText(key: InstanceKey | '*'): string {
  if (key === null) return '';
  return typeof key === 'number' || key === '*' ? `[${key}]` : `["${quoted(key)}"]`;
}

const written: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '"': '\\"', '\\': '\\\\' };

function quoted(key: string): string {
  if (/^[\w.@:/-]*$/.test(key)) return key;
  // What Go does not count as printable is written as its number.
  return key.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]|["\\]/gu, (one) => written[one] ?? escaped(one.codePointAt(0) ?? 0)).replace(/([$%])\{/g, '$1$1{');
}

function escaped(code: number): string {
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
}
