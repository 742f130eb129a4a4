import type { Finding } from '#model/finding.ts';
import type { Guardrail } from '#model/guardrail.ts';
import type { JsonValue } from '#model/json.ts';
import type { Known } from '#model/known.ts';
import type { Replay, ReplayedValue } from '#model/replay.ts';
import { pathWord, shellWord } from '#model/shell-word.ts';
import { palette } from './color.ts';
import { jsonText, terminalText } from './escape.ts';
import { findingBlock } from './finding-block.ts';
import { grouped } from './groups.ts';
import { findingJson } from './json.ts';
import type { Page } from './page.ts';
import { name, plural, prose, sourceText, valueText } from './words.ts';
import { hanging, wrap } from './wrap.ts';

/** Of a tag with thousands of neighbours, or a document: the first ones. JSON has all. */
const shownValues = 40;

/** For `landrail explain <id> --for <address>`. @param config where the settings stand, or null for the defaults; `policies`: paths named on the command line */
export function replayText(replays: readonly Replay[], guardrail: Guardrail, config: string | null, options: { readonly color: boolean; readonly width: number; readonly policies: readonly string[] }): string {
  const words = options.policies.map((path) => ` -p ${terminalText(pathWord(path))}`).join('');
  const page: Page = { paint: palette(options.color), width: Math.max(20, options.width), verbose: true, inputs: 1 };
  return `${replays.map((one) => oneText(one, guardrail, config, words, page)).join('\n\n')}\n`;
}

function oneText(replay: Replay, guardrail: Guardrail, config: string | null, words: string, page: Page): string {
  const { resource, input, format, values, findings } = replay;
  const about = [name(resource.type), resource.kind, ...(resource.action === 'exists' ? [] : [resource.action]), `${name(input)} (${name(format)})`];
  return [
    `${page.paint.strong(`${name(replay.guardrail)}: ${replay.verdict}`)}\n  ${name(resource.address)}\n  ${about.join(', ')}`,
    ...(values.length === 0 ? [] : [`What it read:\n${valueLines(values, replay, page).join('\n')}`]),
    ...(replay.settings === null ? [] : [`By the settings of ${config === null ? 'landrail' : name(config)}:\n${settingsLines(replay.settings).join('\n')}`]),
    ...(findings.length === 0 ? [silence(replay, guardrail, page)] : [`What it says of it (${rules(replay)} of ${name(guardrail.package)}):\n\n${grouped(findings.map(asSaid)).map((group) => findingBlock(group, page, null)).join('\n\n')}`]),
    ...excepted(replay, page),
    ...toPass(replay, guardrail, words, page),
  ].join('\n\n');
}

function valueLines(values: readonly ReplayedValue[], { input }: Replay, page: Page): readonly string[] {
  const shown = values.slice(0, shownValues);
  const widest = Math.min(40, Math.max(...shown.map(({ path }) => name(path).length)));
  const lines = shown.map(({ path, value, note, place }) => {
    const from = place === null ? name(input) : sourceText(place);
    return `  ${hanging(`${name(path).padEnd(widest)}  ${known(value)}${note === null ? '' : ` (${prose(note)})`}  ${from}`, page.width - 2, 4)}`;
  });
  return values.length > shown.length ? [...lines, `  and ${plural(values.length - shown.length, 'value')} more; --format json has them`] : lines;
}

function known(value: Known<JsonValue>): string {
  if (value.status === 'absent') return 'is not set';
  if (value.status === 'known') return valueText(value.value) ?? 'null';
  const refs = value.refs.length === 0 ? '' : ` (${value.refs.map(name).join(', ')})`;
  return value.status === 'unknown' ? `not known: ${prose(value.because)}${refs}` : `one of ${value.values.map((one) => valueText(one) ?? 'null').join(', ')}: ${prose(value.because)}${refs}`;
}

function settingsLines(settings: NonNullable<Replay['settings']>): readonly string[] {
  return Object.entries(settings).map(([key, value]) => `  ${terminalText(key)}: ${terminalText(JSON.stringify(value))}`);
}

/** `deny` for what fails, `undecided` for what is in doubt: so are the rules called. */
function rules({ findings }: Replay): string {
  const names = new Set(findings.map(({ original }) => (original === 'fail' ? 'deny' : 'undecided')));
  return [...names].join(' and ');
}

/** Doubt stays doubt beneath a waiver or the baseline; what fails and is excepted needs no fix. */
function asSaid(finding: Finding): Finding {
  return finding.original === 'undecided' ? { ...finding, verdict: 'undecided' } : finding;
}

function silence({ because }: Replay, { package: of }: Guardrail, page: Page): string {
  const text = because === null ? `No rule of ${name(of)} objects to it.` : `It does not judge this resource: ${prose(because)}.`;
  return wrap(text, page.width).join('\n');
}

/** Why it does not fail all the same. */
function excepted({ findings }: Replay, page: Page): readonly string[] {
  const lines = findings.flatMap(({ verdict, waiver }) => (waiver !== null ? [`It is waived until ${waiver.expires}, in ${name(waiver.where)}: ${prose(waiver.reason)}`] : verdict === 'baselined' ? ['It is known: the baseline has it, so that it does not fail.'] : []));
  return [...new Set(lines)].map((line) => hanging(line, page.width, 2));
}

/** What would make it pass: what is allowed and how to get there, or what would decide. */
function toPass({ verdict, findings }: Replay, { remediation, id, origin }: Guardrail, words: string, page: Page): readonly string[] {
  if (verdict === 'pass' || verdict === 'not applicable') return [];
  const needs = [...new Set(findings.flatMap(({ original, evidence }) => (original === 'undecided' && evidence.needs !== null ? [`${name(evidence.path)}: ${prose(evidence.needs)}`] : [])))];
  return [
    ...(needs.length === 0 ? [] : [`What would decide it:\n${needs.map((one) => `  ${hanging(one, page.width - 2, 2)}`).join('\n')}`]),
    ...(findings.some(({ original }) => original === 'fail') ? [...code('What passes, in Terraform', remediation.terraform), ...code('In CloudFormation', remediation.cloudformation), ...code('On the command line', remediation.cli)] : []),
    `landrail explain ${name(shellWord(id))}${origin === 'builtin' ? '' : words} says why it exists, and how to waive it.`,
  ];
}

function code(title: string, text: string | null): readonly string[] {
  if (text === null || text.trim() === '') return [];
  return [`${title}:\n${text.trim().split('\n').map((line) => `    ${terminalText(line)}`.trimEnd()).join('\n')}`];
}

/** For programs: schemaVersion 1, with findings as in the JSON of a run. */
export function replayJson(replays: readonly Replay[]): string {
  return jsonText(`${JSON.stringify({ schemaVersion: 1, replays: replays.map((one) => ({ ...one, findings: one.findings.map(findingJson) })) }, null, 2)}\n`);
}
