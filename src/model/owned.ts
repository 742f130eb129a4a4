/** What is cut out of a text points into it; V8 copies what is shorter than this. */
export const shortest = 13;

/** The same text apart from the one that it was cut out of, which would stay in memory for its sake. @param text of whole characters */
export function owned(text: string): string {
  return text.length < shortest ? text : Buffer.from(text).toString();
}
