import { absent, known, unknown, type Known } from '#model/known.ts';

/** Node sizes of Synapse Spark pools. */
const nodes: Readonly<Record<string, number>> = { small: 4, medium: 8, large: 16, xlarge: 32, xxlarge: 64, xxxlarge: 80 };

/** vCPUs of what services of Azure call their sizes; none for tiers that are no machines (`S0`, `Premium`, `GlobalStandard`). Sources in SOURCES.md. */
export function azureServiceVcpus(name: string): Known<number> {
  const vcpus = nodes[name.toLowerCase()] ?? sql(name) ?? appService(name) ?? vmware(name);
  if (vcpus !== null) return known(vcpus);
  return /type\d+$/i.test(name) ? unknown(`the catalogue does not know how many vCPUs ${name} has`) : absent;
}

/** `GP_Gen5_8`, `BC_Gen5_80`, `GP_S_Gen5_2`, `HS_PRMS_16`: tier, hardware, vCores. */
function sql(name: string): number | null {
  const cores = /^(?:GP|BC|HS)(?:_S)?_[a-z]+\d*_(\d+)$/i.exec(name)?.[1];
  return cores === undefined ? null : Number(cores);
}

/** Plans double with each step: `P1v2` and `EP1` have one vCPU; `P0v3` one, `P1v3` and `I1v2` two. */
function appService(name: string): number | null {
  const [, line, step, version] = /^(P|I|EP)(\d)m?(?:v(\d))?$/i.exec(name) ?? [];
  if (line === undefined || (version === undefined && line.toUpperCase() !== 'EP')) return null;
  const first = line.toUpperCase() === 'I' || Number(version) >= 3 ? 2 : 1;
  return first * 2 ** (Number(step) - 1);
}

/** Hosts of Azure VMware Solution say their cores: `av36p`. */
function vmware(name: string): number | null {
  const cores = /^av(\d+)[a-z]*$/i.exec(name)?.[1];
  return cores === undefined ? null : Number(cores);
}
