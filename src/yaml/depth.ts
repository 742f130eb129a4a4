import type { CST } from 'yaml';

/**
 * Offset of the first token that is nested deeper than so many levels, else null. What makes nodes of tokens works by recursion, and a
 * stack that is nearly full ends the whole process inside V8's regular expressions, where nothing can catch it.
 */
export function tooDeepAt(tokens: readonly CST.Token[], most: number): number | null {
  const stack: { readonly token: CST.Token; readonly depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { token, depth } = next;
    if (depth > most) return token.offset;
    if (token.type === 'document' && token.value) stack.push({ token: token.value, depth });
    if (!('items' in token)) continue;
    for (const item of token.items) {
      if (item.key) stack.push({ token: item.key, depth: depth + 1 });
      if (item.value) stack.push({ token: item.value, depth: depth + 1 });
    }
  }
  return null;
}
