import { known, unknown, type Known } from '#model/known.ts';
import type { Accelerator } from '#model/resource.ts';
import type { ShapeFacts } from './facts.ts';
import { azureServiceVcpus } from './shapes-azure-services.ts';

interface Size {
  readonly family: string;
  readonly vcpus: number;
  readonly features: string;
  readonly version: number;
  /** The token that names an accelerator: `A100`, `H200`, `V710`. */
  readonly accelerator: string | null;
  readonly constrained: number | null;
}

const qualifiers = new Set(['promo', 'noib', 'flex', 'xl', 'ndr', 'cc']);

/**
 * Splits a size name (https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions): `Standard_NC24ads_A100_v4` is
 * family NC, 24 vCPUs, features ads, accelerator A100, version 4. Case does not matter. Null when it is no such name.
 */
export function parseAzureSize(name: string): Size | null {
  const tokens = name.split('_');
  if (/^(standard|basic)$/i.test(tokens[0] ?? '')) tokens.shift();
  const head = /^([a-z]+?)(\d+)(?:-(\d+))?([a-z]*)$/i.exec(tokens.shift() ?? '');
  if (!head) return null;
  let version = 1;
  let accelerator: string | null = null;
  for (const token of tokens) {
    const lower = token.toLowerCase();
    if (/^v\d{1,2}$/.test(lower)) version = Number(lower.slice(1));
    else if (!qualifiers.has(lower) && /^[a-z]/.test(lower)) accelerator = token.toUpperCase();
  }
  return {
    family: (head[1] ?? '').toUpperCase(),
    vcpus: Number(head[2]),
    constrained: head[3] === undefined ? null : Number(head[3]),
    features: (head[4] ?? '').toLowerCase(),
    version,
    accelerator,
  };
}

/** Names of virtual-machine sizes, some with a tier in front: `GP_Standard_D4s_v3`. Container Apps write `D4` and `E8`. */
const machine = /^(?:[^_]+_)?((?:standard|basic)_.*)$|^([a-z]+\d[^_]*(?:_[a-z]\w*)?_v\d+.*|N[A-Z]+\d.*|[DE]\d+)$/i;

export function azureShape(name: string): ShapeFacts {
  const workload = /^(?:Consumption-GPU-)?NC(\d+)[a-z]*-(T4|A100)$/i.exec(name);
  if (workload) {
    const [, vcpus, model = ''] = workload;
    return { accelerator: accelerator('nvidia', model.toUpperCase(), known(Math.max(1, Math.floor(Number(vcpus) / 24))), null), vcpus: known(Number(vcpus)) };
  }
  const [, full, short] = machine.exec(name) ?? [];
  if (full === undefined && short === undefined) return { accelerator: null, vcpus: azureServiceVcpus(name) };
  const size = parseAzureSize(full ?? short ?? '');
  if (!size) return { accelerator: null, vcpus: unknown(`the catalogue does not know how many vCPUs ${name} has`) };
  // A constrained size keeps the memory and the accelerators of the full one, with fewer vCPUs in use.
  const vcpus = known(size.constrained ?? (full === undefined ? size.vcpus : oldVcpus(size)));
  return { accelerator: size.family.startsWith('N') ? ofFamilyN(name, size) : null, vcpus };
}

const oldD: Readonly<Record<number, number>> = { 3: 4, 4: 8, 5: 16, 11: 2, 12: 4, 13: 8, 14: 16, 15: 20 };
const oldA: Readonly<Record<number, number>> = { 0: 1, 3: 4, 4: 8, 5: 2, 6: 4, 7: 8, 8: 8, 9: 16, 10: 8, 11: 16 };
const oldG: Readonly<Record<number, number>> = { 1: 2, 2: 4, 3: 8, 4: 16, 5: 32 };

/** Before version 3 the number in the name of a general-purpose size was a rank, not its vCPUs: D14_v2 has 16, A7 8, G5 32. */
function oldVcpus({ family, version, vcpus }: Size): number {
  const ranks = /^DS?$/.test(family) && version < 3 ? oldD : family === 'A' && version === 1 ? oldA : /^GS?$/.test(family) ? oldG : {};
  return ranks[vcpus] ?? vcpus;
}

/** Every family that starts with N is accelerated: NC compute, ND training, NV visualisation, NG gaming, NP FPGA. */
function ofFamilyN(name: string, size: Size): Accelerator {
  const { family, vcpus, version, features } = size;
  const count = counted(size);
  const at = count === undefined ? unknown(`the catalogue does not know how many accelerators ${name} has`) : known(count.whole);
  const fraction = count?.fraction ?? null;
  if (size.accelerator !== null) return accelerator(/^(MI|V620|V710)/.test(size.accelerator) ? 'amd' : 'nvidia', modelName(size.accelerator), at, fraction);
  if (family === 'NP') return accelerator('xilinx', 'U250 FPGA', at, fraction);
  if (family === 'NC') return accelerator('nvidia', version === 1 ? 'K80' : version === 2 ? 'P100' : version === 3 ? 'V100' : null, at, fraction);
  if (family === 'ND') return accelerator('nvidia', vcpus === 40 && features.startsWith('r') ? 'V100' : version >= 4 ? 'A100' : version === 1 ? 'P40' : null, at, fraction);
  if (family === 'NV') return accelerator(version === 4 ? 'amd' : 'nvidia', version <= 3 ? 'M60' : version === 4 ? 'MI25' : null, at, fraction);
  return accelerator(null, null, at, fraction);
}

function modelName(token: string): string {
  return token === 'RTXPRO6000BSE' ? 'RTX PRO 6000' : token;
}

interface Count {
  readonly whole: number;
  readonly fraction: number | null;
}

const whole = (count: number | undefined): Count | undefined => (count === undefined ? undefined : { whole: count, fraction: null });
const share = (fraction: number | undefined): Count | undefined => (fraction === undefined ? undefined : { whole: 1, fraction });

/** By vCPUs within family, version and accelerator; from the size pages of Microsoft Learn. */
function counted({ family, vcpus, version, accelerator: model, features }: Size): Count | undefined {
  if (family === 'NC' && model === null) return whole({ 6: 1, 12: 2, 24: 4 }[vcpus]);
  if (family === 'NC' && model === 'T4') return whole({ 4: 1, 8: 1, 16: 1, 64: 4 }[vcpus]);
  if (family === 'NC' && model === 'A100') return whole({ 24: 1, 48: 2, 96: 4 }[vcpus]);
  if ((family === 'NC' || family === 'NCC') && model === 'H100') return whole({ 40: 1, 80: 2 }[vcpus]);
  if (family === 'NC' && model === 'A10') return vcpus === 8 ? share(1 / 3) : vcpus === 16 ? share(2 / 3) : vcpus === 32 ? whole(1) : undefined;
  if (family === 'ND' && model === null) return version >= 4 ? whole({ 96: 8 }[vcpus]) : features.startsWith('r') && vcpus === 40 ? whole(8) : whole({ 6: 1, 12: 2, 24: 4 }[vcpus]);
  if (family === 'ND') return whole(model === 'GB200' || model === 'GB300' ? 4 : { 96: 8, 128: 8 }[vcpus]);
  if (family === 'NV' && model === null && version === 1) return whole({ 6: 1, 12: 2, 24: 4 }[vcpus]);
  if (family === 'NV' && model === null && version === 2) return whole({ 6: 1, 12: 2, 24: 4 }[vcpus]);
  if (family === 'NV' && model === null && version === 3) return whole({ 12: 1, 24: 2, 48: 4 }[vcpus]);
  if (family === 'NV' && model === null && version === 4) return vcpus === 32 ? whole(1) : share({ 4: 1 / 8, 8: 1 / 4, 16: 1 / 2 }[vcpus]);
  if (family === 'NV' && model === 'A10') return vcpus === 36 ? whole(1) : vcpus === 72 ? whole(2) : share({ 6: 1 / 6, 12: 1 / 3, 18: 1 / 2 }[vcpus]);
  if (family === 'NV' && model === 'V710') return vcpus === 24 || vcpus === 28 ? whole(1) : share({ 4: 1 / 6, 8: 1 / 3, 12: 1 / 2 }[vcpus]);
  if (family === 'NG' && model === 'V620') return vcpus === 32 ? whole(1) : share({ 8: 1 / 4, 16: 1 / 2 }[vcpus]);
  if (family === 'NP') return whole({ 10: 1, 20: 2, 40: 4 }[vcpus]);
  return undefined;
}

function accelerator(vendor: string | null, model: string | null, count: Known<number>, fraction: number | null): Accelerator {
  return { vendor, model, count, fraction };
}
