import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { reader } from '../../src/audit/azure/reader.ts';
import type { AuditEvent } from '../../src/model/event.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { corpus, filesBelow, readJson } from './corpus.ts';

interface Case {
  readonly name: string;
  readonly rule_fires: boolean;
  readonly event: JsonObject;
}

const folder = join(corpus ?? '', 'audit/azure');

function eventsOf(event: JsonObject): readonly AuditEvent[] {
  const inner = reader.unwrap(event);
  expect(inner).not.toBeNull();
  const reading = reader.open({ pipelines: [] });
  const told = reading.read(inner as JsonObject, { file: 'case', record: 1 });
  return 'passed' in told ? reading.finish() : [told, ...reading.finish()];
}

const removes = (type: string) => (event: AuditEvent) => event.deed === 'delete' && event.outcome === 'success' && event.subjects[0]?.row.type === type;
const writes = (...types: readonly string[]) => (event: AuditEvent) => event.outcome === 'success' && types.includes(event.subjects[0]?.row.type ?? '');

/** Rules of panther whose topic is what resources are made, changed and removed; the others watch what is read, or an option within a body. */
const topics: Readonly<Record<string, (event: AuditEvent) => boolean>> = {
  azure_automation_account_created: (event) => writes('Microsoft.Automation/automationAccounts')(event) && event.deed !== 'delete',
  azure_firewall_policy_deleted: removes('Microsoft.Network/firewallPolicies'),
  azure_network_watcher_deleted: removes('Microsoft.Network/networkWatchers'),
  azure_storage_account_deleted: removes('Microsoft.Storage/storageAccounts'),
  azure_vm_deleted: removes('Microsoft.Compute/virtualMachines'),
  azure_vm_snapshot_deleted: removes('Microsoft.Compute/snapshots'),
};

describe('activity logs of the corpus, which panther has invented', () => {
  const files = filesBelow(folder, /\.json$/);

  test.skipIf(corpus === null)('are all read', () => {
    const names = new Map<string, number>();
    for (const file of files) {
      for (const { event } of (readJson(join(folder, file)) as { readonly cases: readonly Case[] }).cases) {
        const inner = reader.unwrap(event);
        if (inner === null) throw new Error(`${file}: not taken for an activity log`);
        const told = reader.open({ pipelines: [] }).read(inner, { file, record: 1 });
        const sort = 'passed' in told ? told.passed : 'event';
        names.set(sort, (names.get(sort) ?? 0) + 1);
        if (sort === 'malformed') throw new Error(`${file}: ${JSON.stringify(told)}`);
      }
    }
    expect(Object.fromEntries([...names].sort())).toMatchInlineSnapshot(`
      {
        "held": 32,
        "no-change": 8,
        "read-only": 9,
        "unlisted": 44,
      }
    `);
  });

  test.skipIf(corpus === null).each(Object.keys(topics))('%s fires where the event is of that kind', (rule) => {
    const topic = topics[rule] as (event: AuditEvent) => boolean;
    const file = files.find((one) => one.endsWith(`/${rule}.json`)) ?? '';
    const { cases } = readJson(join(folder, file)) as { readonly cases: readonly Case[] };
    expect(cases.map(({ name, event }) => [name, eventsOf(event).some(topic)])).toEqual(cases.map(({ name, rule_fires }) => [name, rule_fires]));
  });
});
