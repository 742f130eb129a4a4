import { absent, known } from '#model/known.ts';
import type { ShapeFacts } from './facts.ts';

/** Machines that services of AWS name in words of their own; null for names that have an EC2 type inside. Sources in SOURCES.md. */
export function awsServiceShape(name: string, variant: string | null): ShapeFacts | null {
  return build(name, variant) ?? glue(name) ?? lightsail(name) ?? workspace(name) ?? other(name);
}

const plain = (vcpus: number | undefined): ShapeFacts | null => (vcpus === undefined ? null : { accelerator: null, vcpus: known(vcpus) });
const equipped = (vcpus: number, model: string | null, count = 1): ShapeFacts => ({ accelerator: { vendor: 'nvidia', model, count: known(count), fraction: null }, vcpus: known(vcpus) });

const builds: Readonly<Record<string, number>> = { SMALL: 2, MEDIUM: 4, LARGE: 8, XLARGE: 36, '2XLARGE': 72 };
const armBuilds: Readonly<Record<string, number>> = { ...builds, XLARGE: 32, '2XLARGE': 48 };
const macBuilds: Readonly<Record<string, number>> = { MEDIUM: 8, LARGE: 12 };

/** CodeBuild, where `variant` is the type of the environment. Lambda gives a vCPU for every 1,769 MB. */
function build(name: string, variant: string | null): ShapeFacts | null {
  const memory = /^BUILD_LAMBDA_(\d+)GB$/.exec(name)?.[1];
  if (memory !== undefined) return plain(Math.ceil((Number(memory) * 1024) / 1769));
  const size = /^BUILD_GENERAL1_(\w+)$/.exec(name)?.[1];
  if (size === undefined) return null;
  if (variant === 'LINUX_GPU_CONTAINER') return size === 'SMALL' ? equipped(4, 'A10G') : equipped(32, 'V100', 4);
  return plain((variant?.startsWith('ARM') === true ? armBuilds : variant?.startsWith('MAC') === true ? macBuilds : builds)[size]);
}

/** A DPU is 4 vCPUs; a quarter of one has 2. */
function glue(name: string): ShapeFacts | null {
  if (name === 'Standard') return plain(4);
  const units = /^[GRZ]\.(025|\d+)X$/.exec(name)?.[1];
  return units === undefined ? null : plain(units === '025' ? 2 : 4 * Number(units));
}

/** Bundles: `nano_3_0`, `large_win_3_0`, `c_xlarge_1_0`, `gpu_nvidia_xlarge_1_0`. Up to generation 2 the three smallest had one vCPU. */
function lightsail(name: string): ShapeFacts | null {
  const [, line, size = '', generation] = /^(c_|m_|g_|app_standard_|gpu_nvidia_)?(nano|micro|small|medium|large|\d*xlarge)_(?:[a-z]+\d*_)*(\d)_\d$/.exec(name) ?? [];
  if (generation === undefined) return null;
  const large = /^(\d*)xlarge$/.exec(size);
  const vcpus = large ? 4 * Number(large[1] === '' ? 1 : large[1]) : Number(generation) < 3 && /^(nano|micro|small)$/.test(size) ? 1 : 2;
  return line === 'gpu_nvidia_' ? equipped(vcpus, null) : plain(vcpus);
}

const workspaces: Readonly<Record<string, ShapeFacts | null>> = {
  VALUE: plain(1), STANDARD: plain(2), PERFORMANCE: plain(2), POWER: plain(4), POWERPRO: plain(8), GENERALPURPOSE_4XLARGE: plain(16), GENERALPURPOSE_8XLARGE: plain(32),
  GRAPHICS: equipped(8, 'K520'), GRAPHICSPRO: equipped(16, 'M60'), GRAPHICS_G4DN: equipped(4, 'T4'), GRAPHICSPRO_G4DN: equipped(16, 'T4'),
};

function workspace(name: string): ShapeFacts | null {
  return workspaces[name.toUpperCase().replace('.', '_')] ?? null;
}

const others: Readonly<Record<string, number>> = {
  // Redshift
  'dc1.8xlarge': 32, 'dc2.8xlarge': 32, 'ds2.8xlarge': 36, 'ra3.xlplus': 4, 'ra3.4xlarge': 12, 'ra3.16xlarge': 48,
  // OpenSearch, MWAA, AppStream, Timestream for InfluxDB
  'ultrawarm1.large.search': 16, 'mw1.micro': 1, 'mw1.small': 1, 'mw1.medium': 2, 'mw1.large': 4, 'mw1.xlarge': 8, 'mw1.2xlarge': 16, 'stream.standard.small': 1, 'db.influx.medium': 1,
};

/** `system` is what SageMaker Studio runs its Jupyter server on: no machine of the account. */
function other(name: string): ShapeFacts | null {
  return name === 'system' ? { accelerator: null, vcpus: absent } : plain(others[name.toLowerCase()]);
}
