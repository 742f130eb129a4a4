import { describe, expect, it } from 'vitest';
import { attachedAccelerator, flexVcpus, shapeFacts } from '#catalog/shapes.ts';
import { known, type Known } from '#model/known.ts';
import type { Provider } from '#model/resource.ts';

type Row = readonly [provider: Provider, shape: string, accelerator: string | null, vcpus: number | null];

const unknownCount = '?';
const count = (value: Known<number>): string => (value.status === 'known' ? String(value.value) : unknownCount);

const rows: readonly Row[] = [
  ['aws', 'p5.48xlarge', '8 nvidia H100', 192],
  ['aws', 'p5.4xlarge', '1 nvidia H100', 16],
  ['aws', 'p5en.48xlarge', '8 nvidia H200', 192],
  ['aws', 'p4d.24xlarge', '8 nvidia A100', 96],
  ['aws', 'p3dn.24xlarge', '8 nvidia V100', 96],
  ['aws', 'p6-b200.48xlarge', '8 nvidia B200', 192],
  ['aws', 'P3.2XLARGE', '1 nvidia V100', 8],
  ['aws', 'g4dn.12xlarge', '4 nvidia T4', 48],
  ['aws', 'g4ad.16xlarge', '4 amd Radeon Pro V520', 64],
  ['aws', 'g5.24xlarge', '4 nvidia A10G', 96],
  ['aws', 'g5g.16xlarge', '2 nvidia T4G', 64],
  ['aws', 'g6e.48xlarge', '8 nvidia L40S', 192],
  ['aws', 'gr6.4xlarge', '1 nvidia L4', 16],
  ['aws', 'g6f.4xlarge', '1 nvidia L4 x0.5', 16],
  ['aws', 'inf1.24xlarge', '16 aws Inferentia', 96],
  ['aws', 'inf2.48xlarge', '12 aws Inferentia2', 192],
  ['aws', 'trn1.32xlarge', '16 aws Trainium', 128],
  ['aws', 'dl1.24xlarge', '8 habana Gaudi', 96],
  ['aws', 'f2.12xlarge', '2 amd VU47P FPGA', 48],
  ['aws', 'p9z.48xlarge', '? null null', 192],
  ['aws', 'ml.p5.48xlarge', '8 nvidia H100', 192],
  ['aws', 'ml.g5.xlarge', '1 nvidia A10G', 4],
  ['aws', 'stream.graphics.g4dn.xlarge', '1 nvidia T4', 4],
  ['aws', 'GRAPHICS_G4DN', '1 nvidia T4', null],
  ['aws', 't3.micro', null, 2],
  ['aws', 't2.micro', null, 1],
  ['aws', 'm7g.medium', null, 1],
  ['aws', 't4g.medium', null, 2],
  ['aws', 'c6g.16xlarge', null, 64],
  ['aws', 'r8g.metal-48xl', null, 192],
  ['aws', 'c5.metal', null, 96],
  ['aws', 'hpc7a.96xlarge', null, 192],
  ['aws', 'u7i-12tb.224xlarge', null, 896],
  ['aws', 'db.r6g.4xlarge', null, 16],
  ['aws', 'cache.t4g.small', null, 2],
  ['aws', 'm6g.large.search', null, 2],
  ['aws', 'optimal', null, null],
  ['azure', 'Standard_D4s_v5', null, 4],
  ['azure', 'Standard_B2ms', null, 2],
  ['azure', 'Standard_E64-16ds_v4', null, 16],
  ['azure', 'Standard_NC24ads_A100_v4', '1 nvidia A100', 24],
  ['azure', 'standard_nc96ads_a100_v4', '4 nvidia A100', 96],
  ['azure', 'Standard_NC6s_v3', '1 nvidia V100', 6],
  ['azure', 'Standard_NC24rs_v2', '4 nvidia P100', 24],
  ['azure', 'Standard_NC12', '2 nvidia K80', 12],
  ['azure', 'Standard_NC4as_T4_v3', '1 nvidia T4', 4],
  ['azure', 'Standard_NC80adis_H100_v5', '2 nvidia H100', 80],
  ['azure', 'Standard_ND96asr_v4', '8 nvidia A100', 96],
  ['azure', 'Standard_ND40rs_v2', '8 nvidia V100', 40],
  ['azure', 'Standard_ND24s', '4 nvidia P40', 24],
  ['azure', 'Standard_ND96isr_H200_v5', '8 nvidia H200', 96],
  ['azure', 'Standard_ND96is_MI300X_v5', '8 amd MI300X', 96],
  ['azure', 'Standard_ND128isr_NDR_GB200_v6', '4 nvidia GB200', 128],
  ['azure', 'Standard_NV6ads_A10_v5', `1 nvidia A10 x${1 / 6}`, 6],
  ['azure', 'Standard_NV72ads_A10_v5', '2 nvidia A10', 72],
  ['azure', 'Standard_NV8as_v4', '1 amd MI25 x0.25', 8],
  ['azure', 'Standard_NV12s_v3', '1 nvidia M60', 12],
  ['azure', 'Standard_NG32ads_V620_v1', '1 amd V620', 32],
  ['azure', 'Standard_NP20s', '2 xilinx U250 FPGA', 20],
  ['azure', 'Standard_NC999zz_X1_v9', '? nvidia X1', 999],
  ['azure', 'Consumption-GPU-NC24-A100', '1 nvidia A100', 24],
  ['gcp', 'e2-standard-4', null, 4],
  ['gcp', 'e2-micro', null, 2],
  ['gcp', 'n2-custom-8-16384', null, 8],
  ['gcp', 'custom-4-8192', null, 4],
  ['gcp', 'n2d-highmem-96', null, 96],
  ['gcp', 'c3-standard-88-lssd', null, 88],
  ['gcp', 'db-custom-4-15360', null, 4],
  ['gcp', 'db-n1-standard-2', null, 2],
  ['gcp', 'a2-highgpu-4g', '4 nvidia A100', 48],
  ['gcp', 'a2-megagpu-16g', '16 nvidia A100', 96],
  ['gcp', 'a2-ultragpu-8g', '8 nvidia A100 80GB', 96],
  ['gcp', 'a3-highgpu-8g', '8 nvidia H100', 208],
  ['gcp', 'a3-ultragpu-8g', '8 nvidia H200', 224],
  ['gcp', 'a4-highgpu-8g', '8 nvidia B200', 224],
  ['gcp', 'a4x-maxgpu-4g-metal', '4 nvidia GB300', null],
  ['gcp', 'g2-standard-4', '1 nvidia L4', 4],
  ['gcp', 'g2-standard-24', '2 nvidia L4', 24],
  ['gcp', 'g2-standard-96', '8 nvidia L4', 96],
  ['gcp', 'g4-standard-384', '8 nvidia RTX PRO 6000', 384],
  ['gcp', 'ct5lp-hightpu-4t', '4 google TPU ct5lp', null],
  ['gcp', 'https://www.googleapis.com/compute/v1/projects/p/zones/z/machineTypes/a2-highgpu-1g', '1 nvidia A100', 12],
  ['oci', 'VM.Standard.E5.Flex', null, null],
  ['oci', 'VM.Standard2.8', null, 16],
  ['oci', 'BM.Standard.E4.128', null, 256],
  ['oci', 'BM.GPU.H100.8', '8 nvidia H100', 224],
  ['oci', 'BM.GPU4.8', '8 nvidia A100', 128],
  ['oci', 'BM.GPU.A100-v2.8', '8 nvidia A100 80GB', 256],
  ['oci', 'VM.GPU3.2', '2 nvidia V100', 24],
  ['oci', 'VM.GPU2.1', '1 nvidia P100', 24],
  ['oci', 'VM.GPU.A10.2', '2 nvidia A10', 60],
  ['oci', 'BM.GPU.L40S.4', '4 nvidia L40S', 224],
  ['oci', 'BM.GPU.MI300X.8', '8 amd MI300X', null],
];

describe('shapes of four clouds', () => {
  it.each(rows)('%s %s', (provider, shape, accelerator, vcpus) => {
    const facts = shapeFacts(provider, shape);
    const { accelerator: found } = facts;
    expect(found === null ? null : `${count(found.count)} ${found.vendor} ${found.model}${found.fraction === null ? '' : ` x${found.fraction}`}`).toBe(accelerator);
    expect(facts.vcpus.status === 'known' ? facts.vcpus.value : null).toBe(vcpus);
  });

  it('flexible OCI shapes count OCPUs: two threads on x86, one core on A1', () => {
    expect([flexVcpus('VM.Standard.E5.Flex', 4), flexVcpus('VM.Standard.A1.Flex', 4)]).toEqual([8, 4]);
  });
});

describe('attached accelerators', () => {
  it.each([
    ['gcp', 'nvidia-tesla-t4', 'nvidia T4'],
    ['gcp', 'nvidia-tesla-t4-vws', 'nvidia T4'],
    ['gcp', 'NVIDIA_L4', 'nvidia L4'],
    ['gcp', 'projects/p/zones/z/acceleratorTypes/nvidia-h100-80gb', 'nvidia H100-80GB'],
    ['aws', 'h100', 'nvidia H100'],
    ['aws', 'inferentia', 'aws INFERENTIA'],
  ] as const)('%s %s', (provider, type, expected) => {
    const { vendor, model } = attachedAccelerator(provider, type);
    expect(`${vendor} ${model}`).toBe(expected);
  });

  it('a TPU topology counts its own chips', () => {
    expect(attachedAccelerator('gcp', 'v5litepod-16')).toEqual({ vendor: 'google', model: 'TPU v5litepod', count: known(16), fraction: null });
  });
});
