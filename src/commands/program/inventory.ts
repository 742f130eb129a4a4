import type { Command } from 'commander';
import { examplesOf } from '../examples.ts';
import { collect } from '../flag-values.ts';
import type { InventoryFlags } from '../inventory.ts';
import type { Io } from '../io.ts';
import type { Done } from './group.ts';

export function inventoryCommands(inventory: Command, io: Io, done: Done): void {
  inventory
    .command('aws')
    .description('export the resources of AWS accounts to one file, with read-only calls')
    .optionsGroup('What is read:')
    .option('--regions <list>', 'separated by commas (default: all that are enabled in the account)')
    .option('--services <list>', 'separated by commas (default: all that landrail reads)')
    .option('--role-arn <arn>', 'read the account of this role instead of your own (repeatable)', collect, [])
    .optionsGroup('Network:')
    .option('--concurrency <number>', 'parallel tasks, one per service and region (default: 8)', '8')
    .option('--endpoint-url <url>', 'a custom endpoint, such as LocalStack [AWS_ENDPOINT_URL]')
    .optionsGroup('Output:')
    .option('-o, --output <file>', 'output file (default: aws-inventory.ndjson)', 'aws-inventory.ndjson')
    .addHelpText('after', examplesOf('inventory aws'))
    .action(async (flags: InventoryFlags) => done(await (await import('../inventory.ts')).inventoryAwsCommand(flags, io)));
}
