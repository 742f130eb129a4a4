import { quoted } from './quoted.ts';
import { walk } from './walk.ts';
import type { Words } from './words.ts';

/**
 * For bash from 3.2 on, as macOS has it, with nothing beside it. bash splits words at `=`; where nothing is offered, `-o default` lets it
 * offer files.
 */
export function bashScript(all: readonly Words[]): string {
  return `# landrail for bash: eval "$(landrail completion bash)"
_landrail() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" at="" skip="" count=0 taking offer="" word i
  COMPREPLY=()
  if [[ $prev == "=" ]]; then prev="\${COMP_WORDS[COMP_CWORD-2]}"; elif [[ $cur == "=" ]]; then cur=""; fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    if [[ $word == "=" ]]; then skip=1; continue; fi
${walk(all)}
  case "$at/$prev" in
${all.flatMap(({ path, flags }) => flags.flatMap(({ names, values }) => (values === null ? [] : [`    ${names.map((name) => quoted(`${path}/${name}`)).join(' | ')}) COMPREPLY=($(compgen -W ${quoted(values.join(' '))} -- "$cur")); return ;;`]))).join('\n')}
  esac
  if [[ $cur == -* ]]; then
    case "$at" in
${all.map(({ path, flags }) => `      ${quoted(path)}) offer=${quoted(flags.flatMap(({ names }) => names).join(' '))} ;;`).join('\n')}
    esac
  else
    case "$at/$count" in
${all.flatMap(({ path, commands, values }) => [...commands.map(({ name }) => name), ...values].length === 0 ? [] : [`      ${quoted(`${path}/0`)}) offer=${quoted([...commands.map(({ name }) => name), ...values].join(' '))} ;;`]).join('\n')}
    esac
  fi
  COMPREPLY=($(compgen -W "$offer" -- "$cur"))
}
complete -o default -F _landrail landrail
`;
}
