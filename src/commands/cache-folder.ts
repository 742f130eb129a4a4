import { join } from 'node:path';

/**
 * Where compiled policies are kept between runs: XDG_CACHE_HOME (https://specifications.freedesktop.org/basedir-spec), the caches
 * folder of macOS, LOCALAPPDATA on Windows. Null where the user has no home.
 */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform): string | null {
  const xdg = env['XDG_CACHE_HOME'];
  if (xdg !== undefined && xdg !== '') return join(xdg, 'landrail');
  if (platform === 'win32') return env['LOCALAPPDATA'] ? join(env['LOCALAPPDATA'], 'landrail', 'cache') : null;
  const home = env['HOME'];
  if (home === undefined || home === '') return null;
  return platform === 'darwin' ? join(home, 'Library', 'Caches', 'landrail') : join(home, '.cache', 'landrail');
}
