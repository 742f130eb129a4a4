// Where names and numbers of HCL begin and end (https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md).

/** By character of ASCII: 2 may begin a name, 1 may go on in one. */
const nameParts = ((): Uint8Array => {
  const parts = new Uint8Array(0x80);
  for (const one of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_') parts[one.charCodeAt(0)] = 2;
  for (const one of '0123456789-') parts[one.charCodeAt(0)] = 1;
  return parts;
})();

export function beginsName(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 0x80 ? nameParts[code] === 2 : code >= 0x80 && /^\p{ID_Start}/u.test(String.fromCodePoint(text.codePointAt(at) ?? 0));
}

/** Of the name that begins at an offset. */
export function nameEnd(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code < 0x80 ? nameParts[code] === 0 : !(code >= 0x80)) return at;
    if (code < 0x80) at++;
    else {
      const one = String.fromCodePoint(text.codePointAt(at) ?? 0);
      if (!/^\p{ID_Continue}/u.test(one)) return at;
      at += one.length;
    }
  }
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Digits, points and exponents in any order; a point is never the last one. */
export function numberEnd(text: string, start: number): number {
  let end = start + 1;
  for (let at = end; ; ) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) end = ++at;
    else if (code === 0x2e) at++;
    else if (code === 0x65 || code === 0x45) {
      const sign = text.charCodeAt(at + 1);
      const digit = sign === 0x2b || sign === 0x2d ? at + 2 : at + 1;
      if (!isDigit(text.charCodeAt(digit))) return end;
      end = at = digit + 1;
    } else return end;
  }
}
