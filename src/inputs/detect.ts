import type { Problem } from '#model/problem.ts';
import { powershellAdvice, type Text } from './bytes.ts';
import type { Detection, Format } from './format.ts';
import { whatIsRead } from './head.ts';
import { JsonDocument } from './json/document.ts';
import { lineAndColumn, openLevel } from './json/place.ts';
import { JsonFaultError, type JsonFault, type Scan } from './json/scan.ts';
import { byte } from './json/span.ts';
import { spaceEnd } from './json/tokens.ts';
import { Outline } from './outline.ts';

/** How a format is told. */
export interface Detector<T> {
  readonly format: T;
  readonly title: string;
  readonly detect: (whole: Outline, lines: boolean) => boolean;
  /** As a Format has it. */
  readonly agreeing?: Format['agreeing'] | undefined;
  /** It is one document: what follows is a fault. */
  readonly single: boolean;
}

/** Bytes -> which of the formats they are in. Exactly one may match. */
export function detect<T>(text: Text, path: string, formats: readonly Detector<T>[]): Detection<T> {
  const document = new JsonDocument(text.bytes, text.length, text.ascii);
  let root: Scan;
  try {
    // Which arrays a reader wants to walk is not known yet; to note where elements begin costs next to nothing.
    root = document.scan(0, () => true, (key) => formats.map((format) => format.agreeing?.(key) ?? null).find((agreeing) => agreeing !== null) ?? null);
  } catch (error) {
    if (error instanceof JsonFaultError) return { problem: jsonProblem(text, error.fault, path), format: null };
    throw error;
  }
  const whole = Outline.ofRoot(document, root, 0);
  const rest = spaceEnd(text.bytes, root.end);
  const lines = rest < text.length;
  if (lines && !beginsLine(text.bytes, root.end, rest)) return { problem: trailingProblem(text, rest, path), format: null };
  const twice = lines ? undefined : repeated(whole.keys);
  if (twice !== undefined) return { problem: duplicateKey(twice, path, commandOf(text)), format: null };

  const matching = formats.filter((format) => format.detect(whole, lines));
  const [first, second] = matching;
  if (first === undefined) return { problem: lines ? trailingProblem(text, rest, path) : unrecognised(whole, path), format: null };
  if (second !== undefined) return { problem: ambiguous(matching, path), format: null };
  if (lines && first.single) return { problem: trailingProblem(text, rest, path), format: first.format };
  return { format: first.format, whole };
}

/** Whether the first value ends its line and another one begins behind it: JSON lines. */
function beginsLine(bytes: Uint8Array, end: number, next: number): boolean {
  if (bytes[next] !== byte.openBrace) return false;
  for (let at = end; at < next; at++) if (bytes[at] === byte.newline) return true;
  return false;
}

export function jsonProblem(text: Omit<Text, 'ascii'>, fault: JsonFault, path: string): Problem {
  const offset = Math.min(fault.offset, text.length);
  const { line, column } = lineAndColumn(text.bytes, offset);
  const open = openLevel(text.bytes, 0, offset);
  const start = open === null ? null : lineAndColumn(text.bytes, open.offset);
  const inside = open === null || start === null ? '' : ` inside ${open.path === '' ? 'the document' : open.path} (opened at ${start.line}:${start.column})`;
  const command = commandOf(text, offset);
  const again = command === null ? 'write it again' : `write it again: ${command}`;
  const re_encoded = text.encoding === 'utf-8' ? null : powershellAdvice;
  if (offset >= text.length) {
    return {
      code: 'input-truncated',
      message: `${path} ends too early${inside}: expected ${fault.expected}`,
      where: `${path}:${line}:${column}`,
      hint: re_encoded ?? `the file was cut off; ${again}`,
    };
  }
  return {
    code: 'input-not-json',
    message: `${path} is not valid JSON: ${found(text.bytes, offset)} at ${line}:${column}${inside}, expected ${fault.expected}`,
    where: `${path}:${line}:${column}`,
    hint: re_encoded ?? (command === null ? `correct it there, or ${again}` : again),
  };
}

/** What a plan begins with. */
const planKey = /"(?:format_version|terraform_version|resource_changes|planned_values|plan_format_version)"\s*:/;

/** What a state begins with, as it is kept and as `terraform show` tells of it. */
const stateKeys: readonly (readonly [key: RegExp, command: string])[] = [
  [/"(?:lineage|serial)"\s*:/, 'terraform state pull > state.json'],
  [/^\s*\{\s*"format_version"\s*:\s*"[^"]*"\s*,\s*"terraform_version"\s*:\s*"[^"]*"\s*,\s*"values"\s*:/, 'terraform show -json > state.json'],
];

/** What writes the file again; null for what is none of Terraform's. */
function commandOf(text: Pick<Text, 'bytes' | 'length'>, end = text.length): string | null {
  const head = text.bytes.toString('latin1', 0, Math.min(end, 4096));
  const ofState = stateKeys.find(([key]) => key.test(head));
  return ofState?.[1] ?? (planKey.test(head) ? 'terraform show -json tfplan > plan.json' : null);
}

function found(bytes: Buffer, offset: number): string {
  const code = bytes[offset] as number;
  if (code < 32 || code === 127) return `control character 0x${code.toString(16).padStart(2, '0')}`;
  return `"${[...bytes.toString('utf8', offset, offset + 4)][0] ?? ''}"`;
}

function trailingProblem(text: Text, offset: number, path: string): Problem {
  const command = commandOf(text);
  const { line, column } = lineAndColumn(text.bytes, offset);
  return {
    code: 'input-trailing-data',
    message: `${path} goes on after the end of its JSON: ${found(text.bytes, offset)} at ${line}:${column}`,
    where: `${path}:${line}:${column}`,
    hint: command === null ? 'one file holds one document; remove the rest, or give it a file of its own' : `one file holds one ${command.includes('tfplan') ? 'plan' : 'state'}; write it again: ${command}`,
  };
}

function repeated(keys: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return keys.find((key) => seen.size === seen.add(key).size);
}

/** @param command what writes the file again */
export function duplicateKey(key: string, path: string, command: string | null): Problem {
  return {
    code: 'input-duplicate-key',
    message: `${path} has the top-level key "${key}" twice: which one counts is not defined`,
    where: path,
    hint: command === null ? 'keep the one that is meant' : `write it again: ${command}`,
  };
}

function unrecognised(whole: Outline, path: string): Problem {
  const keys = whole.keys.slice(0, 6).map((key) => (key.length > 40 ? `${key.slice(0, 40)}…` : key));
  const what = whole.kind === 'object' ? (keys.length === 0 ? 'an empty object' : `an object with ${keys.join(', ')}${whole.keys.length > 6 ? ', …' : ''}`) : whole.kind === 'array' ? 'an array' : `a ${whole.kind}`;
  return {
    code: 'input-not-recognised',
    message: `${path} is JSON, but in no format that landrail knows: ${what}`,
    where: path,
    hint: whatIsRead,
  };
}

function ambiguous(formats: readonly { readonly title: string }[], path: string): Problem {
  return {
    code: 'input-ambiguous',
    message: `${path} looks like ${formats.map((format) => format.title).join(' and like ')}`,
    where: path,
    hint: 'remove from it what does not belong to the plan',
  };
}
