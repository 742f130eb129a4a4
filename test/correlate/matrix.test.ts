import { describe, expect, test } from 'vitest';
import type { DriftVerdict } from '#model/drift.ts';
import { providers, type Provider, type Resource } from '#model/resource.ts';
import { joined, type Told } from './joined.ts';
import { call, machine, machines, type Called } from './night.ts';

/** `web-1` is the machine in question. Others show what is loaded: `other` is declared, `neighbour` is in the inventory as well. */
interface Case {
  readonly name: string;
  /** What code says of it. `no`: other things are declared; `none`: no code is loaded. */
  readonly code: 'state' | 'plan' | 'no' | 'none';
  readonly live: 'yes' | 'no' | 'none';
  readonly calls?: readonly Called[];
  readonly larger?: boolean;
  readonly verdict: DriftVerdict | null;
}

const made: Called = { deed: 'create', time: '2026-11-27T22:00:00.000Z' };
const modified: Called = { deed: 'modify', name: 'ModifyInstanceAttribute', time: '2026-11-27T22:30:00.000Z' };
const removed: Called = { deed: 'delete', name: 'TerminateInstances', time: '2026-11-27T23:00:00.000Z' };
const failed: Called = { deed: 'create', outcome: 'quota', error: { code: 'VcpuLimitExceeded', message: null } };

const cases: readonly Case[] = [
  { name: 'declared and there', code: 'state', live: 'yes', verdict: 'managed' },
  { name: 'declared, there, made by the pipeline', code: 'state', live: 'yes', calls: [{ ...made, channel: 'pipeline' }], verdict: 'managed' },
  { name: 'declared, there, changed by the pipeline', code: 'state', live: 'yes', calls: [{ ...modified, channel: 'pipeline' }], verdict: 'managed' },
  { name: 'declared, there, changed by hand', code: 'state', live: 'yes', calls: [modified], verdict: 'modified-outside' },
  { name: 'declared, there, changed with a command line', code: 'state', live: 'yes', calls: [{ ...modified, channel: 'cli' }], verdict: 'modified-outside' },
  { name: 'declared, there, changed by who knows what', code: 'state', live: 'yes', calls: [{ ...modified, channel: 'unknown' }], verdict: 'modified-outside' },
  { name: 'declared, there, changed with Terraform by nobody who may', code: 'state', live: 'yes', calls: [{ ...modified, channel: 'terraform' }], verdict: 'modified-outside' },
  { name: 'declared, there, changed by hand and set right by the pipeline', code: 'state', live: 'yes', calls: [modified, { ...modified, channel: 'pipeline', time: '2026-11-27T22:40:00.000Z' }], verdict: 'managed' },
  { name: 'declared, there with another size', code: 'state', live: 'yes', larger: true, verdict: 'modified-outside' },
  { name: 'declared, there with another size after a change by hand', code: 'state', live: 'yes', larger: true, calls: [modified], verdict: 'modified-outside' },
  { name: 'declared, not there, removed by hand', code: 'state', live: 'no', calls: [removed], verdict: 'deleted-outside' },
  { name: 'declared, listed still, removed by hand since', code: 'state', live: 'yes', calls: [removed], verdict: 'deleted-outside' },
  { name: 'declared, no inventory, removed by hand', code: 'state', live: 'none', calls: [removed], verdict: 'deleted-outside' },
  { name: 'declared, not there, removed by the pipeline', code: 'state', live: 'no', calls: [{ ...removed, channel: 'pipeline' }], verdict: 'ghost' },
  { name: 'declared and not there', code: 'state', live: 'no', verdict: 'ghost' },
  { name: 'declared, no inventory', code: 'state', live: 'none', verdict: 'undetermined' },
  { name: 'planned', code: 'plan', live: 'no', verdict: 'pending' },
  { name: 'planned, no inventory', code: 'plan', live: 'none', verdict: 'pending' },
  { name: 'in no code, made by hand', code: 'no', live: 'yes', calls: [made], verdict: 'unmanaged' },
  { name: 'in no code, made by who knows what', code: 'no', live: 'yes', calls: [{ ...made, channel: 'unknown' }], verdict: 'unmanaged' },
  { name: 'in no code, made with Terraform', code: 'no', live: 'yes', calls: [{ ...made, channel: 'terraform' }], verdict: 'orphaned-or-spoofed' },
  { name: 'in no code, made by the pipeline', code: 'no', live: 'yes', calls: [{ ...made, channel: 'pipeline' }], verdict: 'orphaned-or-spoofed' },
  { name: 'in no code, older than the logs', code: 'no', live: 'yes', verdict: 'unmanaged' },
  { name: 'in no code, made and removed', code: 'no', live: 'no', calls: [made, removed], verdict: 'ephemeral' },
  { name: 'in no code, made and removed, no inventory', code: 'no', live: 'none', calls: [made, removed], verdict: 'ephemeral' },
  { name: 'in no code, made, no inventory', code: 'no', live: 'none', calls: [made], verdict: 'unmanaged-claimed' },
  { name: 'in no code, only removed', code: 'no', live: 'no', calls: [removed], verdict: null },
  { name: 'no code loaded, there', code: 'none', live: 'yes', verdict: 'undetermined' },
  { name: 'no code loaded, made by hand', code: 'none', live: 'yes', calls: [made], verdict: 'undetermined' },
  { name: 'no code loaded, made, no inventory', code: 'none', live: 'none', calls: [made], verdict: 'undetermined' },
  { name: 'a launch that failed', code: 'no', live: 'no', calls: [failed], verdict: 'attempt' },
  { name: 'a launch that failed, no code and no inventory', code: 'none', live: 'none', calls: [failed], verdict: 'attempt' },
];

function told(provider: Provider, { code, live, calls = [], larger = false }: Case): Told {
  const { small, large } = machines[provider];
  const listed = (name: string, shape: string): Resource => machine(provider, name, { stage: 'inventory', shape });
  return {
    declared: [
      ...(code === 'none' ? [] : [machine(provider, 'other', {})]),
      ...(code === 'state' ? [machine(provider, 'web-1', {})] : []),
      ...(code === 'plan' ? [machine(provider, 'web-1', { stage: 'plan', action: 'create', id: null })] : []),
    ],
    observed: calls.map((one) => call(provider, 'web-1', one)),
    live: [...(live === 'none' ? [] : [listed('other', small)]), ...(live === 'yes' ? [listed('web-1', larger ? large : small)] : [])],
  };
}

describe.each(providers)('%s', (provider) => {
  test.each(cases)('$name: $verdict', (one) => {
    const { all, correlation } = joined(told(provider, one));
    const items = all.map(({ item }) => item).filter(({ resource }) => !resource.address.includes('other') && resource.id !== machines[provider].id('other'));
    expect(items.map(({ verdict }) => verdict)).toEqual(one.verdict === null || one.verdict === 'managed' ? [] : [one.verdict]);
    // `other` is managed wherever an inventory has it and code declares it.
    const others = one.code !== 'none' && one.live !== 'none' ? 1 : 0;
    expect(correlation.counts.managed).toBe(others + (one.verdict === 'managed' ? 1 : 0));
  });
});
