import { isObject, member } from '#model/json.ts';
import type { Provider } from '#model/resource.ts';
import { table, text, texts } from './data.ts';

/** A region name as landrail compares it. Azure writes `Korea Central` and `koreacentral`, OCI `PHX` and `us-phoenix-1`, GCP `EU` and `eu`. */
export function normaliseRegion(provider: Provider, written: string): string {
  const lower = written.trim().toLowerCase();
  if (provider === 'azure') return lower.replaceAll(/[\s()]/g, '');
  if (provider === 'gcp') return googleLocation(lower.slice(lower.lastIndexOf('/') + 1));
  return provider === 'oci' ? (regionOfKey(lower) ?? lower) : lower;
}

/**
 * Spanner writes `regional-europe-west3` (https://cloud.google.com/spanner/docs/instance-configurations); App Engine and Firestore call
 * two old regions by shorter names (https://cloud.google.com/appengine/docs/standard/locations).
 */
function googleLocation(name: string): string {
  if (name === 'us-central' || name === 'europe-west') return `${name}1`;
  return name.replace(/^regional-/, '');
}

/** The region of a zone; null when the text is no zone. AWS local zones (`us-west-2-lax-1a`) and wavelength zones (`us-east-1-wl1-bos-wlz-1`) belong to their parent region. */
export function regionOfZone(provider: Provider, zone: string): string | null {
  const lower = zone.trim().toLowerCase();
  if (provider === 'aws') return /^((?:[a-z]{2,4}(?:-gov|-iso[a-z]?)?)-[a-z]+-\d+)(?:[a-z]|-[a-z]{3}-\d+[a-z]|-wl\d-.*)$/.exec(lower)?.[1] ?? null;
  if (provider === 'gcp') return /^([a-z]+-[a-z]+\d+)-[a-z]$/.exec(lower.slice(lower.lastIndexOf('/') + 1))?.[1] ?? null;
  if (provider === 'oci') return regionOfAvailabilityDomain(lower);
  return null;
}

/** `NQNU:US-ASHBURN-AD-1` -> us-ashburn-1, `x:PHX-AD-1` -> us-phoenix-1, `Uocm:EU-FRANKFURT-1-AD-2` -> eu-frankfurt-1. */
function regionOfAvailabilityDomain(lower: string): string | null {
  const name = /(?:^|:)([a-z0-9-]+)-ad-\d+$/.exec(lower)?.[1];
  if (name === undefined) return null;
  const byKey = regionOfKey(name);
  if (byKey !== null) return byKey;
  if (/-\d+$/.test(name)) return name;
  // Old regions have availability domains without the region's number.
  return ociRegions().find((region) => region.replace(/-\d+$/, '') === name) ?? null;
}

/** The region in an ARN; null for a global service or a text that is no ARN. */
export function regionOfArn(arn: string): string | null {
  const region = partOfArn(arn, 3);
  return region === '' ? null : region;
}

/** The account in an ARN, twelve digits; null where the ARN has none. */
export function accountOfArn(arn: string): string | null {
  const account = partOfArn(arn, 4);
  return account !== null && /^\d{12}$/.test(account) ? account : null;
}

/** `arn:partition:service:region:account:resource`; null for what has fewer parts. */
function partOfArn(arn: string, part: 3 | 4): string | null {
  if (!arn.startsWith('arn:')) return null;
  let start = 0;
  let found: string | null = null;
  for (let index = 0; index < 5; index++) {
    const end = arn.indexOf(':', start);
    if (end < 0) return null;
    if (index === part) found = arn.slice(start, end);
    start = end + 1;
  }
  return found;
}

/** The region in an OCID (`ocid1.instance.oc1.iad.…`); null for global things, whose OCID has none. */
export function regionOfOcid(ocid: string): string | null {
  const parts = ocid.split('.');
  if (parts[0] !== 'ocid1' || parts.length < 5) return null;
  const written = parts[3] ?? '';
  if (written === '') return null;
  return regionOfKey(written) ?? (/^[a-z]+-[a-z]+-\d+$/.test(written) ? written : null);
}

/** A GCP location that spans regions: `eu`, `us`, `nam4`. */
export function isMultiRegion(provider: Provider, region: string): boolean {
  return provider === 'gcp' && texts(table('regions')['gcp-multi']).includes(region);
}

/** Null where the catalogue holds no list (Azure): then nothing can be said. */
export function isRegion(provider: Provider, region: string): boolean | null {
  return provider === 'azure' ? null : regionsOf(provider).includes(region) || isMultiRegion(provider, region);
}

/** Those that the catalogue lists. */
export function regionsOf(provider: Exclude<Provider, 'azure'>): readonly string[] {
  return provider === 'oci' ? ociRegions() : texts(table('regions')[provider]);
}

function regionOfKey(key: string): string | null {
  return text(member(table('regions')['oci'], key.toLowerCase()));
}

function ociRegions(): readonly string[] {
  const keys = table('regions')['oci'];
  return isObject(keys) ? Object.values(keys).filter((one) => typeof one === 'string') : [];
}
