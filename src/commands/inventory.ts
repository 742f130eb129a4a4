import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { accountsOf } from '../collect/aws/accounts.ts';
import { isLocked } from '../collect/aws/faults.ts';
import { loadSdk } from '../collect/aws/sdk.ts';
import { packagesFor, tasksOf } from '../collect/aws/tasks.ts';
import { Journal } from '../collect/journal.ts';
import { ProblemError } from '#model/problem.ts';
import { pathWord } from '#model/shell-word.ts';
import { terminalText } from '#reports/escape.ts';
import { collect } from '../inventory.ts';
import { failuresOf, unseen } from './inventory/failures.ts';
import { told } from './inventory/progress.ts';
import { atLeastOne, endpointOf, regionsNamed, servicesNamed } from './inventory/values.ts';
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
  const regions = regionsNamed(flags.regions);
  const concurrency = atLeastOne(flags.concurrency);
  const endpoint = endpointOf(flags.endpointUrl, io.env);
  const sdk = loadSdk(packagesFor(asked), io.cwd);
  const sts = sdk.get('@aws-sdk/client-sts');
  if (sts === undefined) throw new Error('the STS client was not loaded');
  const accounts = await accountsOf(flags.roleArn, sts, endpoint);
  const header = { landrail: 'inventory', version: 1, provider: 'aws', asked: { accounts: accounts.map((account) => account.id), regions: regions ?? 'enabled', services: asked.map((service) => service.name) }, started: io.now.toISOString() };
  const replaces = existsSync(target);
  const journal = new Journal(target, flags.output, header);
  const progress = told(io);
  try {
    const { resources, tasks, resumed, refused, failed } = await collect(await tasksOf({ accounts, regions, services: asked, endpoint }, sdk), journal, concurrency, { progress: progress.tell, now: () => new Date(), isLocked });
    progress.end();
    if (failed.length > 0) throw new ProblemError(failuresOf(failed, `${flags.output}.partial`));
    if (resumed > 0) io.stderr(`${resumed} of ${tasks} tasks were done by an earlier run\n`);
    for (const line of unseen(refused)) io.stderr(terminalText(line).concat('\n'));
    io.stdout(terminalText(`${flags.output}${replaces ? ' (replaced)' : ''}: ${resources.toLocaleString('en-US')} resources of ${accounts.map((account) => account.id).join(', ')}${refused.length === 0 ? '' : `; ${refused.length} ${refused.length === 1 ? 'call' : 'calls'} gave nothing`}. Judge it with: landrail check ${pathWord(flags.output)}`).concat('\n'));
    return refused.length === 0 ? 0 : 1;
  } catch (error) {
    progress.end();
    journal.leave();
    if (error instanceof ProblemError) throw error;
    throw new ProblemError({ code: 'inventory-failed', message: `AWS could not be read: ${error instanceof Error ? error.message : String(error)}`, where: `${flags.output}.partial`, hint: 'what was read is kept; run the same command again to continue' });
  }
}
