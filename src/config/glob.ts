/** What is wrong with a text, in one clause, and how to mend it. */
export interface Fault {
  readonly message: string;
  readonly hint: string;
}

const help = '* is any text, ? one character, [abc] or [a-z] one of these, {a,b} either; \\ before a character takes it as it is';

const fault = (message: string): Fault => ({ message, hint: help });

/**
 * Syntax of the globs of guardrail settings: those of Rego's `glob.match`
 * (https://www.openpolicyagent.org/docs/policy-reference/builtins/glob), which gives no answer at all for a broken one.
 */
export function globFault(glob: string): Fault | null {
  if (glob === '') return { message: 'is empty', hint: 'remove it, or write "*" for everything' };
  if (glob !== glob.trim()) return { message: 'starts or ends with a space', hint: 'remove the space' };
  let alternatives = 0;
  for (let i = 0; i < glob.length; i += 1) {
    const c = glob[i];
    if (c === '\\') {
      i += 1;
      if (i >= glob.length) return fault('ends with a \\ that stands for nothing');
    } else if (c === '[') {
      const end = classEnd(glob, i);
      if (typeof end !== 'number') return fault(end.fault);
      i = end;
    } else if (c === ']') {
      return fault('has a ] that closes nothing');
    } else if (c === '{') {
      alternatives += 1;
    } else if (c === '}') {
      alternatives -= 1;
      if (alternatives < 0) return fault('has a } that closes nothing');
    }
  }
  return alternatives > 0 ? fault('has a { that is never closed') : null;
}

/** A pattern for addresses, where brackets stand for themselves (`aws_instance.web[0]`), as a glob for `glob.match`. */
export function addressGlob(pattern: string): string {
  return pattern.replace(/[\\[\]{}]/g, '\\$&');
}

/** Index of the `]` that closes the class opened at `start`. */
function classEnd(glob: string, start: number): number | { readonly fault: string } {
  let end = start + 1;
  while (end < glob.length && glob[end] !== ']') end += glob[end] === '\\' ? 2 : 1;
  if (end >= glob.length) return { fault: 'has a [ that is never closed' };
  let body = glob.slice(start + 1, end);
  if (body.startsWith('!') || body.startsWith('^')) body = body.slice(1);
  if (body === '') return { fault: 'has an empty [ ]' };
  const range = /^(.)-(.)$/su.exec(body);
  if (range && (range[1] as string) > (range[2] as string)) return { fault: `has the range [${body}], which runs backwards` };
  if (!range && body.includes('-')) return { fault: `has [${body}], which mixes a range with other characters` };
  return end;
}
