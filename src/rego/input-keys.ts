/** A member of `input` that a file names, and where. */
export interface InputKey {
  readonly key: string;
  /** From 1. */
  readonly row: number;
  readonly col: number;
}

export interface InputReading {
  readonly keys: readonly InputKey[];
  /** Whether it says `with input`: what is read is then what it puts there. */
  readonly replaces: boolean;
}

/** Texts and comments first, so that nothing is found in them. */
const token = /"(?:[^"\\\n]|\\.)*"|`[^`]*`|#[^\n]*|(?<![\w.])input\s*(?:\.\s*([A-Za-z_]\w*)|\[\s*"((?:[^"\\\n]|\\.)*)"\s*\])|\bobject\.get\(\s*input\s*,\s*"((?:[^"\\\n]|\\.)*)"|\bwith\s+(input)\b/g;

/** What a Rego file reads of `input`, as far as it says so in constants: `input.resources`, `input["resources"]`, `object.get(input, "resources", [])`. */
export function inputReading(text: string): InputReading {
  const keys: InputKey[] = [];
  let replaces = false;
  for (const match of text.matchAll(token)) {
    const [, name, quoted, got, replaced] = match;
    if (replaced !== undefined) replaces = true;
    const key = name ?? quoted ?? got;
    if (key === undefined) continue;
    const before = text.slice(0, match.index).split('\n');
    keys.push({ key, row: before.length, col: (before.at(-1)?.length ?? 0) + 1 });
  }
  return { keys, replaces };
}
