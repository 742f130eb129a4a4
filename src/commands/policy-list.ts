import { byCodePoint } from '#model/json.ts';
import { listText } from '#reports/explain.ts';
import type { ExitCode, Io } from './io.ts';
import { ownGuardrails, shippedGuardrails, type OwnPolicyFlags } from './own-policies.ts';

export async function policyListCommand(flags: OwnPolicyFlags, io: Io): Promise<ExitCode> {
  const shipped = await shippedGuardrails();
  const own = await ownGuardrails(flags, shipped, io);
  const all = [...shipped, ...own].sort((a, b) => byCodePoint(a.id, b.id));
  io.stdout(listText(all.filter(({ selects }) => selects === undefined)));
  const detections = all.filter(({ selects }) => selects !== undefined);
  if (detections.length > 0) io.stdout(`\nDetections of landrail drift:\n${listText(detections)}`);
  return 0;
}
