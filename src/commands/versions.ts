import { policyDigests } from '#rego/policies.ts';
import { shippedGuardrails } from './own-policies.ts';
import { version } from './version.ts';

/** Of the compiler of policies, from its go.mod; set by the build. */
const opa: string = typeof LANDRAIL_OPA === 'string' ? LANDRAIL_OPA : 'source';

/** All that decides a verdict besides config and input: what two machines must share to say the same. */
export async function versionsText(): Promise<string> {
  const all = await shippedGuardrails();
  const detections = all.filter(({ selects }) => selects !== undefined).length;
  const { pack, detections: second } = policyDigests();
  const rows = [
    ['landrail', version],
    ['node', `${process.versions.node} (${process.platform} ${process.arch})`],
    ['engine', `OPA ${opa}, Rego as WebAssembly`],
    ['guardrails', `${all.length - detections}, sha256:${pack}`],
    ['detections', `${detections}, sha256:${second}`],
    ['schemas', 'landrail.yaml version 1, result schemaVersion 1'],
  ];
  return rows.map(([name = '', said]) => `${name.padEnd(10)}  ${said}`).join('\n');
}
