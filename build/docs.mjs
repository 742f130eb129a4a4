// npm run docs: makes the pages of docs/ that say what METADATA and schemas say, and the picture of the README from a run, in place. Tests compare them with what they would be now.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const outdir = join(root, 'node_modules', '.cache', 'landrail');
await build({ absWorkingDir: root, entryPoints: { compared: 'build/docs/compared.ts', pages: 'build/docs/pages.ts', picture: 'build/picture/picture.ts' }, outdir, outExtension: { '.js': '.mjs' }, bundle: true, platform: 'node', target: 'node20', format: 'esm', logLevel: 'warning', banner: { js: "import { createRequire as landrailRequire } from 'node:module'; const require = landrailRequire(import.meta.url);" } });
// Where code that is bundled looks for the facts of the catalogue.
cpSync(join(root, 'dist', 'catalog'), join(outdir, 'catalog'), { recursive: true });
const made = (name) => import(`${pathToFileURL(join(outdir, `${name}.mjs`)).href}?${Date.now()}`);
const { pages } = await made('pages');
const { withCompared } = await made('compared');
const { pictures } = await made('picture');

for (const folder of ['guardrails', 'detections']) rmSync(join(root, 'docs', folder), { recursive: true, force: true });
for (const [path, text] of pages(root)) {
  mkdirSync(dirname(join(root, 'docs', path)), { recursive: true });
  writeFileSync(join(root, 'docs', path), text);
}
const drift = join(root, 'docs', 'drift.md');
writeFileSync(drift, withCompared(readFileSync(drift, 'utf8')));
for (const [path, text] of await pictures(root)) writeFileSync(join(root, 'docs', path), text);
console.log(`docs/: ${readdirSync(join(root, 'docs'), { recursive: true }).filter((one) => one.endsWith('.md')).length} pages`);
