import { plain } from '#inputs/cloudformation/document/node.ts';
import { readDocument } from '#inputs/cloudformation/document/read.ts';
import { ProblemError } from '#model/problem.ts';

/** What a text is read as; a refusal as `code where: message`. */
export function read(text: string, path = 't.yaml'): unknown {
  return refusal(() => {
    const { root } = readDocument(text, path);
    return root === null ? null : plain(root);
  });
}

export function refusal(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map(({ code, where, message }) => `${code} ${where}: ${message}`)[0];
  }
}
