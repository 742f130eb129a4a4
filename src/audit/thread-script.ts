/** scan-worker of `dist/`, where this code runs from there; as it is written here it runs in tests, which name one if they want any. */
export function threadScript(): URL | null {
  return import.meta.url.endsWith('.ts') ? null : new URL('./scan-worker.js', import.meta.url);
}
