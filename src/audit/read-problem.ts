import type { Problem } from '#model/problem.ts';

/** Of a file that the system does not give. */
export function readProblem(error: NodeJS.ErrnoException, path: string): Problem {
  const why = { ENOENT: 'is not there', EACCES: 'may not be read', EPERM: 'may not be read', EISDIR: 'is a folder' }[error.code ?? ''] ?? `cannot be read: ${error.message}`;
  return { code: 'audit-unreadable', message: `${path} ${why}`, where: path, hint: 'name what is there, with rights to read it' };
}
