/** A path as a URI reference: relative ones stay relative, `/` between parts, all else that is not plain percent-encoded. */
export function fileUri(path: string): string {
  const drive = /^([A-Za-z]):[\\/]/.exec(path)?.[1];
  const slashed = drive === undefined ? path : path.replaceAll('\\', '/');
  if (drive !== undefined) return `file:///${drive}:${encoded(slashed.slice(2))}`;
  if (slashed.startsWith('/')) return `file://${encoded(slashed)}`;
  return encoded(path === '-' ? 'stdin' : slashed.replace(/^(?:\.\/+)+(?=.)/, ''));
}

function encoded(path: string): string {
  return path.toWellFormed().split('/').map((part) => encodeURIComponent(part).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)).join('/');
}
