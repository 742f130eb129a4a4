/** What plans say, read without any of landrail's code. */

type Walk = (node: Readonly<Record<string, unknown>>) => void;

function everyObject(node: unknown, visit: Walk): void {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) visit(node as Readonly<Record<string, unknown>>);
  for (const inner of Object.values(node)) everyObject(inner, visit);
}

/** Every string under a key `address`, whatever holds it. */
export function addressesOf(document: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  everyObject(document, ({ address }) => {
    if (typeof address === 'string') found.add(address);
  });
  return found;
}

/** Sensitive scalars that stand nowhere else in the plan, and are more than a letter or two. */
export function secretsOf(document: unknown): readonly string[] {
  const secrets = new Set<string>();
  everyObject(document, (node) => {
    masked(node['after'], node['after_sensitive'], secrets);
    masked(node['before'], node['before_sensitive'], secrets);
    masked(node['values'], node['sensitive_values'], secrets);
    if (node['sensitive'] === true) masked(node['value'], true, secrets);
  });
  return [...secrets].filter((secret) => secret.length >= 3 && secret !== 'true' && secret !== 'false');
}

function masked(value: unknown, mask: unknown, into: Set<string>): void {
  if (value === null || value === undefined) return;
  if (typeof value !== 'object') {
    if (mask === true) into.add(String(value));
    return;
  }
  for (const [key, inner] of Object.entries(value)) masked(inner, mask === true ? true : (mask as Readonly<Record<string, unknown>> | null | undefined)?.[key], into);
}
