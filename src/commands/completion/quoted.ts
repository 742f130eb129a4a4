/** For bash, zsh and fish: nothing in single quotes means anything. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
