/** Full resource names of Google Cloud: `//compute.googleapis.com/projects/P/zones/Z/instances/N` (https://cloud.google.com/asset-inventory/docs/asset-names). */

/** What stands behind a collection in a name: `P` behind `projects`; null where it is not there. */
export function behind(name: string, collection: string): string | null {
  const marker = `/${collection}/`;
  const at = name.indexOf(marker);
  if (at < 0) return null;
  const start = at + marker.length;
  const end = name.indexOf('/', start);
  const found = end < 0 ? name.slice(start) : name.slice(start, end);
  return found === '' ? null : found;
}

/** The project, folder, organization or billing account in which a name is: `projects/P`; null where it has none. */
export function scopeIn(name: string): string | null {
  for (const collection of collections) {
    const found = behind(name, collection);
    if (found !== null) return `${collection}/${found}`;
  }
  return null;
}

const collections = ['projects', 'folders', 'organizations', 'billingAccounts'];

export function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** `projects/…` of a URL or a full name; null for what is in no project. */
export function fromProject(url: string): string | null {
  const at = url.indexOf('projects/');
  return at < 0 || (at > 0 && url[at - 1] !== '/') ? null : url.slice(at);
}

/** The same name with another project in it. */
export function inProject(relative: string, project: string): string {
  return relative.replace(/^projects\/[^/]+/, `projects/${project}`);
}

export function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}
