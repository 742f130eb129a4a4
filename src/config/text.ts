import type { Problem } from '#model/problem.ts';

/** Far above any config that people write; a bigger file is a mistake or an attack. */
const mostBytes = 1024 * 1024;

const marks: readonly { readonly name: string; readonly bytes: readonly number[] }[] = [
  { name: 'UTF-32', bytes: [0xff, 0xfe, 0, 0] },
  { name: 'UTF-16', bytes: [0xff, 0xfe] },
  { name: 'UTF-16', bytes: [0xfe, 0xff] },
];

/** Bytes of a config file as text without its byte order mark, or the reason why it is none. */
export function decodeText(bytes: Uint8Array, file: string): { readonly text: string } | { readonly problem: Problem } {
  const fault = (message: string, hint: string): { problem: Problem } => ({ problem: { code: 'config-encoding', message, where: file, hint } });
  if (bytes.length > mostBytes) return fault(`the file has ${bytes.length} bytes, more than the ${mostBytes} that landrail reads`, 'check that this is the right file');
  const mark = marks.find((one) => one.bytes.every((byte, index) => bytes[index] === byte));
  if (mark) return fault(`the file is ${mark.name}, not UTF-8`, 'save it as UTF-8');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return fault('the file is not UTF-8 text', 'save it as UTF-8');
  }
  const nul = text.indexOf('\0');
  return nul >= 0 ? fault(`the file has a NUL character at offset ${nul}, so it is not text`, 'check that this is the right file') : { text };
}
