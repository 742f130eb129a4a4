import { ProblemError, type Problem } from '#model/problem.ts';
import { body } from './body.ts';
import { grammar, type Grammar } from './grammar.ts';
import { Lines } from './lines.ts';
import type { Body, File } from './syntax.ts';
import { Walk, type Doubt } from './walk.ts';

/** Ten times the largest generated file that we know of. */
const largest = 32 * 2 ** 20;

/**
 * One file of HCL (`*.tf`, `*.tfvars`). tree-sitter accepts some of what Terraform refuses, and now and then the other way round: where
 * anything is doubtful, HashiCorp's own grammar decides. Throws ProblemError with its diagnostics.
 * @param path as problems name it
 */
export async function parseHcl(path: string, text: string): Promise<File> {
  if (text.length > largest) throw new ProblemError({ code: 'terraform-too-large', message: `${path} has ${Math.round(text.length / 2 ** 20)} Mi characters; landrail reads up to ${largest / 2 ** 20} Mi in one file of Terraform`, where: path, hint: 'split the file' });
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const hcl = await grammar();
  const read = attempt(hcl, path, source, masked(source));
  if (read.doubt === null) return read.file;
  const { diagnose } = await import('./diagnose.ts');
  const problems = await diagnose(path, source, read.doubt);
  if (problems.length > 0) throw new ProblemError(problems);
  if (!read.doubt.misread) return read.file;
  const again = attempt(hcl, path, source, plainer(masked(source)));
  if (again.doubt?.misread !== true) return again.file;
  throw new ProblemError(notRead(path, source, again.doubt));
}

interface Attempt {
  readonly file: File;
  readonly doubt: Doubt | null;
}

const empty: Body = { attributes: [], blocks: [] };

/** `shown` is what tree-sitter sees: the same length, the same structure. */
function attempt(hcl: Grammar, path: string, source: string, shown: string): Attempt {
  const tree = hcl.parse(shown);
  try {
    const root = tree.rootNode;
    const unread = (offset: number): Attempt => ({ file: { path, body: empty, comments: [] }, doubt: { offset, what: 'no argument, block or expression', misread: true } });
    if (root.hasError) return unread(root.descendantsOfType('ERROR')[0]?.startIndex ?? 0);
    const cursor = tree.walk();
    const walk = new Walk(path, source, new Lines(source), cursor);
    try {
      if (/[^\n\r\t -~\u00a1-\u167f\u1681-\u1fff\u2010-\u2027\u202a-\u202e\u2030-\u205e\u2060-\u2fff\u3001-\ufefe\uff00-\uffff]|\r(?!\n)/.test(source)) walk.suspect(0, 'white space that HCL does not know');
      let content = empty;
      if (walk.enter()) {
        if (walk.kind === 'body') content = body(walk, -1);
        else return unread(walk.start);
      }
      return { file: { path, body: content, comments: walk.comments }, doubt: walk.doubt };
    } finally {
      cursor.delete();
    }
  } finally {
    tree.delete();
  }
}

/** `$${` and `%%{` are text, also behind further signs; tree-sitter sees a sequence in `$$${`. */
function masked(text: string): string {
  return text.includes('$${') || text.includes('%%{') ? text.replace(/\$\$+\{|%%+\{/g, (whole) => '_'.repeat(whole.length)) : text;
}

/** What is valid and rare and unknown to tree-sitter, in other words: `1e6`, `[ * ]`, `. *`. */
function plainer(text: string): string {
  return text
    .replace(/(?<![\w.])\d+(?:\.\d+)?[eE][-+]?\d+/g, (whole) => '0'.repeat(whole.length))
    .replace(/\[\s*\*\s*\]/g, (whole) => '[*]'.padStart(whole.length))
    .replace(/\.[ \t]+\*/g, (whole) => '.*'.padStart(whole.length));
}

function notRead(path: string, source: string, doubt: Doubt): Problem {
  const { line, column } = new Lines(source).point(doubt.offset);
  return {
    code: 'terraform-not-read',
    message: `landrail cannot read what stands here (${doubt.what}), although it is valid`,
    where: `${path}:${line}:${column}`,
    hint: 'write it in another way, or check the plan of this configuration',
  };
}
