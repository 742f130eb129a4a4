import type { Argument, Command, Option } from 'commander';

/** What may stand behind a command, as the registry of commands has it: what completions offer. */
export interface Words {
  /** Without the root: `policy test`; empty for the root itself. */
  readonly path: string;
  readonly commands: readonly Word[];
  readonly flags: readonly FlagWords[];
  /** Of its first argument, if that is from a closed list. */
  readonly values: readonly string[];
  /** Whether any other argument is a file. */
  readonly files: boolean;
}

export interface Word {
  readonly name: string;
  readonly title: string;
}

export interface FlagWords {
  /** `-o`, `--format`. */
  readonly names: readonly string[];
  readonly title: string;
  /** Null: it takes no value. Empty: any value. */
  readonly values: readonly string[] | null;
  /** Whether its value is a path. */
  readonly files: boolean;
}

/** Of every command, the root first. @param known values of arguments by their names, where the registry does not hold them. */
export function wordsOf(root: Command, known: Readonly<Record<string, readonly string[]>>): readonly Words[] {
  const walk = (command: Command, path: readonly string[]): readonly Words[] => {
    const [first, ...others] = command.registeredArguments;
    const values = first === undefined ? [] : valuesOf(first, known);
    return [
      {
        path: path.join(' '),
        commands: command.commands.map((one) => ({ name: one.name(), title: one.description() })),
        flags: [...command.options.map(flagWords), { names: ['-h', '--help'], title: 'print this help', values: null, files: false }],
        values,
        files: others.length > 0 || (first !== undefined && values.length === 0),
      },
      ...command.commands.flatMap((one) => walk(one, [...path, one.name()])),
    ];
  };
  return walk(root, []);
}

/** Names of flags that take what stands behind them. */
export function taking({ flags }: Words): readonly string[] {
  return flags.flatMap(({ names, values }) => (values === null ? [] : names));
}

function flagWords(option: Option): FlagWords {
  const names = [option.short, option.long].filter((one) => one !== undefined);
  const takes = option.required || option.optional;
  return { names, title: option.description, values: takes ? (option.argChoices ?? []) : null, files: takes && /<(?:file|folder|path)(?:\.\.\.)?>/.test(option.flags) };
}

function valuesOf(argument: Argument, known: Readonly<Record<string, readonly string[]>>): readonly string[] {
  return argument.argChoices ?? (Object.hasOwn(known, argument.name()) ? (known[argument.name()] ?? []) : []);
}
