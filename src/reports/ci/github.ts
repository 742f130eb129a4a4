import type { Finding } from '#model/finding.ts';
import type { Problem } from '#model/problem.ts';
import type { Result } from '#model/result.ts';
import { commandData, commandProperty } from '../escape.ts';
import { messageOf } from '../drift/deed.ts';
import { factsOf } from '../facts.ts';
import { levelOf, type Level } from '../severity-level.ts';
import { summarySentence } from '../summary.ts';
import { fileUri } from '../uri.ts';
import { plural } from '../words.ts';

/** GitHub keeps ten of each level in a step, and drops the rest without a word. */
const kept = 10;
/** Characters of a message: GitHub cuts what is longer than 64 KB without a word, and nobody reads as much. */
const longest = 4000;
const commands: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', note: 'notice' };

interface Annotation {
  readonly level: Level;
  readonly line: string;
}

/**
 * Workflow commands, one a line: GitHub shows them at the lines of a pull request. The worst of each level, as many as GitHub keeps, and
 * one notice that counts the rest; what is waived or known is in no need of any.
 */
export function renderGithub(result: Result): string {
  return annotations(result, 1);
}

/** @param ours how many of the notices are not of findings: the last one, and those that whoever calls has to say */
export function annotations(result: Result, ours: number): string {
  const most: Readonly<Record<Level, number>> = { error: kept, warning: kept, note: kept - ours };
  const all = [...result.errors.map(errorAnnotation), ...result.findings.filter(({ verdict }) => verdict === 'fail' || verdict === 'undecided').map(findingAnnotation)];
  const counts: Record<Level, number> = { error: 0, warning: 0, note: 0 };
  const shown = all.filter(({ level }) => counts[level]++ < most[level]);
  const left = all.length - shown.length;
  const rest = left === 0 ? '' : ` ${plural(left, 'more is', 'more are')} not shown at ${left === 1 ? 'its line' : 'their lines'}, as GitHub keeps ten of each level.`;
  return [...shown.map(({ line }) => line), command('note', { title: 'landrail' }, `${summarySentence(result)}${rest}`)].map((line) => `${line}\n`).join('');
}

function findingAnnotation(finding: Finding): Annotation {
  const { guardrail, title, verdict, severity, location, input, evidence } = finding;
  const undecided = verdict === 'undecided';
  const level = undecided ? 'note' : levelOf(severity);
  // A span that does not end on its line is only shown where all of it is in the difference.
  const end = location?.endColumn !== undefined && (location.endLine ?? location.line) === location.line ? { endColumn: location.endColumn } : {};
  const place = location === null ? { file: fileOf(input) } : { file: fileOf(location.file), line: location.line, col: location.column, ...end };
  const head = `${undecided ? 'not decided' : severity}${finding.advisory ? ' (advisory)' : ''}: ${messageOf(finding)}${undecided && evidence.needs !== null ? ` (${evidence.needs})` : ''}`;
  return { level, line: command(level, { ...place, title: `${guardrail}${title === '' || title === guardrail ? '' : `: ${title}`}` }, [head, ...factsOf(finding).filter(([label]) => label !== 'not decided because').map(([label, text]) => `${label}: ${text}`)].join('\n')) };
}

function errorAnnotation({ code, message, where, hint }: Problem): Annotation {
  const [, file, line, column] = /^(.*?):(\d+)(?::(\d+))?$/s.exec(where ?? '') ?? [];
  const place = where === null ? {} : file === undefined ? { file: fileOf(where) } : { file: fileOf(file), line: Number(line), ...(column === undefined ? {} : { col: Number(column) }) };
  return { level: 'error', line: command('error', { ...place, title: code }, `${message}${hint === null ? '' : `\n${hint}`}`) };
}

/** What is wrong about a run itself. */
export function fault(problem: Problem): string {
  return `${errorAnnotation(problem).line}\n`;
}

/** One notice, for what is no finding. */
export function notice(message: string): string {
  return `${command('note', { title: 'landrail' }, message)}\n`;
}

function command(level: Level, properties: Readonly<Record<string, string | number>>, message: string): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${commandProperty(String(value))}`);
  const shown = message.length <= longest ? message : `${message.slice(0, longest).toWellFormed()}... (${message.length} characters)`;
  return `::${commands[level]} ${written.join(',')}::${commandData(shown)}`;
}

/** Relative to the checkout, as git names it. */
function fileOf(path: string): string {
  return decodeURIComponent(fileUri(path).replace(/^file:\/\//, ''));
}
