import { member, type JsonValue } from '#model/json.ts';
import { known, unknown, type Known } from '#model/known.ts';
import type { Accelerator } from '#model/resource.ts';
import { table } from './data.ts';
import type { ShapeFacts } from './facts.ts';
import { awsServiceShape } from './shapes-aws-services.ts';

/** `ml.p5.48xlarge`, `db.r6g.large`, `cache.t4g.micro`, `m5.large.search`, `stream.graphics.g4dn.xlarge`, `GRAPHICS_G6_XLARGE` -> the EC2 name inside. */
function ec2Name(name: string): string {
  return name
    .toLowerCase()
    .replace(/^(ml|db|cache|mq|kafka|dms|dax|express)\./, '')
    .replace(/^stream\.(?:[a-z-]+\.(?=[^.]+\.))?/, '')
    .replace(/^graphics_([a-z]+\d\w*)_(\w+)$/, '$1.$2')
    .replace(/\.(search|elasticsearch)$/, '');
}

/**
 * Families with an accelerator: P, G, GR (GPU), TRN, INF (AWS silicon), DL (deep learning), VT (media), F (FPGA). The digit must
 * follow: `c6g` is an ARM processor.
 */
const acceleratedFamily = /^(p|g|gr|trn|inf|dl|vt|f)\d+[a-z]*(-[a-z0-9]+)?$/;

/** What the accelerated families of EC2 begin with; `g` also begins GR. */
export const acceleratedFamilies: readonly string[] = ['p', 'g', 'trn', 'inf', 'dl', 'vt', 'f'];

/** `variant`: what tells machines of one name apart, the environment type of a build. */
export function awsShape(name: string, variant: string | null): ShapeFacts {
  const service = awsServiceShape(name, variant);
  if (service !== null) return service;
  const facts = table('shapes-aws');
  const ec2 = ec2Name(name);
  const [family = ''] = ec2.split('.');
  const entry = member(facts['families'], family);
  const count = member(facts['accelerators'], ec2);
  const model = Array.isArray(entry) ? entry : null;
  if (model === null && !acceleratedFamily.test(family)) return { accelerator: null, vcpus: vcpus(facts['vcpus'], name, ec2) };
  return {
    accelerator: accelerator(
      text(model?.[0]),
      text(model?.[1]),
      typeof count === 'number' ? known(count) : unknown(`the catalogue does not have the size ${ec2} of an accelerated family`),
      number(member(facts['fractions'], ec2)),
    ),
    vcpus: vcpus(facts['vcpus'], name, ec2),
  };
}

/** Exceptions first, then the rule of the size: `large` 2, `xlarge` 4, `Nxlarge` 4 N; `medium` of Graviton 1. */
function vcpus(exceptions: JsonValue | undefined, name: string, ec2: string): Known<number> {
  const [family = '', size = ''] = ec2.split('.');
  const exact = number(member(exceptions, ec2));
  if (exact !== null) return known(exact);
  const multiple = /^(\d*)xlarge$/.exec(size) ?? /^metal-(\d+)xl$/.exec(size);
  if (multiple) return known(4 * Number(multiple[1] === '' ? 1 : multiple[1]));
  if (size === 'large') return known(2);
  if (size === 'medium') return known(/^[a-z]+\d+g[a-z]*$/.test(family) ? 1 : 2);
  if (['nano', 'micro', 'small'].includes(size)) return known(2);
  return unknown(`the catalogue does not know how many vCPUs ${name} has`);
}

/** The EC2 accelerator names of attribute-based selection (`nvidia-h100`, `h100`, `inferentia`), and of elastic GPUs. */
export function awsAccelerator(type: string): Accelerator {
  const name = type.toLowerCase().replace(/^(nvidia|amd|aws|xilinx|habana|qualcomm)-/, '');
  const vendor = /^(inferentia|trainium)/.test(name) ? 'aws' : /^(radeon|u30)/.test(name) ? 'amd' : /^(vu9p|u\d)/.test(name) ? 'xilinx' : name.startsWith('gaudi') ? 'habana' : 'nvidia';
  return accelerator(vendor, name.toUpperCase(), unknown('the request names no number of accelerators'), null);
}

function accelerator(vendor: string | null, model: string | null, count: Known<number>, fraction: number | null): Accelerator {
  return { vendor, model, count, fraction };
}

function text(value: JsonValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function number(value: JsonValue | undefined): number | null {
  return typeof value === 'number' ? value : null;
}
