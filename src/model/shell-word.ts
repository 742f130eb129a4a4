/** What would not be seen, or would act on the terminal of who copies it. */
const unseen = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * One word of a command that is shown to be pasted, whatever somebody has called a thing: as it is where no shell would see more in it, else
 * in single quotes (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02), and with what cannot be seen as an
 * escape in `$'…'`.
 */
export function shellWord(text: string): string {
  // Zsh takes the name of a program behind a first equals sign.
  if (/^(?!=)[\w@%+=:,./-]+$/.test(text)) return text;
  if (text.search(unseen) < 0) return `'${text.replaceAll("'", String.raw`'\''`)}'`;
  return `$'${text.replaceAll(/[\\']/g, String.raw`\$&`).replaceAll(unseen, (one) => escapes[one] ?? numbered(one))}'`;
}

/** The word for a file: what looks like an option is none behind its folder. */
export function pathWord(path: string): string {
  return shellWord(path.length > 1 && path.startsWith('-') ? `./${path}` : path);
}

const escapes: Readonly<Record<string, string>> = { '\n': String.raw`\n`, '\r': String.raw`\r`, '\t': String.raw`\t` };

function numbered(one: string): string {
  return String.raw`\U${(one.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`;
}
