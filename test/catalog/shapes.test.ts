import { describe, expect, it } from 'vitest';
import { attachedAccelerator, flexVcpus, shapeFacts, shapeName } from '#catalog/shapes.ts';
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
  ['aws', 'stream.graphics-pro.8xlarge', '2 nvidia M60', 32],
  ['aws', 'stream.graphics-design.xlarge', '1 amd FirePro S7150x2', 4],
  ['aws', 'stream.standard.medium', null, 2],
  ['aws', 'stream.memory.z1d.3xlarge', null, 12],
  ['aws', 'GRAPHICS', '1 nvidia K520', 8],
  ['aws', 'GRAPHICS_G4DN', '1 nvidia T4', 4],
  ['aws', 'GRAPHICSPRO_G4DN', '1 nvidia T4', 16],
  ['aws', 'GRAPHICS_G6_2XLARGE', '1 nvidia L4', 8],
  ['aws', 'GRAPHICS_GR6_4XLARGE', '1 nvidia L4', 16],
  ['aws', 'GENERALPURPOSE_8XLARGE', null, 32],
  ['aws', 'VALUE', null, 1],
  ['aws', 'STANDARD', null, 2],
  ['aws', 'POWERPRO', null, 8],
  ['aws', 'Standard', null, 4],
  ['aws', 'G.025X', null, 2],
  ['aws', 'G.8X', null, 32],
  ['aws', 'R.4X', null, 16],
  ['aws', 'Z.2X', null, 8],
  ['aws', 'nano_3_0', null, 2],
  ['aws', 'micro_2_0', null, 1],
  ['aws', '4xlarge_win_3_0', null, 16],
  ['aws', 'medium_ipv6_3_0', null, 2],
  ['aws', 'c_9xlarge_1_0', null, 36],
  ['aws', 'gpu_nvidia_2xlarge_1_0', '1 nvidia null', 8],
  ['aws', 'BUILD_GENERAL1_SMALL', null, 2],
  ['aws', 'BUILD_GENERAL1_XLARGE', null, 36],
  ['aws', 'BUILD_GENERAL1_2XLARGE', null, 72],
  ['aws', 'BUILD_LAMBDA_10GB', null, 6],
  ['aws', 'ra3.16xlarge', null, 48],
  ['aws', 'ra3.xlplus', null, 4],
  ['aws', 'dc2.8xlarge', null, 32],
  ['aws', 'dax.r5.2xlarge', null, 8],
  ['aws', 'ultrawarm1.large.search', null, 16],
  ['aws', 'mw1.2xlarge', null, 16],
  ['aws', 'mac2-m2pro.metal', null, 12],
  ['aws', 'u-24tb1.metal', null, 448],
  ['aws', 'i3.metal', null, 72],
  ['aws', 'system', null, null],
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
  ['azure', 'Standard_DS14_v2', null, 16],
  ['azure', 'Standard_D5_v2', null, 16],
  ['azure', 'Standard_D4', null, 8],
  ['azure', 'Standard_DS13-4_v2', null, 4],
  ['azure', 'Standard_GS5', null, 32],
  ['azure', 'Standard_A7', null, 8],
  ['azure', 'Standard_A4_v2', null, 4],
  ['azure', 'Basic_A3', null, 4],
  ['azure', 'D4', null, 4],
  ['azure', 'GP_Standard_D16ds_v5', null, 16],
  ['azure', 'Dev(No SLA)_Standard_D11_v2', null, 2],
  ['azure', 'BC_Gen5_80', null, 80],
  ['azure', 'GP_S_Gen5_2', null, 2],
  ['azure', 'XXLarge', null, 64],
  ['azure', 'P1v2', null, 1],
  ['azure', 'P3mv3', null, 8],
  ['azure', 'I6v2', null, 64],
  ['azure', 'EP3', null, 4],
  ['azure', 'av36p', null, 36],
  ['azure', 'S0', null, null],
  ['azure', 'Consumption-GPU-NC24-A100', '1 nvidia A100', 24],
  ['azure', 'Consumption-GPU-NC8as-T4', '1 nvidia T4', 8],
  ['azure', 'NC96-A100', '4 nvidia A100', 96],
  ['gcp', 'e2-standard-4', null, 4],
  ['gcp', 'e2-micro', null, 2],
  ['gcp', 'n2-custom-8-16384', null, 8],
  ['gcp', 'custom-4-8192', null, 4],
  ['gcp', 'n2d-highmem-96', null, 96],
  ['gcp', 'c3-standard-88-lssd', null, 88],
  ['gcp', 'db-custom-4-15360', null, 4],
  ['gcp', 'db-n1-standard-2', null, 2],
  ['gcp', 'db-memory-optimized-N-16', null, 16],
  ['gcp', 'n1-node-96-624', null, 96],
  ['gcp', 'E2_HIGHCPU_32', null, 32],
  ['gcp', 'z3-highmem-192-highlssd-metal', null, 192],
  ['gcp', 'REDIS_HIGHMEM_XLARGE', null, 4],
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
  ['oci', 'DVH.Standard.E4.128', null, 256],
  ['oci', 'MySQL.VM.Standard.E3.4.64GB', null, 8],
  ['oci', 'Pod.Standard.E4.Flex', null, null],
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

describe('what is no machine', () => {
  it.each([['aws', 'system'], ['azure', 'S0'], ['azure', 'GlobalStandard'], ['azure', 'Premium'], ['azure', 'Balanced_B10'], ['oci', 'Pod.Standard.E4.Flex'], ['oci', 'LARGE_COHERE_V2']] as const)('%s %s has no vCPUs', (provider, name) => {
    expect(shapeFacts(provider, name)).toEqual({ accelerator: null, vcpus: { status: 'absent' } });
  });

  it.each([
    ['aws', 'db.serverless', 'the catalogue does not know how many vCPUs db.serverless has'],
    ['aws', 'ATTRIBUTE_BASED_COMPUTE', 'the catalogue does not know how many vCPUs ATTRIBUTE_BASED_COMPUTE has'],
    ['azure', 'Standard_Zebra', 'the catalogue does not know how many vCPUs Standard_Zebra has'],
    ['azure', 'DSv3-Type1', 'the catalogue does not know how many vCPUs DSv3-Type1 has'],
  ] as const)('%s %s is not known, as written', (provider, name, because) => {
    expect(shapeFacts(provider, name).vcpus).toEqual({ status: 'unknown', because, refs: [] });
  });
});

describe('names as policies compare them', () => {
  it.each([
    ['azure', 'GP_Standard_D4s_v3', 'Standard_D4s_v3'], ['azure', 'B_Standard_B1ms', 'Standard_B1ms'], ['azure', 'MO_Standard_E4ds_v4', 'Standard_E4ds_v4'],
    ['azure', 'Standard_D4s_v3', 'Standard_D4s_v3'], ['azure', 'GP_Gen5_8', 'GP_Gen5_8'], ['azure', 'Dev(No SLA)_Standard_D11_v2', 'Dev(No SLA)_Standard_D11_v2'],
    ['gcp', 'zones/europe-west1-b/machineTypes/e2-medium', 'e2-medium'], ['aws', 'GP_Standard_x', 'GP_Standard_x'],
  ] as const)('%s %s is %s', (provider, written, name) => expect(shapeName(provider, written)).toBe(name));
});

describe('machines of CodeBuild', () => {
  it.each([
    ['BUILD_GENERAL1_2XLARGE', 'ARM_CONTAINER', null, 48],
    ['BUILD_GENERAL1_XLARGE', 'WINDOWS_SERVER_2022_CONTAINER', null, 36],
    ['BUILD_GENERAL1_MEDIUM', 'MAC_ARM', null, 8],
    ['BUILD_GENERAL1_SMALL', 'LINUX_GPU_CONTAINER', '1 nvidia A10G', 4],
    ['BUILD_GENERAL1_LARGE', 'LINUX_GPU_CONTAINER', '4 nvidia V100', 32],
  ])('%s of %s', (name, variant, accelerator, vcpus) => {
    const { accelerator: found, vcpus: cores } = shapeFacts('aws', name, variant);
    expect(found && `${count(found.count)} ${found.vendor} ${found.model}`).toBe(accelerator);
    expect(cores).toEqual(known(vcpus));
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
