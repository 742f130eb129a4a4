import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { services, type Service } from '../collect/aws/calls.ts';
import { accountsOf, type Endpoint } from '../collect/aws/accounts.ts';
import { clauseOf } from '../collect/aws/faults.ts';
import { loadSdk } from '../collect/aws/sdk.ts';
import { packagesFor, tasksOf } from '../collect/aws/tasks.ts';
import { Journal } from '../collect/journal.ts';
import { ProblemError } from '#model/problem.ts';
import { terminalText } from '#reports/escape.ts';
import { collect, type InventoryProgress } from '../inventory.ts';
import type { ExitCode, Io } from './io.ts';

export interface InventoryFlags {
  readonly regions?: string;
  readonly roleArn: readonly string[];
  readonly services?: string;
  readonly output: string;
  readonly concurrency: string;
  readonly endpointUrl?: string;
}

/** Flags -> accounts, regions, calls -> FILE. Exit code 0 for a whole inventory, 1 where calls were refused, 2 where it could not be made. */
export async function inventoryAwsCommand(flags: InventoryFlags, io: Io): Promise<ExitCode> {
  const target = resolve(io.cwd, flags.output);
  const asked = servicesNamed(flags.services);
  const regions = flags.regions === undefined ? null : namesIn(flags.regions).sort();
  const concurrency = atLeastOne(flags.concurrency);
  const endpoint = endpointOf(flags, io);
  const sdk = loadSdk(packagesFor(asked), io.cwd);
  const sts = sdk.get('@aws-sdk/client-sts');
  if (sts === undefined) throw new Error('the STS client was not loaded');
  const accounts = await accountsOf(flags.roleArn, sts, endpoint);
  const header = { landrail: 'inventory', version: 1, provider: 'aws', asked: { accounts: accounts.map((account) => account.id), regions: regions ?? 'enabled', services: asked.map((service) => service.name) }, started: io.now.toISOString() };
  const replaces = existsSync(target);
  const journal = new Journal(target, flags.output, header);
  const progress = told(io);
  try {
    const { resources, tasks, resumed, refused, failed } = await collect(await tasksOf({ accounts, regions, services: asked, endpoint }, sdk), journal, concurrency, progress.tell, () => new Date());
    progress.end();
    if (failed.length > 0) throw new ProblemError(failed.map(({ task, error }) => ({ code: 'inventory-failed', message: `${task} could not be read: ${error instanceof Error ? `${error.name}: ${clauseOf(error)}` : String(error)}`, where: `${flags.output}.partial`, hint: 'what was read is kept; the same command again goes on from there' })));
    if (resumed > 0) io.stderr(`${resumed} of ${tasks} tasks were done by an earlier run\n`);
    for (const { call, account, region, because } of refused) io.stderr(terminalText(`not seen: ${call} in ${region} of ${account}: ${because}`).concat('\n'));
    io.stdout(terminalText(`${flags.output}${replaces ? ' (replaced)' : ''}: ${resources.toLocaleString('en-US')} resources of ${accounts.map((account) => account.id).join(', ')}${refused.length === 0 ? '' : `; ${refused.length} ${refused.length === 1 ? 'call' : 'calls'} gave nothing`}. Judge it with: landrail check ${flags.output}`).concat('\n'));
    return refused.length === 0 ? 0 : 1;
  } catch (error) {
    progress.end();
    if (error instanceof ProblemError) throw error;
    throw new ProblemError({ code: 'inventory-failed', message: `AWS could not be read: ${error instanceof Error ? error.message : String(error)}`, where: `${flags.output}.partial`, hint: 'what was read is kept; the same command again goes on from there' });
  }
}

/** As the AWS CLI and the SDKs have it: https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html */
function endpointOf({ endpointUrl }: InventoryFlags, { env }: Io): Endpoint {
  const url = endpointUrl ?? env['AWS_ENDPOINT_URL'];
  return url === undefined || url === '' ? {} : { endpoint: url };
}

function servicesNamed(written: string | undefined): readonly Service[] {
  if (written === undefined) return services;
  return namesIn(written).map((name) => {
    const found = services.find((service) => service.name === name);
    if (found === undefined) throw new ProblemError({ code: 'usage-value', message: `--services has ${JSON.stringify(name)}; allowed: ${services.map((service) => service.name).join(', ')}`, where: null, hint: null });
    return found;
  });
}

function namesIn(list: string): string[] {
  return list.split(',').map((name) => name.trim()).filter((name) => name !== '');
}

function atLeastOne(written: string): number {
  const number = Number(written);
  if (Number.isInteger(number) && number > 0 && number <= 64) return number;
  throw new ProblemError({ code: 'usage-value', message: `--concurrency is ${JSON.stringify(written)}; it must be a whole number from 1 to 64`, where: null, hint: null });
}

/** What is being read: one line that is written over, where a person is looking. */
function told(io: Io): { readonly tell: InventoryProgress; readonly end: () => void } {
  if (!io.stderrIsTTY) return { tell: () => undefined, end: () => undefined };
  let shown = false;
  return {
    tell: ({ task, done, of, resources }) => {
      const line = terminalText(`[${done}/${of}] ${task}: ${resources.toLocaleString('en-US')} resources so far`);
      shown = true;
      io.stderr(`\r\u001B[K${line.slice(0, io.width - 1)}`);
    },
    end: () => {
      if (shown) io.stderr('\r\u001B[K');
    },
  };
}
