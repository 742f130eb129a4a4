/** What `parameter_overrides` says. */
export interface Overrides {
  readonly values: ReadonlyMap<string, string>;
  /** `file://…`: it says so elsewhere. */
  readonly files: readonly string[];
}

/** A word of a command line; a quote that is not closed is a character of it. */
const word = /(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*'|["'\\])+/gs;

/**
 * `Stage=prod Owner="a team"` and `ParameterKey=Stage,ParameterValue=prod`, as one text or a list of them; the last of a name counts.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-cli-command-reference-sam-deploy.html
 */
export function overridesIn(texts: readonly string[]): Overrides {
  const values = new Map<string, string>();
  const files: string[] = [];
  for (const text of texts) {
    for (const [one] of text.matchAll(word)) {
      const [, name, value] = /^ParameterKey=([^,]*),ParameterValue=(.*)$/s.exec(one) ?? /^([^=]+)=(.*)$/s.exec(one) ?? [];
      if (name !== undefined && value !== undefined) values.set(unquoted(name), unquoted(value));
      else if (one.startsWith('file://')) files.push(one);
    }
  }
  return { values, files };
}

function unquoted(text: string): string {
  return text.replaceAll(/\\(.)|"((?:[^"\\]|\\.)*)"|'([^']*)'/gs, (_, one: string | undefined, double: string | undefined, single: string | undefined) => (one === undefined ? (double === undefined ? (single ?? '') : double.replaceAll(/\\./gs, (pair) => unescaped(pair.slice(1)))) : unescaped(one)));
}

/** SAM knows a few; all else is a backslash, as in a path of Windows. */
function unescaped(sign: string): string {
  return /[\s"'\\]/.test(sign) ? sign : `\\${sign}`;
}
