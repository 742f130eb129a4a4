import type { Command } from 'commander';
import type { ExitCode } from '../io.ts';
import { examplesOf } from '../examples.ts';

export type Done = (code: ExitCode) => void;

/** A command of commands: `landrail help NAME` is its page, as of all others. */
export function group(root: Command, name: string, description: string): Command {
  return root.command(name).description(description).helpCommand(false).addHelpText('after', examplesOf(name));
}
