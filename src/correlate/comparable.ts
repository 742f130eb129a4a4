import type { DriftItem } from '#model/drift.ts';
import { byCodePoint } from '#model/json.ts';
import type { Known } from '#model/known.ts';
import type { Provider, Resource } from '#model/resource.ts';
import { valueOf } from './identity.ts';
import type { Beside } from './rule-book.ts';
import { rulesOf, type Rules } from './rule-sets.ts';

export type Change = DriftItem['changed'][number];

/** What of a resource two inputs have in common, whatever their words. Slim: there may be hundreds of thousands, and lists that have grown have room for more than is in them. */
export interface Comparable {
  readonly provider: Provider;
  readonly region: string | null;
  readonly image: string | null;
  /** Null where one of them is not known. */
  readonly shapes: readonly { readonly path: string; readonly name: string; readonly count: number | null }[] | null;
  /** The argument that holds tags; null where it takes none. */
  readonly tagsPath: string | null;
  /** Keys and values one after the other; null for a value that is not known. */
  readonly tags: readonly (string | null)[];
  /** There may be more of them. */
  readonly tagsOpen: boolean;
  /** Null for what lets nothing pass a network. */
  readonly rules: Rules | null;
}

export function comparableOf(resource: Resource): Comparable {
  const { provider, region, image, tags, tagsPath, taggable } = resource;
  return {
    provider,
    region: valueOf(region),
    image: imageIn(image),
    shapes: shapesIn(resource),
    tagsPath: taggable ? (tagsPath ?? 'tags') : null,
    tags: tags.entries.filter(({ key }) => !isOfCloud[provider].test(key)).flatMap(({ key, value }) => [key, valueOf(value)]).slice(),
    tagsOpen: tags.open !== null,
    rules: rulesOf(resource),
  };
}

/** Tags that the cloud and its services set by themselves. */
const isOfCloud: Readonly<Record<Provider, RegExp>> = { aws: /^aws:/i, azure: /^hidden-/i, gcp: /^goog-/, oci: /^(?:Oracle-Tags|Oracle-Recommended-Tags|orcl-cloud)\./ };

/** Ids alone: a family of images stands for a new one each month. */
function imageIn(image: Known<string>): string | null {
  const told = valueOf(image);
  return told !== null && /^(?:ami-[0-9a-f]+|ocid1\.image\..+)$/.test(told) ? told : null;
}

/** Of groups that scale by themselves the number of machines is nobody's change. */
const scaling: ReadonlySet<Resource['kind']> = new Set(['instance-group', 'k8s-nodepool', 'k8s-cluster', 'container', 'batch']);

function shapesIn({ shapes, kind }: Resource): Comparable['shapes'] {
  const told: { readonly path: string; readonly name: string; readonly count: number | null }[] = [];
  for (const { path, name, count, form } of shapes) {
    if (form !== 'name') continue;
    const known = valueOf(name);
    if (known === null) return null;
    told.push({ path, name: known, count: scaling.has(kind) ? null : valueOf(count) });
  }
  return told.slice();
}

/** What else is known of a set of rules. */
interface BesideIts extends Beside {
  /** The source of what has it does not write it. */
  readonly isUnwritten: boolean;
}

/** In what the live one is not what code declares, in the words of the code, sorted. What one of them does not tell is no difference. */
export function differences(declared: Comparable, live: Comparable, beside: (set: string) => BesideIts): readonly Change[] {
  return [...placeChanges(declared, live), ...shapeChanges(declared, live), ...tagChanges(declared, live), ...ruleChanges(declared, live, beside)].sort((a, b) => byCodePoint(a.path, b.path));
}

/** Rules that are in one of them alone. What one of them does not tell may be whatever only the other has. */
function* ruleChanges({ rules: declared }: Comparable, { rules: live }: Comparable, beside: (set: string) => BesideIts): Iterable<Change> {
  for (const { set, rules: there, isWhole } of live?.sets ?? []) {
    const written = declared?.sets.find((one) => one.set === set);
    if (there === null || written === undefined || written.rules === null) continue;
    const { isAny, has, untold, isUnwritten } = beside(set);
    if (untold) continue;
    // What a state has read beside rules of their own may be anybody's; where its source writes none, it is nobody's.
    const isMirror = isAny && isUnwritten;
    const [left, right] = [new Set(isMirror ? [] : written.rules), new Set(there)];
    const shown = (rule: string): string => ([declared, live].some((side) => side?.secrets.some((secret) => secret !== '' && rule.includes(secret))) ? 'a rule with a sensitive value' : rule);
    if (written.isWhole || isMirror) for (const rule of there) if (!left.has(rule) && !has(rule)) yield { path: written.path, declared: null, live: shown(rule), member: true };
    // Where rules are resources of their own, each tells for itself whether it is there.
    if (!isAny && isWhole) for (const rule of written.rules) if (!right.has(rule)) yield { path: written.path, declared: shown(rule), live: null, member: true };
  }
}

function* placeChanges(declared: Comparable, live: Comparable): Iterable<Change> {
  if (declared.region !== null && live.region !== null && declared.region !== live.region && declared.region !== 'global' && live.region !== 'global') yield { path: 'region', declared: declared.region, live: live.region };
  if (declared.image !== null && live.image !== null && declared.image !== live.image) yield { path: 'image', declared: declared.image, live: live.image };
}

function* shapeChanges({ shapes: declared }: Comparable, { shapes: live }: Comparable): Iterable<Change> {
  // The machines of a group are told by its template on one side and by itself on the other.
  if (declared === null || live === null || declared.length !== live.length) return;
  const [left, right] = [sorted(declared), sorted(live)];
  for (const [index, one] of left.entries()) {
    const other = right[index];
    if (other === undefined) return;
    if (one.name.toLowerCase() !== other.name.toLowerCase()) yield { path: one.path, declared: one.name, live: other.name };
    else if (one.count !== null && other.count !== null && one.count !== other.count) yield { path: `${one.path} (machines)`, declared: String(one.count), live: String(other.count) };
  }
}

type Told = NonNullable<Comparable['shapes']>;

function sorted(shapes: Told): Told {
  return shapes.length < 2 ? shapes : [...shapes].sort((a, b) => byCodePoint(a.name, b.name));
}

function* tagChanges(declared: Comparable, live: Comparable): Iterable<Change> {
  if (declared.tagsPath === null || live.tagsPath === null) return;
  const there = new Map<string, string | null>();
  for (let at = 0; at < live.tags.length; at += 2) there.set(live.tags[at] as string, live.tags[at + 1] ?? null);
  const written = new Set<string>();
  for (let at = 0; at < declared.tags.length; at += 2) {
    const [key, value] = [declared.tags[at] as string, declared.tags[at + 1] ?? null];
    written.add(key);
    const found = there.get(key);
    if (found === undefined ? !live.tagsOpen : value !== null && found !== null && found !== value) yield { path: `${declared.tagsPath}.${key}`, declared: value, live: found ?? null };
  }
  if (declared.tagsOpen) return;
  for (const [key, value] of there) if (!written.has(key)) yield { path: `${declared.tagsPath}.${key}`, declared: null, live: value };
}
