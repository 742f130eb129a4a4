import { byCodePoint } from '#model/json.ts';
import { listText } from '#reports/explain.ts';
import type { ExitCode, Io } from './io.ts';
import { ownGuardrails, shippedGuardrails, type OwnPolicyFlags } from './own-policies.ts';

export async function policyListCommand(flags: OwnPolicyFlags, io: Io): Promise<ExitCode> {
  const shipped = await shippedGuardrails();
  const own = await ownGuardrails(flags, shipped, io);
  io.stdout(listText([...shipped, ...own].sort((a, b) => byCodePoint(a.id, b.id))));
  return 0;
}
