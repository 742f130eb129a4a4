/** A fenced block of a Markdown document. */
export interface Block {
  /** First word of the info string: `console`, `rego`, `yaml`; empty without one. */
  readonly language: string;
  /** What stands between the fences, with a line break at the end. */
  readonly text: string;
  /** The file that it is, where the paragraph above is nothing but its name in backticks. */
  readonly file: string | null;
  /** 1-based, of the opening fence. */
  readonly line: number;
}

export function blocksOf(markdown: string): readonly Block[] {
  const lines = markdown.split('\n');
  const blocks: Block[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const fence = /^```(\S*)/.exec(lines[index] ?? '');
    if (fence === null) continue;
    const end = lines.indexOf('```', index + 1);
    if (end < 0) throw new Error(`the block in line ${index + 1} has no end`);
    const above = lines.slice(0, index).findLast((line) => line.trim() !== '') ?? '';
    blocks.push({
      language: fence[1] ?? '',
      text: lines.slice(index + 1, end).map((line) => `${line}\n`).join(''),
      file: /^`([^`]+)`$/.exec(above)?.[1] ?? null,
      line: index + 1,
    });
    index = end;
  }
  return blocks;
}

/** One command of a console block and what it prints, stderr and stdout together. */
export interface Exchange {
  readonly command: string;
  readonly output: string;
}

/** A line `$ …` is a command; what follows is its output. */
export function exchangesOf(block: Block): readonly Exchange[] {
  const [before, ...parts] = `\n${block.text}`.split('\n$ ');
  if ((before ?? '').trim() !== '') throw new Error(`the console block in line ${block.line} starts with output`);
  return parts.map((part, index) => {
    const [command = '', ...output] = part.split('\n');
    // What splits one exchange from the next is a line break that belongs to the output.
    return { command, output: output.join('\n') + (index < parts.length - 1 && output.length > 0 ? '\n' : '') };
  });
}

/** Cells of the rows below the header of the first table whose header has `column`. */
export function tableWith(markdown: string, column: string): readonly (readonly string[])[] {
  const cells = (line: string): readonly string[] => line.split('|').slice(1, -1).map((cell) => cell.trim());
  const lines = markdown.split('\n');
  const header = lines.findIndex((line) => line.startsWith('|') && cells(line).includes(column));
  if (header < 0) throw new Error(`no table has a column ${JSON.stringify(column)}`);
  const rest = lines.slice(header + 2);
  const end = rest.findIndex((line) => !line.startsWith('|'));
  return rest.slice(0, end < 0 ? rest.length : end).map(cells);
}
