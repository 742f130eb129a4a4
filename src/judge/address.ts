/**
 * An address without its instance keys: `module.m["x.y[0]"].aws_instance.a[0]` is `module.m.aws_instance.a`. An instance key is
 * `[` a number, `*` or a quoted text `]`; the text may hold brackets, dots and escaped quotes, so it is read sign by sign.
 * Brackets that hold anything else, or that are never closed, belong to the name.
 */
export function withoutIndices(address: string): string {
  return strip(address, (text, at) => indexEnd(text, at) ?? quotedEnd(text, at));
}

/** The calls that an address begins with, without keys: `module.app.module.web.`; empty for the root module. */
export function moduleOf(address: string): string {
  return address.startsWith('module.') ? (/^(?:module\.[^.]+\.)+/.exec(withoutIndices(address))?.[0] ?? '') : '';
}

/** A path of evidence without element numbers: `override[2].instance_type` is `override.instance_type`. Quoted keys, which name something, stay. */
export function withoutElements(path: string): string {
  return strip(path, (text, at) => indexEnd(text, at));
}

function strip(text: string, end: (text: string, at: number) => number | null): string {
  let out = '';
  let kept = 0;
  for (let at = text.indexOf('['); at !== -1; ) {
    const after = end(text, at);
    if (after !== null) {
      out += text.slice(kept, at);
      kept = after;
    }
    // A quoted key that stays is passed whole: what looks like an index inside it is part of the key.
    at = text.indexOf('[', after ?? quotedEnd(text, at) ?? at + 1);
  }
  return out + text.slice(kept);
}

/** Position after `[12]`, `[*]` or `[]` at `at`. */
function indexEnd(text: string, at: number): number | null {
  let next = at + 1;
  if (text[next] === '*') next += 1;
  else while (next < text.length && isDigit(text[next] as string)) next += 1;
  return text[next] === ']' ? next + 1 : null;
}

/** Position after `["…"]` at `at`. A backslash takes the next sign as it is, as HCL and JSON do. */
function quotedEnd(text: string, at: number): number | null {
  if (text[at + 1] !== '"') return null;
  for (let next = at + 2; next < text.length; next += 1) {
    if (text[next] === '\\') next += 1;
    else if (text[next] === '"') return text[next + 1] === ']' ? next + 2 : null;
  }
  return null;
}

function isDigit(c: string): boolean {
  return c >= '0' && c <= '9';
}
