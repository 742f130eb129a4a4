import type { Finding } from '#model/finding.ts';
import type { Problem } from '#model/problem.ts';
import type { Result } from '#model/result.ts';
import { palette, type Palette } from './color.ts';
import { terminalText } from './escape.ts';
import { grouped, type Group } from './groups.ts';
import type { ReportOptions } from './report.ts';
import { placeOf, summarySentence, valueText } from './words.ts';
import { labelled, wrap } from './wrap.ts';

/** Addresses of a group that are shown without --verbose. */
const shownAddresses = 3;

/** Problems only: errors first, then what fails, what is undecided, what to know, and one summary sentence. */
export function renderTerminal(result: Result, options: ReportOptions): string {
  const paint = palette(options.color);
  const failing = result.findings.filter((finding) => finding.verdict === 'fail');
  const undecided = result.findings.filter((finding) => finding.verdict === 'undecided');
  const notes = [...result.notices.map((notice) => noticeText(notice, options)), ...notRunText(result, options)];
  const blocks = [
    ...result.errors.map((error) => errorText(error, paint, options)),
    ...grouped(failing).map((group) => failText(group, paint, options)),
    ...grouped(undecided).map((group) => undecidedText(group, paint, options)),
    ...(notes.length > 0 ? [notes.join('\n')] : []),
    lastLine(result, paint, options),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function failText(group: Group, paint: Palette, options: ReportOptions): string {
  const { first } = group;
  const { actual, expected, path } = first.evidence;
  const lines = [headline(first, paint, options), ...addresses(group, paint, options)];
  const found = valueText(actual);
  if (found !== null) lines.push(labelled('found', `${found}${path === '' ? '' : ` in ${terminalText(path)}`}`, options.width));
  else if (path !== '') lines.push(labelled('missing', terminalText(path), options.width));
  const allowed = typeof expected === 'string' ? terminalText(expected) : valueText(expected);
  if (allowed !== null) lines.push(labelled('allowed', allowed === '' ? 'nothing yet' : allowed, options.width));
  if (first.remediation !== null && first.remediation !== '') lines.push(labelled('fix', terminalText(first.remediation), options.width));
  lines.push(paint.quiet(`  more     landrail explain ${terminalText(first.guardrail)}`));
  return lines.join('\n');
}

function undecidedText(group: Group, paint: Palette, options: ReportOptions): string {
  const { first } = group;
  const lines = [headline(first, paint, options), ...addresses(group, paint, options)];
  if (first.evidence.path !== '') lines.push(labelled('unknown', terminalText(first.evidence.path), options.width));
  if (first.evidence.needs !== null) lines.push(labelled('needs', terminalText(first.evidence.needs), options.width));
  if (first.evidence.refs.length > 0) lines.push(labelled('from', first.evidence.refs.map(terminalText).join(', '), options.width));
  return lines.join('\n');
}

function headline(finding: Finding, paint: Palette, options: ReportOptions): string {
  const undecided = finding.verdict === 'undecided';
  const word = undecided ? 'undecided' : finding.severity;
  const label = `${word}${finding.advisory ? ' (advisory)' : ''}`;
  const head = `${label}  ${terminalText(finding.guardrail)}  `;
  const [line = '', ...rest] = wrap(`${head}${terminalText(finding.message)}`, options.width);
  const painted = undecided ? paint.undecided(label) : paint.severity(finding.severity, label);
  return [`${painted}${line.slice(label.length)}`, ...rest.map((one) => `  ${one}`)].join('\n');
}

function addresses(group: Group, paint: Palette, options: ReportOptions): readonly string[] {
  const all = group.all.map((finding) => ({ address: finding.resource === null ? null : terminalText(finding.resource.address), place: placeOf(finding) }));
  const shown = options.verbose ? all : all.slice(0, shownAddresses);
  const lines = shown.map(({ address, place }) => `  ${address === null ? place : `${paint.strong(address)}  ${paint.quiet(place)}`}`);
  const more = all.length - shown.length;
  return more > 0 ? [...lines, `  and ${more} more like this; --verbose lists them`] : lines;
}

function errorText(error: Problem, paint: Palette, options: ReportOptions): string {
  const lines = [wrap(`${paint.error('error')}  ${terminalText(error.message)}`, options.width).join('\n  ')];
  if (error.where !== null) lines.push(labelled('at', terminalText(error.where), options.width));
  if (error.hint !== null) lines.push(labelled('next', terminalText(error.hint), options.width));
  return lines.join('\n');
}

function noticeText(notice: Problem, options: ReportOptions): string {
  const place = notice.where === null ? '' : `${terminalText(notice.where)}: `;
  const hint = notice.hint === null ? '' : `; ${terminalText(notice.hint)}`;
  return wrap(`note  ${place}${terminalText(notice.message)}${hint}`, options.width).join('\n      ');
}

function notRunText(result: Result, options: ReportOptions): readonly string[] {
  const reasons = new Map<string, string[]>();
  for (const { id, because } of result.notRun) reasons.set(because, [...(reasons.get(because) ?? []), terminalText(id)]);
  return [...reasons].map(([because, ids]) => {
    const hint = because === 'not configured' ? ' (add settings under guardrails: in landrail.yaml)' : '';
    return wrap(`note  ${because}, so not judged: ${ids.join(', ')}${hint}`, options.width).join('\n      ');
  });
}

function lastLine(result: Result, paint: Palette, options: ReportOptions): string {
  const sentence = wrap(summarySentence(result), options.width).join('\n');
  if (result.verdict === 'empty') {
    const why = result.guardrails.length === 0 ? 'no guardrail ran' : 'no resource was recognised';
    return `${paint.error(`Nothing was judged: ${why}.`)} ${sentence}`;
  }
  return result.verdict === 'pass' && result.summary.fail === 0 ? paint.good(sentence) : paint.strong(sentence);
}
