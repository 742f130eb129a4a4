import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { services, type Service } from '../collect/aws/calls.ts';
import { accountsOf, type Endpoint } from '../collect/aws/accounts.ts';
import { clauseOf, isLocked } from '../collect/aws/faults.ts';
import type { Unanswered } from '../collect/answer.ts';
import { loadSdk } from '../collect/aws/sdk.ts';
import { packagesFor, tasksOf } from '../collect/aws/tasks.ts';
import { Journal } from '../collect/journal.ts';
import { ProblemError, type Problem } from '#model/problem.ts';
import { pathWord } from '#model/shell-word.ts';
import { terminalText } from '#reports/escape.ts';
import { collect, type Collected, type InventoryProgress } from '../inventory.ts';
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

const shownTasks = 3;

/** Tasks that failed alike are one problem: a network that is down fails all of them. */
function failuresOf(failed: Collected['failed'], partial: string): readonly Problem[] {
  const alike = new Map<string, { readonly tasks: string[]; readonly error: unknown }>();
  for (const { task, error } of failed) {
    const text = error instanceof Error ? `${error.name}: ${clauseOf(error)}` : String(error);
    const before = alike.get(text);
    if (before) before.tasks.push(task);
    else alike.set(text, { tasks: [task], error });
  }
  return [...alike].map(([text, { tasks, error }]) => ({
    code: 'inventory-failed',
    message: `${tasks.slice(0, shownTasks).join(', ')}${tasks.length > shownTasks ? ` and ${tasks.length - shownTasks} more` : ''} could not be read: ${text}`,
    where: partial,
    hint: isLocked(error) ? 'log in again; what was read is kept, and the same command goes on from there' : `what was read is kept, and the same command goes on from there; to judge what there is: landrail check ${pathWord(partial)}; to leave a service out, remove ${partial} and name the others with --services`,
  }));
}

/** A line for each call and reason, however many regions it was refused in. */
function unseen(refused: readonly Unanswered[]): readonly string[] {
  const alike = new Map<string, { readonly one: Unanswered; readonly regions: string[] }>();
  for (const one of refused) {
    // Texts name the region in ARNs of who asks for what.
    const key = JSON.stringify([one.account, one.call, one.because.replaceAll(one.region, '')]);
    const before = alike.get(key);
    if (before) before.regions.push(one.region);
    else alike.set(key, { one, regions: [one.region] });
  }
  return [...alike.values()].map(({ one: { call, account, because }, regions }) => `not seen: ${call} in ${regions.sort().join(', ')} of ${account}: ${because}`);
}

/** As the AWS CLI and the SDKs have it: https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html */
function endpointOf({ endpointUrl }: InventoryFlags, { env }: Io): Endpoint {
  const url = endpointUrl ?? env['AWS_ENDPOINT_URL'];
  if (url === undefined || url === '') return {};
  if (!/^https?:\/\/[^/\s]/.test(url) || !URL.canParse(url)) throw new ProblemError({ code: 'usage-value', message: `${endpointUrl === undefined ? 'AWS_ENDPOINT_URL' : '--endpoint-url'} is ${JSON.stringify(url)}; it must be an address like http://127.0.0.1:4566`, where: null, hint: null });
  return { endpoint: url };
}

function servicesNamed(written: string | undefined): readonly Service[] {
  if (written === undefined) return services;
  return namesIn(written, '--services').map((name) => {
    const found = services.find((service) => service.name === name);
    if (found === undefined) throw new ProblemError({ code: 'usage-value', message: `--services has ${JSON.stringify(name)}; allowed: ${services.map((service) => service.name).join(', ')}`, where: null, hint: null });
    return found;
  });
}

/** Each once; a list of nothing would be an inventory of nothing. */
function namesIn(list: string, flag: string): string[] {
  const names = [...new Set(list.split(',').map((name) => name.trim()).filter((name) => name !== ''))];
  if (names.length === 0) throw new ProblemError({ code: 'usage-value', message: `${flag} names nothing; leave it out for all`, where: null, hint: null });
  return names;
}

function regionsNamed(written: string | undefined): readonly string[] | null {
  if (written === undefined) return null;
  const regions = namesIn(written, '--regions').sort();
  const other = regions.find((region) => !/^[a-z]{2,4}(?:-[a-z]+)+-\d+$/.test(region));
  if (other !== undefined) throw new ProblemError({ code: 'usage-value', message: `--regions has ${JSON.stringify(other)}; regions are called like eu-west-1, and separated by commas`, where: null, hint: null });
  return regions;
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
