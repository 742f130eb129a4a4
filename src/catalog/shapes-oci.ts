import { absent, known, unknown, type Known } from '#model/known.ts';
import type { Accelerator } from '#model/resource.ts';
import type { ShapeFacts } from './facts.ts';

/** GPU shapes by generation (https://docs.oracle.com/iaas/Content/Compute/References/computeshapes.htm): model, vendor. */
const generations: readonly (readonly [pattern: RegExp, model: string, vendor: string])[] = [
  [/^GPU2\./, 'P100', 'nvidia'],
  [/^GPU3\./, 'V100', 'nvidia'],
  [/^GPU4\./, 'A100', 'nvidia'],
  [/^GPU\.GM4\./, 'A100 80GB', 'nvidia'],
  [/^GPU\.A100/, 'A100 80GB', 'nvidia'],
  [/^GPU\.MI300X/, 'MI300X', 'amd'],
  [/^GPU\.MI355X/, 'MI355X', 'amd'],
  [/^GPU\.RTXPRO/, 'RTX PRO 6000', 'nvidia'],
];

/** OCPUs of fixed shapes whose name does not end in them. */
const fixed: Readonly<Record<string, number>> = {
  'BM.GPU2.2': 28, 'BM.GPU3.8': 52, 'BM.GPU4.8': 64, 'BM.GPU.A100-v2.8': 128, 'BM.GPU.GM4.8': 128, 'BM.GPU.A10.4': 64, 'BM.GPU.L40S.4': 112, 'BM.GPU.H100.8': 112, 'BM.GPU.H200.8': 112,
  'VM.GPU2.1': 12, 'VM.GPU3.1': 6, 'VM.GPU3.2': 12, 'VM.GPU3.4': 24, 'VM.GPU.A10.1': 15, 'VM.GPU.A10.2': 30, 'VM.Standard.E2.1.Micro': 1,
};

/** One OCPU is two hardware threads on x86 and one core on the first Ampere generation (A1). */
function threads(shape: string, ocpus: number): number {
  return /\.A1(\.|$)/i.test(shape) ? ocpus : 2 * ocpus;
}

export function ociShape(name: string): ShapeFacts {
  const shape = name.replace(/^(VM|BM)\./i, '').toUpperCase();
  return { accelerator: shape.startsWith('GPU') ? accelerated(name, shape) : null, vcpus: vcpus(name) };
}

/** vCPUs of a flexible shape with its OCPU count. */
export function flexVcpus(shape: string, ocpus: number): number {
  return threads(shape, ocpus);
}

export function isFlexible(shape: string): boolean {
  return /\.Flex$/i.test(shape);
}

function accelerated(name: string, shape: string): Accelerator {
  const entry = generations.find(([pattern]) => pattern.test(shape));
  const count = /\.(\d+)$/.exec(shape);
  const model = entry?.[1] ?? /^GPU\.([A-Z]+\d+[A-Z]*)/.exec(shape)?.[1] ?? null;
  return {
    vendor: entry?.[2] ?? 'nvidia',
    model,
    count: count ? known(Number(count[1])) : unknown(`the catalogue does not know how many accelerators ${name} has`),
    fraction: null,
  };
}

function vcpus(name: string): Known<number> {
  const ocpus = fixed[name];
  if (ocpus !== undefined) return known(threads(name, ocpus));
  // Pods on virtual nodes get what they ask for, and clusters for generative AI count units: neither is a machine.
  if (/^Pod\./i.test(name) || /^[A-Z]+_[A-Z0-9_]+$/.test(name)) return absent;
  if (isFlexible(name)) return unknown('a flexible shape gets its OCPUs from an argument beside it');
  // VM.Standard2.8, VM.DenseIO2.16, BM.Standard.E4.128, DVH.Standard2.52, MySQL.VM.Standard.E3.4.64GB
  const size = /^(?:(?:MySQL\.)?VM|BM|DVH)\.[A-Za-z]+\d?(?:\.[A-Za-z]+\d+)?\.(\d+)(?:\.\d+GB)?$/.exec(name);
  return size && !/GPU/i.test(name) ? known(threads(name, Number(size[1]))) : unknown(`the catalogue does not know how many vCPUs ${name} has`);
}
