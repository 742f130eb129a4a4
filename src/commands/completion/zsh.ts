import { quoted } from './quoted.ts';
import { walk } from './walk.ts';
import type { Words } from './words.ts';

/** A word and what it is, as _describe takes them. */
function described(name: string, title: string): string {
  return quoted(`${name.replaceAll(':', String.raw`\:`)}:${title}`);
}

/** For zsh: eval'd after compinit, or as a file _landrail in a folder of fpath. */
export function zshScript(all: readonly Words[]): string {
  return `#compdef landrail
# landrail for zsh: eval "$(landrail completion zsh)"
_landrail() {
  local at="" skip="" count=0 taking word cur="$words[CURRENT]" prev="$words[CURRENT-1]" i
  local -a offer
  for ((i = 2; i < CURRENT; i++)); do
    word="$words[i]"
${walk(all)}
  if [[ $cur == --*=* ]]; then prev="\${cur%%=*}"; compset -P '*='; fi
  case "$at/$prev" in
${all.flatMap(({ path, flags }) => flags.flatMap(({ names, values, files }) => (values === null ? [] : [`    ${names.map((name) => quoted(`${path}/${name}`)).join(' | ')}) ${values.length > 0 ? `compadd -- ${values.map(quoted).join(' ')}` : files ? '_files' : ':'}; return ;;`]))).join('\n')}
  esac
  if [[ $cur == -* ]]; then
    case "$at" in
${all.map(({ path, flags }) => `      ${quoted(path)}) offer=(${flags.flatMap(({ names, title }) => names.map((name) => described(name, title))).join(' ')}) ;;`).join('\n')}
    esac
    _describe flag offer
    return
  fi
  case "$at/$count" in
${all.flatMap(({ path, commands, values }) => (commands.length + values.length === 0 ? [] : [`    ${quoted(`${path}/0`)}) offer=(${[...commands.map(({ name, title }) => described(name, title)), ...values.map((one) => quoted(one))].join(' ')}); _describe word offer; return ;;`])).join('\n')}
  esac
  case "$at" in
    ${all.filter(({ files }) => files).map(({ path }) => quoted(path)).join(' | ')}) _files ;;
  esac
}
if [[ $funcstack[1] == _landrail ]]; then _landrail "$@"; else compdef _landrail landrail; fi
`;
}
