import type { JsonObject, JsonValue } from '#model/json.ts';

interface Node {
  text: string | null;
  /** `#` of a list or set, `%` of a map. */
  size: '#' | '%' | null;
  readonly members: Map<string, Node>;
}

/**
 * `attributes_flat` of providers that were last used with Terraform 0.11: `tags.%`, `tags.Name`, `ingress.#`, `ingress.2214680975.from_port`.
 * All values are texts; whether `80` was a number nobody can tell without the provider's schema, and nothing here depends on it. Elements
 * of sets go by hashes and come in the order of the file.
 */
export function unflattened(flat: JsonObject): JsonObject {
  const root: Node = { text: null, size: null, members: new Map() };
  for (const key of Object.keys(flat)) {
    const value = flat[key];
    if (value !== null && value !== undefined) put(root, key, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return members(root);
}

function put(root: Node, key: string, text: string): void {
  let node = root;
  let rest = key;
  while (rest !== '') {
    // Keys of maps may have dots in them. `tags.%` comes before `tags.Name`: Terraform sorts the keys.
    const end = node.size === '%' ? -1 : rest.indexOf('.');
    const name = end < 0 ? rest : rest.slice(0, end);
    rest = end < 0 ? '' : rest.slice(end + 1);
    if (rest === '' && (name === '#' || name === '%')) {
      node.size = name;
      return;
    }
    let next = node.members.get(name);
    if (next === undefined) node.members.set(name, (next = { text: null, size: null, members: new Map() }));
    node = next;
  }
  node.text = text;
}

function members(node: Node): JsonObject {
  return Object.fromEntries([...node.members].map(([name, inner]) => [name, valueOf(inner)]));
}

function valueOf(node: Node): JsonValue {
  if (node.size === '#') return [...node.members.values()].map(valueOf);
  if (node.size === '%' || node.members.size > 0) return members(node);
  return node.text;
}
