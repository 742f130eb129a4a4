import { ProblemError, type Problem } from '#model/problem.ts';
import { body } from './body.ts';
import { grammar, type Grammar } from './grammar.ts';
import { Lines } from './lines.ts';
import { readTree, type Read } from './read.ts';
import type { File } from './syntax.ts';
import type { Doubt, Walk } from './walk.ts';

/** Ten times the largest generated file that we know of. */
const largest = 32 * 2 ** 20;

/**
 * One file of HCL (`*.tf`, `*.tfvars`). tree-sitter accepts some of what Terraform refuses, and now and then the other way round: where
 * anything is doubtful, HashiCorp's own parser decides. Throws ProblemError with its diagnostics.
 * @param path as problems name it
 */
export async function parseHcl(path: string, text: string): Promise<File> {
  if (text.length > largest) throw new ProblemError({ code: 'terraform-too-large', message: `${path} has ${Math.round(text.length / 2 ** 20)} Mi characters; landrail reads up to ${largest / 2 ** 20} Mi in one file of Terraform`, where: path, hint: 'split the file' });
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const hcl = await grammar();
  const read = fileOf(hcl, path, source, false);
  if (read.doubt === null && read.built !== null) return read.built;
  const doubt = read.doubt ?? nowhere;
  const { diagnose } = await import('./diagnose.ts');
  const problems = await diagnose(path, source, doubt);
  if (problems.length > 0) throw new ProblemError(problems);
  if (!doubt.misread && read.built !== null) return read.built;
  const again = fileOf(hcl, path, source, true);
  if (again.built !== null && again.doubt?.misread !== true) return again.built;
  throw new ProblemError(notRead(path, source, again.doubt ?? nowhere));
}

const nowhere: Doubt = { offset: 0, what: 'no argument, block or expression', misread: true };

function fileOf(hcl: Grammar, path: string, source: string, plain: boolean): Read<File> {
  const content = (walk: Walk): File => {
    if (walk.kind !== 'body') walk.suspect(walk.start, nowhere.what, true);
    return { path, body: walk.kind === 'body' ? body(walk, -1) : { attributes: [], blocks: [] }, comments: walk.comments };
  };
  return readTree(hcl, path, source, new Lines(source), plain, content, (walk) => ({ path, body: { attributes: [], blocks: [] }, comments: walk.comments }));
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
