import { quoted } from './quoted.ts';
import { taking, type Words } from './words.ts';

/**
 * For bash and zsh, in a loop over the words before the one at hand: `at` is the command that they come to, `count` how many arguments
 * it has so far, `skip` set where the next word is the value of a flag.
 */
export function walk(all: readonly Words[]): string {
  const named = all.filter(({ path }) => path !== '');
  return `    if [[ -n $skip ]]; then skip=""; continue; fi
    case "$at/$word" in
${named.map(({ path }) => `      ${quoted(`${path.split(' ').slice(0, -1).join(' ')}/${path.split(' ').at(-1)}`)}) at=${quoted(path)}; count=0; continue ;;`).join('\n')}
    esac
    taking=""
    case "$at" in
${all.map((one) => `      ${quoted(one.path)}) taking=${quoted(` ${taking(one).join(' ')} `)} ;;`).join('\n')}
    esac
    if [[ $word == -* ]]; then
      if [[ $taking == *" $word "* ]]; then skip=1; fi
    else
      count=$((count + 1))
    fi
  done`;
}
