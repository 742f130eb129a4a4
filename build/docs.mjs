// npm run docs: makes the pages of docs/ that say what METADATA and schemas say, in place. A test compares them with what they would be now.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const outfile = join(root, 'node_modules', '.cache', 'landrail', 'pages.mjs');
await build({ absWorkingDir: root, entryPoints: ['build/docs/pages.ts'], outfile, bundle: true, platform: 'node', target: 'node20', format: 'esm', logLevel: 'warning', banner: { js: "import { createRequire as landrailRequire } from 'node:module'; const require = landrailRequire(import.meta.url);" } });
const { pages } = await import(`${pathToFileURL(outfile).href}?${Date.now()}`);

for (const folder of ['guardrails', 'detections']) rmSync(join(root, 'docs', folder), { recursive: true, force: true });
for (const [path, text] of pages(root)) {
  mkdirSync(dirname(join(root, 'docs', path)), { recursive: true });
  writeFileSync(join(root, 'docs', path), text);
}
console.log(`docs/: ${readdirSync(join(root, 'docs'), { recursive: true }).filter((one) => one.endsWith('.md')).length} pages`);
