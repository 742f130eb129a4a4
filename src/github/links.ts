import type { SourcePlace } from '#model/resource.ts';
import { fileUri } from '#reports/uri.ts';
import type { Run } from './event.ts';

/** Where GitHub shows a line as it was judged, whatever becomes of it; null for a place outside of the repository. */
export function permalinks({ server, repository, sha }: Run): (place: SourcePlace) => string | null {
  if (repository === null || sha === null) return () => null;
  return ({ file, line, endLine }) => {
    const path = fileUri(file);
    if (path.startsWith('file:') || /(?:^|\/)\.\.?(?:\/|$)/.test(path) || file === '-') return null;
    return `${server}/${repository}/blob/${sha}/${path}#L${line}${endLine === undefined || endLine <= line ? '' : `-L${endLine}`}`;
  };
}
