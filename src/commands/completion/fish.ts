import { quoted as shQuoted } from './quoted.ts';
import type { Words } from './words.ts';

/** In single quotes of fish a backslash escapes itself and the quote. */
function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`;
}

/** For fish: landrail completion fish | source */
export function fishScript(all: readonly Words[]): string {
  const lines = all.flatMap(({ path, commands, flags, values, files }) => {
    const at = `complete -c landrail -n ${quoted(`__landrail_at ${shQuoted(path)}`)}`;
    return [
      ...commands.map(({ name, title }) => `${at} -a ${quoted(name)} -d ${quoted(title)}`),
      ...(values.length > 0 ? [`${at} -a ${quoted(values.join(' '))}`] : []),
      ...(files ? [`${at} -F`] : []),
      ...flags.map(({ names, title, values, files }) => `${at} ${names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`)).join(' ')}${values === null ? '' : values.length > 0 ? ` -x -a ${quoted(values.join(' '))}` : files ? ' -r -F' : ' -x'} -d ${quoted(title)}`),
    ];
  });
  return `# landrail for fish: landrail completion fish | source
function __landrail_at
    set -l known ${all.filter(({ path }) => path !== '').map(({ path }) => quoted(path)).join(' ')}
    set -l at ''
    for word in (commandline -opc)[2..]
        set -l next (string trim -- "$at $word")
        if contains -- "$next" $known
            set at $next
        end
    end
    test "$at" = "$argv[1]"
end
complete -c landrail -f
${lines.join('\n')}
`;
}
