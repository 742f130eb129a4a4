import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { gunzipSync } from 'node:zlib';
import type { Problem } from '#model/problem.ts';
import type { Fault } from './fault.ts';
import { Lines } from './lines.ts';

/** A file that we refuse, and why. */
export interface Question {
  readonly path: string;
  readonly text: string;
  readonly fault: Pick<Fault, 'offset' | 'what'>;
}

/** What is wrong with a file; empty where HashiCorp's parser accepts it. */
export type Diagnose = (question: Question) => Promise<readonly Problem[]>;

/** hcl2json: HashiCorp's parser, written in Go. Slow to start and without positions in what it reads, so that it is asked about files only that we refuse, for its words. */
interface Converter {
  parse(file: string, text: string, done: (error: string | null, json?: string) => void): void;
}

/** What the package's `wasm_exec.js` leaves on the global object. */
interface GoProgram {
  readonly importObject: WebAssembly.Imports;
  exit: (code: number) => void;
  run(instance: WebAssembly.Instance): Promise<void>;
}
interface Globals {
  Go?: new () => GoProgram;
  fs?: object;
  __parse_terraform_config_wasm__?: Partial<Converter>;
}

const globals = globalThis as Globals;
/** Go's part of the program, which can be made only once. */
let program: (new () => GoProgram) | null = null;
let loading: Promise<Converter> | null = null;

/** Beyond that it takes tens of seconds, and what it finds in the end is one character. */
const patience = 2 ** 20;

export const diagnose: Diagnose = async (question) => {
  const { path, text } = question;
  if (text.length > patience) return [ownWords(question)];
  try {
    await convert(text);
    return [];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // Blocks of one type with and without labels have no form in JSON; Terraform says itself what it thinks of them.
    if (message.startsWith('convert to HCL')) return [];
    const problems = problemsOf(path, text, message);
    return problems.length > 0 ? problems : [ownWords(question)];
  }
};

/** The name of the file inside diagnostics: nothing that stands in one by accident. */
const name = '\u0001';

/** The file as JSON, as hcl2json writes it. Rejects with its diagnostics. */
export async function convert(text: string): Promise<string> {
  loading ??= load();
  const converter = await loading;
  return new Promise((resolve, reject) => {
    try {
      converter.parse(name, text, (error, json) => (error === null ? resolve(json ?? '') : reject(new Error(error))));
    } catch (error) {
      // A stack that ran over leaves the program in pieces.
      loading = null;
      reject(error);
    }
  });
}

const fromSource = import.meta.url.endsWith('.ts');

async function load(): Promise<Converter> {
  const file = fromSource ? '../../../../node_modules/@cdktn/hcl2json/main.wasm.gz' : 'hcl/hcl2json.wasm.gz';
  const packed = await readFile(fileURLToPath(new URL(file, import.meta.url)));
  // What it prints when it fails is not for our readers.
  globals.fs ??= { constants: { O_WRONLY: -1, O_RDWR: -1, O_CREAT: -1, O_TRUNC: -1, O_APPEND: -1, O_EXCL: -1, O_DIRECTORY: -1 }, writeSync: (_: number, bytes: Uint8Array) => bytes.length };
  await import('@cdktn/hcl2json/wasm/wasm_exec.js');
  program ??= globals.Go ?? null;
  if (program === null) throw new Error('wasm_exec.js has left no Go');
  const go = new program();
  go.exit = () => {};
  const root: Partial<Converter> = {};
  globals.__parse_terraform_config_wasm__ = root;
  const module = await compiled(gunzipSync(packed));
  void go.run(await WebAssembly.instantiate(module, go.importObject));
  delete globals.Go;
  delete globals.fs;
  if (root.parse === undefined) throw new Error('hcl2json did not start');
  return root as Converter;
}

/**
 * A program of seven megabytes, of which a file of configuration calls a twentieth, and that a few times: V8 looks at the rest of it, and
 * optimises what is called, for longer than all of it runs. Switches are those of the process, so that they are set back at once: a policy
 * that another thread compiles meanwhile is no more than slower.
 */
async function compiled(bytes: Uint8Array<ArrayBuffer>): Promise<WebAssembly.Module> {
  for (const flag of ['--wasm-lazy-validation', '--liftoff-only']) setFlagsFromString(flag);
  try {
    return await WebAssembly.compile(bytes);
  } finally {
    for (const flag of ['--no-wasm-lazy-validation', '--no-liftoff-only']) setFlagsFromString(flag);
  }
}

/** `file:line,column-column: Summary; Detail`, one behind the other with a blank between them, in brackets. */
const header = new RegExp(`${name}:(\\d+),(\\d+)-[\\d,]+: ([^;]*); `, 'g');
const place = new RegExp(`${name}:(\\d+),(\\d+)-[\\d,]+`, 'g');

const told = 5;

function problemsOf(path: string, text: string, message: string): readonly Problem[] {
  // What follows the first few is their consequence.
  const all = [...message.matchAll(header)];
  const headers = all.slice(0, told);
  const end = all[told]?.index ?? message.length;
  return headers.map((one, at): Problem => {
    const [whole, line = '1', column = '1', summary = ''] = one;
    const detail = message.slice(one.index + whole.length, headers[at + 1]?.index ?? end).replace(/\]?\s*$/, '').replace(place, 'line $1').replace(/\s*\n\s*/g, ' ');
    return { code: 'terraform-syntax', message: `${summary}: ${detail}`, where: `${path}:${line}:${unitsColumn(text, Number(line), Number(column))}`, hint };
  });
}

function ownWords({ path, text, fault }: Question): Problem {
  const { line, column } = new Lines(text).point(fault.offset);
  return { code: 'terraform-syntax', message: `Terraform does not accept what stands here: ${fault.what}`, where: `${path}:${line}:${column}`, hint };
}

const hint = 'correct it: nothing of this file was judged';

/** HCL counts what a reader sees as one character, we count UTF-16 units. */
function unitsColumn(text: string, line: number, column: number): number {
  const content = text.split('\n', line)[line - 1] ?? '';
  // oxlint-disable-next-line no-control-regex -- ASCII is what is looked for
  if (/^[\u0000-\u007f]*$/.test(content)) return column;
  let left = column - 1;
  for (const { index } of new Intl.Segmenter('en').segment(content)) if (left-- === 0) return index + 1;
  return content.length + 1;
}
