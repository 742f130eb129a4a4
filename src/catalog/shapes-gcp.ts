import { known, unknown, type Known } from '#model/known.ts';
import type { Accelerator } from '#model/resource.ts';
import type { ShapeFacts } from './facts.ts';

/** `https://…/machineTypes/n2-standard-8`, `zones/z/machineTypes/n2-standard-8` -> `n2-standard-8`. Also for accelerator types. */
export function lastSegment(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** Machine series whose machines come with an accelerator (https://cloud.google.com/compute/docs/accelerator-optimized-machines). */
const series: readonly (readonly [prefix: RegExp, model: string])[] = [
  [/^a2-ultragpu-/, 'A100 80GB'],
  [/^a2-/, 'A100'],
  [/^a3-ultragpu-/, 'H200'],
  [/^a3-/, 'H100'],
  [/^a4x-maxgpu-/, 'GB300'],
  [/^a4x-/, 'GB200'],
  [/^a4-/, 'B200'],
  [/^g2-/, 'L4'],
  [/^g4-/, 'RTX PRO 6000'],
];
const g2: Readonly<Record<number, number>> = { 4: 1, 8: 1, 12: 1, 16: 1, 24: 2, 32: 1, 48: 4, 96: 8 };
const g4: Readonly<Record<number, number>> = { 48: 1, 96: 2, 192: 4, 384: 8 };
const g4Shares: Readonly<Record<number, number>> = { 6: 1 / 8, 12: 1 / 4, 24: 1 / 2 };

/** vCPUs of the accelerator-optimized machines, whose names count accelerators. */
const optimized: Readonly<Record<string, number>> = {
  'a2-highgpu-1g': 12, 'a2-highgpu-2g': 24, 'a2-highgpu-4g': 48, 'a2-highgpu-8g': 96, 'a2-megagpu-16g': 96, 'a2-ultragpu-1g': 12, 'a2-ultragpu-2g': 24, 'a2-ultragpu-4g': 48, 'a2-ultragpu-8g': 96,
  'a3-highgpu-1g': 26, 'a3-highgpu-2g': 52, 'a3-highgpu-4g': 104, 'a3-highgpu-8g': 208, 'a3-edgegpu-8g': 208, 'a3-megagpu-8g': 208, 'a3-ultragpu-8g': 224, 'a4-highgpu-8g': 224, 'a4x-highgpu-4g': 140,
};
const sharedCore: Readonly<Record<string, number>> = { 'e2-micro': 2, 'e2-small': 2, 'e2-medium': 2, 'f1-micro': 1, 'g1-small': 1, 'db-f1-micro': 1, 'db-g1-small': 1 };
/** Node types of Memorystore, and the machine that Cloud Build takes when none is named. */
const services: Readonly<Record<string, number>> = { 'redis-standard-small': 2, 'standard-small': 2, 'redis-highmem-medium': 2, 'highmem-medium': 2, 'redis-highmem-xlarge': 4, 'highmem-xlarge': 4, unspecified: 2 };

export function gcpShape(full: string): ShapeFacts {
  // Cloud Build and Memorystore write E2_HIGHCPU_8, REDIS_STANDARD_SMALL.
  const name = lastSegment(full).toLowerCase().replaceAll('_', '-');
  return { accelerator: accelerated(name), vcpus: vcpus(name, lastSegment(full)) };
}

function accelerated(name: string): Accelerator | null {
  const tpu = /^(ct\w+)-\w+-(\d+)t$/.exec(name);
  if (tpu) return { vendor: 'google', model: `TPU ${tpu[1] ?? ''}`, count: known(Number(tpu[2])), fraction: null };
  if (/^(ct\w+|tpu\d\w*)-/.test(name)) return { vendor: 'google', model: 'TPU', count: unknown(`the catalogue does not know how many chips ${name} has`), fraction: null };
  const model = series.find(([prefix]) => prefix.test(name))?.[1];
  if (model === undefined) {
    // A new accelerator-optimized series (A…, G2 and later) is accelerated even before the catalogue has it.
    return /^(a\d+x?|g[2-9])-/.test(name) ? { vendor: 'nvidia', model: null, count: unknown(`the catalogue does not have ${name}`), fraction: null } : null;
  }
  const gpus = /-(\d+)g(-metal)?$/.exec(name);
  if (gpus) return { vendor: 'nvidia', model, count: known(Number(gpus[1])), fraction: null };
  const cpus = Number(/-(\d+)$/.exec(name)?.[1] ?? NaN);
  const count = name.startsWith('g2-') ? (g2[cpus] ?? (name.includes('custom') ? 1 : undefined)) : name.startsWith('g4-') ? (g4[cpus] ?? (g4Shares[cpus] === undefined ? undefined : 1)) : undefined;
  const missing: Known<number> = unknown(`the catalogue does not know how many accelerators ${name} has`);
  return { vendor: 'nvidia', model, count: count === undefined ? missing : known(count), fraction: name.startsWith('g4-') ? (g4Shares[cpus] ?? null) : null };
}

/** `n2-standard-8` 8; custom `n2-custom-8-16384` and `custom-8-16384` 8; SQL `db-custom-4-15360` 4, `db-n1-standard-2` 2. */
function vcpus(name: string, written: string): Known<number> {
  const exact = sharedCore[name] ?? optimized[name] ?? services[name];
  if (exact !== undefined) return known(exact);
  const custom = /(?:^|-)custom-(micro|small|medium|\d+)(?:-|$)/.exec(name);
  if (custom) return known(/^\d+$/.test(custom[1] ?? '') ? Number(custom[1]) : 2);
  const sql = /^db-(?:perf|memory)-optimized-[a-z]+-(\d+)$/.exec(name);
  if (sql) return known(Number(sql[1]));
  const standard = /^(?:db-)?[a-z]+\d+[a-z]*-[a-z]+-(\d+)(?:-(?:lssd|metal|standardlssd|highlssd))*$/.exec(name);
  // Nodes of a sole tenant: vCPUs, then GB.
  const node = /^[a-z]+\d+[a-z]*-node-(\d+)-\d+/.exec(name);
  if (node) return known(Number(node[1]));
  return standard ? known(Number(standard[1])) : unknown(`the catalogue does not know how many vCPUs ${written} has`);
}

/** `nvidia-tesla-t4`, `NVIDIA_L4`, `nvidia-h100-80gb`, `v5litepod-16`, `CUDA`-style names of Vertex AI. */
export function gcpAccelerator(full: string): Accelerator {
  const name = lastSegment(full).toLowerCase().replaceAll('_', '-');
  const tpu = /^(v\d\w*)-(\d+)$/.exec(name);
  if (tpu) return { vendor: 'google', model: `TPU ${tpu[1] ?? ''}`, count: known(Number(tpu[2])), fraction: null };
  if (/^(tpu|v\d|ct)/.test(name)) return { vendor: 'google', model: `TPU ${name.replace(/^tpu-?/, '')}`.trim(), count: unknown('the request names no number of chips'), fraction: null };
  const model = name.replace(/^nvidia-/, '').replace(/^tesla-/, '').replace(/-vws$/, '').toUpperCase();
  return { vendor: name.startsWith('amd') ? 'amd' : name.startsWith('nvidia') ? 'nvidia' : null, model, count: unknown('the request names no number of accelerators'), fraction: null };
}
