import { suggestion } from '#config/nearest.ts';
import { choice } from '#config/readings.ts';
import { settingsExample } from '#config/settings-examples.ts';
import type { Guardrail } from '#model/guardrail.ts';
import { ProblemError } from '#model/problem.ts';
import { explainJson, explainText } from '#reports/explain.ts';
import { replayJson, replayText } from '#reports/replay.ts';
import { replay } from '../replay.ts';
import type { ExitCode, Io } from './io.ts';
import { ownGuardrails, shippedGuardrails } from './own-policies.ts';
import { plainProblems } from './problems.ts';
import { progressLine } from './progress.ts';
import { checkRequest, settledOptions, type CheckFlags } from './request.ts';

export interface ExplainFlags extends Omit<CheckFlags, 'format'> {
  readonly for?: string;
  readonly format?: string;
}

/** A shipped guardrail is explained without a look at config and policies: they may be what is broken. */
export async function explainCommand(id: string, paths: readonly string[], { format: wanted, ...flags }: ExplainFlags, io: Io): Promise<ExitCode> {
  const format = read(wanted ?? 'terminal');
  const shipped = await shippedGuardrails();
  const found = shipped.find((one) => one.id === id);
  const own = found === undefined ? await ownGuardrails({ ...flags, policy: flags.policy ?? [] }, shipped, io) : [];
  const guardrail = found ?? own.find((one) => one.id === id);
  if (guardrail === undefined) {
    throw new ProblemError({ code: 'usage-guardrail', message: `there is no guardrail or detection ${JSON.stringify(id)}`, where: null, hint: `${suggestion(id, [...shipped, ...own].map((one) => one.id).sort(), 'guardrails and detections')}${own.length === 0 ? '; one of your own is found with -p and the path of its policy' : ''}` });
  }
  if (flags.for !== undefined) return replayed(guardrail, flags.for, paths, flags, format, io);
  if (paths.length > 0) throw new ProblemError({ code: 'usage-for', message: `${paths.join(', ')} ${paths.length === 1 ? 'is' : 'are'} read only with --for`, where: null, hint: 'name the resource: --for aws_instance.trainer' });
  const settings = settingsExample(guardrail.id);
  io.stdout(format === 'json' ? explainJson(guardrail, settings) : explainText(guardrail, io.width, settings));
  return 0;
}

/** Not what a gate asks: whatever the guardrail says of it, it has been explained, and the exit code is 0. */
async function replayed(guardrail: Guardrail, address: string, paths: readonly string[], flags: Omit<ExplainFlags, 'format'>, format: 'terminal' | 'json', io: Io): Promise<ExitCode> {
  if (guardrail.selects !== undefined) throw new ProblemError({ code: 'usage-for', message: `${guardrail.id} is a detection: it judges what logs tell, and no resource by itself`, where: null, hint: 'landrail drift shows each of its findings with the rows that led to it' });
  const options = await settledOptions(flags, io);
  const progress = progressLine(io);
  const request = checkRequest(paths.length === 0 ? ['.'] : paths, flags, options, io, progress.tell);
  const { replays, errors } = await replay(guardrail, address, request).finally(progress.end);
  const color = options.color === 'always' || (options.color === 'auto' && io.isTTY);
  io.stdout(format === 'json' ? replayJson(replays) : replayText(replays, guardrail, options.config.file, { color, width: io.width, policies: flags.policy ?? [] }));
  io.stderr(plainProblems(errors, io));
  return errors.length > 0 ? 2 : 0;
}

function read(text: string): 'terminal' | 'json' {
  const reading = choice(['terminal', 'json'] as const)(text);
  if ('value' in reading) return reading.value;
  throw new ProblemError({ code: 'usage-value', message: `--format is ${JSON.stringify(text)}${reading.fault}`, where: null, hint: reading.hint });
}
