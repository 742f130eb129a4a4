// The scripts of dist/: landrail.js with what every run needs, readers.js with what readers of other inputs than plans have for
// themselves, worker.js with the evaluation threads, which share nothing with either. Each is one file in one scope, so that a run opens few files and calls nothing through a layer in between; a run over
// a plan does not open the second.
import { createHash } from 'node:crypto';
import { relative } from 'node:path';
import { build } from 'esbuild';

/** commander loads what starts programs, for subcommands that are programs of their own: we have none. */
const noPrograms = {
  name: 'no-programs',
  setup(bundler) {
    bundler.onResolve({ filter: /^node:child_process$/ }, ({ importer }) => (/[\\/]commander[\\/]/.test(importer) ? { path: 'no-programs', namespace: 'landrail' } : null));
    bundler.onLoad({ filter: /./, namespace: 'landrail' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** What is imported when it is needed to read other inputs than plans, by commands that do more than check, or by reports that are written for other programs, stands in readers.js. */
const isReader = ({ kind, path }) => kind === 'dynamic-import' && /^\.\/(?:(?:terraform\/(?:source|saved-plan|state)|cloudformation|aws|azure|gcp|oci|saved|sarif|ci|markdown|html)\/|(?:reader|action|drift|history|inventory|made|report|versions|explain|completion|init|ask)\.ts$)/.test(path);

/** @param options of esbuild. @returns the texts of the scripts, and the metafiles of all that is in them. */
export async function scripts(root, options) {
  const name = (path) => relative(root, path).replaceAll('\\', '/');
  const bundle = (entry, more, plugin) => build({
    ...options,
    write: false,
    stdin: { contents: entry, resolveDir: root, loader: 'js' },
    banner: { js: "(function (require, landrailUrl, landrailScript) { 'use strict'; const module = { exports: {} };" },
    footer: { js: 'return module.exports; })' },
    plugins: [noPrograms, plugin],
    ...more,
  });

  const readers = new Set();
  const elsewhere = {
    name: 'elsewhere',
    setup(bundler) {
      bundler.onResolve({ filter: /^\./ }, async (request) => {
        if (!isReader(request) || request.pluginData === 'resolving') return null;
        const { path } = await bundler.resolve(request.path, { kind: 'import-statement', resolveDir: request.resolveDir, importer: request.importer, pluginData: 'resolving' });
        readers.add(name(path));
        return { path: name(path), namespace: 'readers' };
      });
      bundler.onLoad({ filter: /./, namespace: 'readers' }, ({ path }) => ({ contents: `module.exports = landrailScript('readers').modules[${JSON.stringify(path)}]();` }));
    },
  };
  const program = "export const start = (...begun) => require('./src/cli.ts').start(...begun);\nexport const act = () => require('./src/cli.ts').act();\n";
  const { metafile } = await bundle(program, {}, elsewhere);
  const core = new Set(Object.keys(metafile.inputs));

  /** Modules of landrail.js that readers.js takes from there: a class or a cache must not be there twice. */
  const taken = new Set();
  const fromCore = {
    name: 'from-core',
    setup(bundler) {
      bundler.onResolve({ filter: /./ }, async (request) => {
        if (request.pluginData === 'resolving' || request.kind === 'entry-point') return null;
        const found = await bundler.resolve(request.path, { kind: request.kind, resolveDir: request.resolveDir, importer: request.importer, pluginData: 'resolving' });
        if (found.errors.length > 0 || found.external || found.namespace !== 'file' || !core.has(name(found.path))) return found;
        taken.add(name(found.path));
        return { path: name(found.path), namespace: 'core' };
      });
      bundler.onLoad({ filter: /./, namespace: 'core' }, async ({ path }) => {
        const module = `landrailScript('landrail').modules[${JSON.stringify(path)}]()`;
        if (!path.endsWith('.ts')) return { contents: `module.exports = ${module};` };
        // One variable for each name: through a module object every call of what the core has would be two calls of getters before.
        const names = await exportsOf(path);
        return { contents: `const core = ${module};\n${names.map((one) => `export const ${one} = core.${one};\n`).join('')}` };
      });
    },
  };
  const exportsOf = async (path) => {
    const { metafile: of } = await build({ absWorkingDir: root, entryPoints: [path], bundle: false, write: false, metafile: true, format: 'esm', outdir: root, logLevel: 'silent' });
    return Object.values(of.outputs)[0].exports;
  };
  const second = await bundle(table([...readers]), {}, fromCore);
  const first = await bundle(`${program}${table([...taken])}`, {}, elsewhere);
  const third = await bundle(starts('./src/rego/evaluate-worker.ts'), {}, elsewhere);
  return { texts: { landrail: sealed(first), readers: sealed(second), worker: sealed(third) }, metafiles: [first.metafile, second.metafile, third.metafile] };
}

/** What a script does when it is started: a module runs when it is loaded. */
function starts(path) {
  return `export const start = () => void import(${JSON.stringify(path)});\n`;
}

/** Modules by name, each loaded when it is asked for. */
function table(paths) {
  return `export const modules = {\n${paths.sort().map((path) => `  ${JSON.stringify(path)}: () => require(${JSON.stringify(`./${path}`)}),\n`).join('')}};\n`;
}

/** With a digest behind it, by which what V8 makes of it is known to be of it (see src/kept-code.ts). */
function sealed({ outputFiles: [{ text }] }) {
  const source = ascii(text);
  return `${source}//${createHash('sha256').update(source).digest('hex')}\n`;
}

/** What esbuild leaves as it is, in regular expressions, as escapes: scripts are read as one byte a character (see src/scripts.ts). */
function ascii(source) {
  if (/String\.raw`[^`]*[^\0-\x7f]/.test(source)) throw new Error('write an escape: String.raw holds more than ASCII');
  return source.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
