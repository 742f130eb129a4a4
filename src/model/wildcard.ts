/**
 * Whether `pattern` stands for `text` as a whole. `*` is any run of characters, dots, slashes and brackets included; `?` is one
 * character (a UTF-16 code unit); everything else stands for itself, so that addresses such as `aws_instance.a[0]` need no escapes.
 * Time is at most pattern x text, without backtracking beyond the last `*`.
 */
export function wildcardMatches(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    if (p < pattern.length && pattern[p] === '*') {
      star = p;
      p += 1;
      resume = t;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      p = star + 1;
      resume += 1;
      t = resume;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') p += 1;
  return p === pattern.length;
}
