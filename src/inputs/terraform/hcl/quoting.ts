const simple: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** What stands between quotation marks, escapes resolved; null for an escape that HCL has not. */
export function unquote(raw: string): string | null {
  if (!raw.includes('\\')) return unescapeTemplate(raw);
  let sound = true;
  const text = raw.replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]?))|([$%])\4\{/g, (_, u?: string, U?: string, one?: string, marker?: string) => {
    if (marker !== undefined) return `${marker}{`;
    const hex = u ?? U;
    if (hex === undefined) {
      const plain = simple[one ?? ''];
      if (plain === undefined) sound = false;
      return plain ?? '';
    }
    const code = Number.parseInt(hex, 16);
    // Half of a surrogate pair is no character of UTF-8.
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) sound = false;
    return sound ? String.fromCodePoint(code) : '';
  });
  return sound ? composed(text) : null;
}

/** Text of a heredoc or a template file: the backslash means nothing in it. */
export function unescapeTemplate(raw: string): string {
  return composed(raw.includes('{') ? raw.replace(/([$%])\1\{/g, '$1{') : raw);
}

/** HCL's strings are in normal form C. */
function composed(text: string): string {
  // oxlint-disable-next-line no-control-regex -- what needs no normal form is looked for
  return /[^\u0000-\u02ff]/.test(text) ? text.normalize('NFC') : text;
}
