import { Help, type Argument, type Command, type Option } from 'commander';
import { terminalText } from '#reports/escape.ts';
import { hanging } from '#reports/wrap.ts';
import { examplesOf } from './examples.ts';
import { often } from './flags.ts';
import type { Io } from './io.ts';

/** What the commands that hang on it inherit: one page of help, and one line for what cannot be parsed. @param whole every flag has a line, however many screens that takes */
export function dressed(root: Command, io: Io, whole: boolean): Command {
  return root
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .showSuggestionAfterError(true)
    .configureHelp({ optionDescription: written, argumentDescription: written, subcommandTerm, formatHelp: (command, help) => (command.parent === null ? rootPage(command, help) : whole || command.options.length <= mostOptions ? Help.prototype.formatHelp.call(help, command, help) : shortPage(command, help)) })
    .exitOverride()
    .configureOutput({ writeOut: io.stdout, writeErr: io.stderr, outputError: (text, write) => write(oneLine(text)), getOutHelpWidth: () => io.width, getErrHelpWidth: () => io.width });
}

/** Descriptions name choices and defaults themselves, all in one form. */
function written({ description }: Option | Argument): string {
  return description;
}

function subcommandTerm(command: Command): string {
  const parts = command.commands.map((one) => one.name()).join('|');
  return [command.name(), ...(parts.length > 0 && parts.length <= 20 ? [parts] : []), ...command.registeredArguments.slice(0, 1).map((one) => (one.required ? `<${one.name()}>` : `[${one.name()}${one.variadic ? '...' : ''}]`))].join(' ');
}

/** A page with more of them than these would not fit a screen. */
const mostOptions = 20;

/** It fits a screen of 24 lines and 80 columns. */
function rootPage(command: Command, help: Help): string {
  const terms = command.commands.map((one): [string, string] => [help.subcommandTerm(one), one.description()]);
  const widest = Math.max(...terms.map(([term]) => term.length));
  const commands = terms.map(([term, description]) => `  ${term.padEnd(widest)}  ${description}\n`).join('');
  return `${command.description()}\n\nCommands:\n${commands}\n  landrail <command> --help     its flags\n  landrail --version --verbose  of landrail, Node, engine and policies\n${examplesOf('')}\n`;
}

/** The flags that are wanted often, and the names of the others: a screen of 40 lines with what follows. */
function shortPage(command: Command, help: Help): string {
  const [shown, more] = [true, false].map((wanted) => command.options.filter((option) => often.has(option.long ?? '') === wanted)) as [Option[], Option[]];
  const args = help.visibleArguments(command).map((one) => [help.argumentTerm(one), one.description] as const);
  const flags = shown.map((one) => [help.optionTerm(one), one.description] as const);
  const width = Math.max(...[...args, ...flags].map(([term]) => term.length));
  const lines = (rows: readonly (readonly [string, string])[]): string => rows.map(([term, description]) => `${help.formatItem(term, width, description, help)}\n`).join('');
  const name = help.commandUsage(command).split(' [')[0] ?? '';
  const names = hanging(`More, each with a line in ${name} --help --verbose: ${more.map((one) => one.long).join(', ')}`, help.helpWidth ?? 80, 2);
  return `Usage: ${help.commandUsage(command)}\n\n${command.description()}\n\n${args.length === 0 ? '' : `Arguments:\n${lines(args)}\n`}Options:\n${lines(flags)}\n${names}\n`;
}

/** `error: unknown option '--fial-on'\n(Did you mean --fail-on?)` -> one line. What was typed may hold anything. */
function oneLine(text: string): string {
  const [, said = '', guess] = /^error: ([\s\S]*?)(?:\n\(Did you mean (.*)\?\))?\s*$/.exec(text) ?? [];
  const next = guess === undefined ? 'landrail --help lists commands, landrail <command> --help its flags' : `did you mean ${guess}?`;
  return `error  ${terminalText(said)}; ${next}\n`;
}
