// Big plans in Terraform's own layout: the plan of one cell (seed.json, made by Terraform from fleet/) repeated for many cells.
//
//   node bench/plan/generate.mjs 15000 plan.json
//
// Deterministic: the same number gives the same bytes. 50 resources make a cell, ten cells a team (one module call each), so that
// configuration, planned values, changes, prior state and relevant attributes grow as they do in a real repository.
import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const resourcesPerCell = 50;
const cellsPerTeam = 10;
const seedFile = fileURLToPath(new URL('seed.json', import.meta.url));

/** What is special about the n-th cell; most have nothing. The proportions keep a plan's findings near one in ten resources. */
function blanks(cell) {
  return {
    ownerless: cell % 30 === 12,
    workerType: cell % 20 === 7 ? 'g5.2xlarge' : cell % 10 === 0 ? 'c5.metal' : 'c7g.xlarge',
    databaseType: cell % 15 === 4 ? 'db.r6g.4xlarge' : 'db.t4g.large',
    sshFrom: cell % 25 === 9 ? '0.0.0.0/0' : '10.0.0.0/8',
  };
}

/** Every 15th team builds through a second provider, in a region that is not allowed. */
const isFar = (team) => team % 15 === 13;
const teamName = (team) => `team_${String(team).padStart(3, '0')}`;

/** A function that writes the cell's name, ids and blanks into a piece of the seed. */
function cellWriter(cell) {
  const team = Math.floor(cell / cellsPerTeam);
  const { ownerless, workerType, databaseType, sshFrom } = blanks(cell);
  const id = cell.toString(16).padStart(4, '0');
  return (text) => {
    let out = text
      .replaceAll('team_seed', teamName(team))
      .replaceAll('cell-seed', `cell-${String(cell).padStart(4, '0')}`)
      .replaceAll('@net@', String(cell % 256))
      .replaceAll('@worker-type@', workerType)
      .replaceAll('@database-type@', databaseType)
      .replaceAll('@ssh-from@', sshFrom)
      .replace(/\b(i|lt|rtb|sg|sgr|subnet|vol|vpc)-0[0-9a-f]{12}([0-9a-f]{4})\b/g, (found) => found.slice(0, -4) + id);
    out = ownerless ? out.replaceAll('"owner":"@owner@",', '') : out.replaceAll('@owner@', `${teamName(team)}@shop.example`);
    return isFar(team) ? out.replaceAll('eu-west-1', 'us-east-1') : out;
  };
}

function moduleCall(seed, team) {
  const call = JSON.stringify(seed.configuration.root_module.module_calls.team_seed).replaceAll('team_seed', teamName(team));
  return `"${teamName(team)}":${isFar(team) ? call.replaceAll('"provider_config_key":"aws"', '"provider_config_key":"aws.far"') : call}`;
}

function providers(seed) {
  const near = seed.configuration.provider_config.aws;
  const far = { ...near, alias: 'far', expressions: { ...near.expressions, region: { constant_value: 'us-east-1' } } };
  return { aws: near, 'aws.far': far };
}

/** Yields the plan's JSON text in pieces. `resources` is rounded up to whole cells. */
export function* planText(resources) {
  const seed = JSON.parse(readFileSync(seedFile, 'utf8'));
  const cells = Math.ceil(resources / resourcesPerCell);
  const writers = Array.from({ length: cells }, (_, cell) => cellWriter(cell));
  const teams = Math.ceil(cells / cellsPerTeam);

  function* repeated(pieces) {
    const text = pieces.map((piece) => JSON.stringify(piece)).join(',');
    for (const [cell, write] of writers.entries()) {
      if (cell > 0) yield ',';
      yield write(text);
    }
  }

  const { format_version, terraform_version, timestamp } = seed;
  yield `{"format_version":"${format_version}","terraform_version":"${terraform_version}","variables":{"release":{"value":"2026.11"}},"planned_values":{"root_module":{"child_modules":[`;
  yield* repeated(seed.planned_values.root_module.child_modules);
  yield ']}},"resource_changes":[';
  yield* repeated(seed.resource_changes);
  yield `],"prior_state":{"format_version":"1.0","terraform_version":"${terraform_version}","values":{"root_module":{"child_modules":[`;
  yield* repeated(seed.prior_state.values.root_module.child_modules);
  yield `]}}},"configuration":{"provider_config":${JSON.stringify(providers(seed))},"root_module":{"module_calls":{`;
  for (let team = 0; team < teams; team += 1) yield (team > 0 ? ',' : '') + moduleCall(seed, team);
  yield `},"variables":${JSON.stringify(seed.configuration.root_module.variables)}}},"relevant_attributes":[`;
  yield* repeated(seed.relevant_attributes);
  yield `],"timestamp":"${timestamp}","applyable":true,"complete":true,"errored":false}\n`;
}

/** Writes the plan and returns its size in bytes. */
export function writePlan(resources, file) {
  mkdirSync(dirname(file), { recursive: true });
  const handle = openSync(file, 'w');
  let bytes = 0;
  for (const piece of planText(resources)) bytes += writeSync(handle, piece);
  closeSync(handle);
  return bytes;
}

if (argv[1] && import.meta.url === pathToFileURL(argv[1]).href) {
  const [resources, file] = [Number(argv[2]), argv[3]];
  if (!(resources > 0) || !file) throw new Error('usage: node bench/plan/generate.mjs RESOURCES FILE');
  console.log(`${file}: ${(writePlan(resources, file) / 1e6).toFixed(1)} MB`);
}
