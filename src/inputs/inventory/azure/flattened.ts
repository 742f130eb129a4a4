import type { TypeFacts } from '#catalog/facts.ts';
import { isArray, isObject, type JsonObject, type JsonValue } from '#model/json.ts';

/** What stands beside `properties` in an object of Azure Resource Manager (https://learn.microsoft.com/azure/azure-resource-manager/templates/resource-declaration), and what the command line adds there. */
const beside = new Set([
  'id', 'name', 'type', 'location', 'tags', 'sku', 'kind', 'identity', 'zones', 'plan', 'managedBy', 'managedByExtended', 'etag', 'resourceGroup', 'extendedLocation', 'systemData', 'subscriptionId', 'tenantId', 'apiVersion',
]);

/** What lists of resources of every type add to it: they have no properties. */
const ofEveryType = new Set([...beside, 'createdTime', 'changedTime', 'provisioningState', 'properties']);

/** Whether a row has none of its type's own properties. */
export function isBare(item: JsonObject): boolean {
  return Object.keys(item).every((key) => ofEveryType.has(key)) && !isObject(item['properties']);
}

/** `az … list` lifts properties to the top; here they are put back where Azure Resource Manager has them. */
export function unflattened(item: JsonObject, facts: TypeFacts | null): JsonObject {
  const paths = facts === null ? [] : [...facts.shapes, ...facts.relations, ...facts.nestedTags].map(({ path }) => path).concat(facts.image, facts.tags?.path ?? []);
  const top: [string, JsonValue][] = [];
  const properties: [string, JsonValue][] = [];
  for (const [key, value] of Object.entries(item)) (beside.has(key) && !paths.some((path) => `${path}.`.startsWith(`properties.${key}.`)) ? top : properties).push([key, value]);
  const whole: JsonObject = { ...Object.fromEntries(top), properties: Object.fromEntries(properties) };
  return paths.reduce<JsonObject>((object, path) => withParts(object, path) as JsonObject, whole);
}

const inList = '[].properties.';

/** Elements of lists that have properties of their own: subnets of a network, containers of a group. */
function withParts(value: JsonValue, path: string): JsonValue {
  const at = path.indexOf(inList);
  if (at < 0) return value;
  return changed(value, path.slice(0, at).split('.'), (list) => (isArray(list) ? list.map((one) => withParts(parted(one), path.slice(at + '[].'.length))) : list));
}

function parted(element: JsonValue): JsonValue {
  if (!isObject(element) || isObject(element['properties'])) return element;
  const entries = Object.entries(element);
  return { ...Object.fromEntries(entries.filter(([key]) => beside.has(key))), properties: Object.fromEntries(entries.filter(([key]) => !beside.has(key))) };
}

function changed(value: JsonValue, [key, ...more]: readonly string[], change: (value: JsonValue) => JsonValue): JsonValue {
  if (key === undefined) return change(value);
  const inner = isObject(value) ? value[key] : undefined;
  return isObject(value) && inner !== undefined ? { ...value, [key]: changed(inner, more, change) } : value;
}
