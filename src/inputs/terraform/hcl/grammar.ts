import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Language, Parser, type Tree } from 'web-tree-sitter';

/** tree-sitter with the grammar of Terraform's HCL. Trees live in the memory of its WASM module: delete them. */
export interface Grammar {
  parse(text: string): Tree;
}

const fromSource = import.meta.url.endsWith('.ts');
const files = {
  runtime: { source: 'web-tree-sitter/web-tree-sitter.wasm', dist: 'hcl/tree-sitter.wasm' },
  terraform: { source: '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm', dist: 'hcl/terraform.wasm' },
};

let loading: Promise<Grammar> | null = null;

/** Read from disk when the first file of HCL is met. */
export function grammar(): Promise<Grammar> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Grammar> {
  const [runtime, terraform] = await Promise.all([readWasm(files.runtime), readWasm(files.terraform)]);
  await Parser.init({ wasmBinary: runtime });
  const parser = new Parser();
  parser.setLanguage(await Language.load(terraform));
  return {
    parse(text) {
      const tree = parser.parse(text);
      if (tree === null) throw new Error('tree-sitter made no tree');
      return tree;
    },
  };
}

async function readWasm(file: { readonly source: string; readonly dist: string }): Promise<Uint8Array> {
  const place = fromSource ? new URL(`../../../../node_modules/${file.source}`, import.meta.url) : new URL(file.dist, import.meta.url);
  return readFile(fileURLToPath(place));
}
