import { isUtf8 } from 'node:buffer';
import { ProblemError } from '#model/problem.ts';

/** The text of a policy or data file, without a byte order mark. @throws ProblemError where it is not UTF-8. */
export function decodeText(bytes: Uint8Array, where: string): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) throw notText('it is UTF-16', where);
  if (!isUtf8(bytes)) throw notText('it is not UTF-8', where);
  if (bytes.includes(0)) throw notText('it has NUL bytes, so it is no text', where);
  return new TextDecoder().decode(bytes);
}

function notText(why: string, where: string): ProblemError {
  return new ProblemError({ code: 'policy-encoding', message: `${where} cannot be read: ${why}`, where, hint: 'save the file as UTF-8' });
}
