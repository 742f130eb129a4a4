import { suggestion } from '#config/nearest.ts';
import { settingsExample } from '#config/settings-examples.ts';
import { ProblemError } from '#model/problem.ts';
import { explainText } from '#reports/explain.ts';
import type { ExitCode, Io } from './io.ts';
import { ownGuardrails, shippedGuardrails, type OwnPolicyFlags } from './own-policies.ts';

/** A shipped guardrail is explained without a look at config and policies: they may be what is broken. */
export async function explainCommand(id: string, flags: OwnPolicyFlags, io: Io): Promise<ExitCode> {
  const shipped = await shippedGuardrails();
  const found = shipped.find((one) => one.id === id);
  const own = found === undefined ? await ownGuardrails(flags, shipped, io) : [];
  const guardrail = found ?? own.find((one) => one.id === id);
  if (guardrail === undefined) {
    throw new ProblemError({ code: 'usage-guardrail', message: `there is no guardrail or detection ${JSON.stringify(id)}`, where: null, hint: suggestion(id, [...shipped, ...own].map((one) => one.id).sort(), 'guardrails and detections') });
  }
  io.stdout(explainText(guardrail, io.width, settingsExample(guardrail.id)));
  return 0;
}
