import type { Command } from 'commander';
import { suggestion } from '#config/nearest.ts';
import { ProblemError } from '#model/problem.ts';
import { bashScript } from './completion/bash.ts';
import { fishScript } from './completion/fish.ts';
import { powershellScript } from './completion/powershell.ts';
import { wordsOf, type Words } from './completion/words.ts';
import { zshScript } from './completion/zsh.ts';
import type { ExitCode, Io } from './io.ts';
import { shippedGuardrails } from './own-policies.ts';

const scripts: Readonly<Record<string, (all: readonly Words[]) => string>> = { bash: bashScript, zsh: zshScript, fish: fishScript, powershell: powershellScript };

/** Prints the script that lets a shell complete commands, flags and their values. Nothing of landrail runs while somebody types. */
export async function completionCommand(shell: string, root: Command, io: Io): Promise<ExitCode> {
  const script = Object.hasOwn(scripts, shell) ? scripts[shell] : undefined;
  if (script === undefined) throw new ProblemError({ code: 'usage-value', message: `there is no completion for ${JSON.stringify(shell)}`, where: null, hint: suggestion(shell, Object.keys(scripts), 'shells') });
  const ids = (await shippedGuardrails()).map(({ id }) => id).sort();
  io.stdout(script(wordsOf(root, { id: ids })));
  return 0;
}
