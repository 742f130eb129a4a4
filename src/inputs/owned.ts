/** V8 copies what is cut out of a text where it is shorter; what is longer points into the text. */
const copied = 13;

/** The same text apart from the one that it was cut out of, which would stay in memory for its sake. @param text of whole characters */
export function owned(text: string): string {
  return text.length < copied ? text : Buffer.from(text).toString();
}
