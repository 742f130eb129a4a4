import { ProblemError, type Problem } from '#model/problem.ts';
import { body } from './body.ts';
import { Fault } from './fault.ts';
import { Lines } from './lines.ts';
import { Scanner } from './scanner.ts';
import type { File } from './syntax.ts';

/** Ten times the largest generated file that we know of. */
const largest = 32 * 2 ** 20;

/** What is wrong with a file is being asked. */
export interface Asked {
  readonly problems: Promise<readonly Problem[]>;
}

/**
 * One file of HCL (`*.tf`, `*.tfvars`). What we refuse is shown to HashiCorp's own parser, whose diagnostics people know: only then is
 * it loaded. Throws ProblemError for a file that is too large.
 * @param path as problems name it
 */
export function readHcl(path: string, text: string): File | Asked {
  if (text.length > largest) throw new ProblemError({ code: 'terraform-too-large', message: `${path} has ${Math.round(text.length / 2 ** 20)} Mi characters; landrail reads up to ${largest / 2 ** 20} Mi in one file of Terraform`, where: path, hint: 'split the file' });
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  try {
    return fileOf(path, source);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const problems = ask(path, source, error);
    // Whoever asked waits for it later.
    problems.catch(() => undefined);
    return { problems };
  }
}

/** The same, told at once. Throws ProblemError. */
export async function parseHcl(path: string, text: string): Promise<File> {
  const read = readHcl(path, text);
  if (!('problems' in read)) return read;
  throw new ProblemError(await read.problems);
}

async function ask(path: string, text: string, fault: Fault): Promise<readonly Problem[]> {
  const { diagnosis } = await import('./diagnosis.ts');
  const problems = await diagnosis({ path, text, fault: { offset: fault.offset, what: fault.what } });
  return problems.length > 0 ? problems : [notRead(path, text, fault)];
}

function fileOf(path: string, source: string): File {
  const scan = new Scanner(path, source, new Lines(source));
  scan.next();
  return { path, body: body(scan, 'end'), comments: scan.comments };
}

/** HashiCorp's parser accepts it: the fault is ours. */
function notRead(path: string, source: string, { offset, what }: Fault): Problem {
  const { line, column } = new Lines(source).point(offset);
  return {
    code: 'terraform-not-read',
    message: `landrail cannot read what stands here (${what}), although it is valid`,
    where: `${path}:${line}:${column}`,
    hint: 'write it in another way, or check the plan of this configuration',
  };
}
