import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { filledDetections } from '#config/detection-defaults.ts';
import { judge } from '#judge/judge.ts';
import { draftsOf } from '#judge/drafts.ts';
import { namedByDetections, waivedTags } from '#judge/named.ts';
import type { JudgeOptions } from '#judge/run.ts';
import type { JsonObject } from '#model/json.ts';
import type { JudgedEvent, JudgedItem } from '#model/judged.ts';
import { known } from '#model/known.ts';
import { detect, type Detection } from '#rego/detect.ts';
import { DetectionBatcher, type DetectionBatch } from '#rego/detection-batches.ts';
import { Engine } from '#rego/engine.ts';
import { loadDetections, loadPack, type PolicySet } from '#rego/policies.ts';
import { openUserPolicies } from '#rego/user-policies.ts';
import { event, item, machine } from './night.ts';
import { policy } from './training.ts';

const own = `# METADATA
# custom:
#   input: events
#   deeds: [create]
package landrail.detections.night_shift

deny contains {"event": e.id, "path": "region", "about": e.region, "msg": $"{e.name} at night", "actual": e.region, "severity": severity(e)} if {
	some e in input.events
}

severity(e) := "high" if e.count > 4
severity(e) := "low" if e.count <= 4

undecided contains {"event": e.id, "who": e.where, "about": "history", "msg": "no history", "needs": "a history"} if {
	some e in input.events
	not e.history
}
`;
const drifted = `# METADATA
# custom:
#   input: drift
#   verdicts: [unmanaged]
package landrail.detections.night_orphans

deny contains {"resource": i.resource.address, "event": i.created.id, "path": "tags", "msg": $"{i.resource.address} in {i.where}", "actual": i.resource.tags} if {
	some i in input.drift
}
`;
const whole = `# METADATA
# custom:
#   input: window
#   touches: [grant]
package landrail.detections.night_grants

deny contains {"msg": $"{count(input.events)} grants", "refs": ["not-there"], "event": "not-there"} if count(input.events) > 1
`;
const guardrail = `package landrail.guardrails.night_names

deny contains {"resource": r.address, "path": "name", "msg": "never"} if {
	some r in input.resources
}
`;

const folder = mkdtempSync(join(tmpdir(), 'landrail-detect-'));
const engine = new Engine();
let sets: readonly PolicySet[] = [];

beforeAll(async () => {
  for (const [name, text] of Object.entries({ own, drifted, whole, guardrail })) writeFileSync(join(folder, `${name}.rego`), text);
  const user = await openUserPolicies({ paths: [folder], dataFiles: [], cwd: folder, regoVersion: 'v1', namespaces: [], cacheFolder: null, taken: new Set() });
  const shipped = [loadPack(), loadDetections()].map((set): PolicySet => ({ ...set, policies: set.policies.filter(({ guardrail: { id } }) => id === 'manual-creation' || id === 'unmanaged-creation') }));
  sets = [...shipped, user];
  engine.load({ sets, settings: { guardrails: {}, detections: filledDetections({}, null) }, policyTimeoutMs: 30_000, now: new Date('2026-11-27T07:00:00Z') });
}, 120_000);
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

async function said(events: readonly JudgedEvent[], items: readonly JudgedItem[] = []): Promise<Detection> {
  return detect(engine.for(0), sets, { events, items });
}

const brief = ({ claims }: Detection) => claims.map((claim) => [claim.guardrail, claim.verdict, claim.address, claim.detected?.who, claim.detected?.about, claim.detected?.event?.id, claim.detected?.event?.more]);

describe('detections', () => {
  test('the shipped ones and those of a user judge the same events; what comes to the same is told once', async () => {
    const found = await said([event('aa', {}, []), event('a', {}, []), event('aaa', { region: 'us-west-2' }, []), event('x', { channel: 'pipeline', claimed: 'console', deed: 'delete' })]);
    const alice = 'aws:111122223333 arn:aws:iam::111122223333:user/alice';
    expect(brief(found)).toEqual([
      ['manual-creation', 'fail', null, alice, 'RunInstances', 'a', 2],
      ['night-shift', 'fail', null, alice, 'eu-west-1', 'a', 1],
      ['night-shift', 'fail', null, alice, 'us-west-2', 'aaa', 0],
      ['night-shift', 'undecided', null, 'aws:111122223333', 'history', 'a', 2],
    ]);
    expect(found.problems).toEqual([]);
    expect([found.events, found.items]).toEqual([4, 0]);
    expect(found.claims[0]).toMatchObject({ input: 'trail.json.gz', detected: { event: { time: '2026-11-27T02:14:01.000Z', until: '2026-11-27T02:14:03.000Z', principal: 'arn:aws:iam::111122223333:user/alice', source: { file: 'trail.json.gz', record: 7 } } } });
  });

  test('of those that come to the same the worst is told', async () => {
    const large = event('b', {}, Array.from({ length: 5 }, (_, at) => machine(`i-${at}`)));
    const found = (await said([event('a'), large])).claims.filter(({ guardrail: id, verdict }) => id === 'night-shift' && verdict === 'fail');
    expect(found.map(({ severity, detected }) => [severity, detected?.event?.id, detected?.event?.more])).toEqual([['high', 'b', 1]]);
  });

  test('a resource that an event made comes with the claim', async () => {
    const made = machine('i-0abc');
    const { claims: [claim], named } = await said([event('a', {}, [made])]);
    expect(claim).toMatchObject({ guardrail: 'manual-creation', address: 'i-0abc', input: 'trail.json.gz', detected: { about: null } });
    expect(named).toEqual([made]);
  });

  test('items of drift, with the resource where there is one', async () => {
    const created = { id: 'e9', time: '2026-11-27T02:14:00.000Z', name: 'CreateQueue', outcome: 'success', claimed: 'cli', principal: 'mallory', actor: 'mallory', channel: 'cli', source: { file: 'other.json', record: 3 } } as const;
    const tagged = machine('arn:payslips', { tags: { entries: [{ key: 'owner', value: known('payroll'), origin: 'Tags' }], open: null } });
    const found = await said([], [item('arn:payslips', { created }, tagged), item('arn:ignored', { ignored: { where: '.driftignore:1', reason: null } }), item('arn:managed', { verdict: 'managed' }), item('arn:old')]);
    const claims = found.claims.filter(({ guardrail: id }) => id === 'night-orphans');
    expect(claims).toHaveLength(1);
    expect(claims[0]).toMatchObject({ address: 'arn:payslips', input: 'other.json', message: 'arn:payslips in aws:111122223333', evidence: { actual: { owner: 'payroll' } }, detected: { event: { id: 'e9', more: 0 } } });
    expect(found.named.map((one) => ('item' in one ? one.item.resource.address : one))).toEqual([tagged, 'arn:old']);
    expect(found.claims.filter(({ guardrail: id }) => id === 'unmanaged-creation').map(({ address, detected }) => [address, detected?.event?.id])).toEqual([['arn:old', undefined], ['arn:payslips', 'e9']]);
  });

  test('a window is handed over at once, and an event that nobody knows is still told', async () => {
    const found = await said([event('a', { touches: 'grant', deed: 'modify' }), event('b', { touches: 'grant', deed: 'modify' }), event('c', { deed: 'modify' })]);
    expect(found.claims.map(({ guardrail: id, message, detected }) => [id, message, detected?.event])).toEqual([['night-grants', '2 grants', null]]);
  });
});

describe('what a detection is handed', () => {
  const batches = (selects: JsonObject, events: readonly JudgedEvent[], more = {}): readonly DetectionBatch[] => {
    const all = { deeds: null, touches: null, outcomes: null, channels: null, claimed: null, verdicts: null, ...selects };
    const batcher = new DetectionBatcher([{ policies: [policy('night', { reads: 'events', selects: all, ...more }), policy('regions')] }]);
    return [...events.flatMap((one) => [...batcher.event(one)]), ...batcher.finish()];
  };
  const ids = (found: readonly DetectionBatch[]): readonly string[] => found.flatMap(({ events }) => events.map((one) => one.event.id));
  const queue = machine('q', { type: 'AWS::SQS::Queue', kind: 'stream' });
  const night = [event('a'), event('b', { deed: 'delete' }), event('c', {}, [queue]), event('d', { touches: 'grant', deed: 'modify' }, [queue]), event('e', { outcome: 'denied' }, []), event('f', { channel: 'service', provider: 'gcp' })];
  const put = event('g', { deed: 'modify', mayCreate: true }, [queue]);

  test.each<readonly [string, JsonObject, object, readonly string[]]>([
    ['everything', {}, {}, ['a', 'b', 'c', 'd', 'e', 'f']],
    ['a deed', { deeds: ['delete'] }, {}, ['b']],
    ['a deed that may have been it', { deeds: ['create'] }, { providers: ['aws'], types: ['AWS::SQS::*'] }, ['c', 'e', 'g']],
    ['kinds: of a record that names nothing, it may be any', {}, { kinds: ['stream'] }, ['c', 'd', 'e']],
    ['types', {}, { types: ['AWS::SQS::*'] }, ['c', 'd', 'e']],
    ['what is touched', { touches: ['grant'] }, {}, ['d']],
    ['deeds of kinds, or what is touched', { deeds: ['create'], touches: ['grant'] }, { kinds: ['instance'] }, ['a', 'd', 'e', 'f']],
    ['outcomes', { outcomes: ['denied'] }, {}, ['e']],
    ['channels', { channels: ['service'] }, {}, ['f']],
    ['what is claimed', { claimed: ['console'] }, { providers: ['gcp'] }, ['f']],
    ['providers', {}, { providers: ['gcp'] }, ['f']],
    ['all but some', { except: { outcomes: null, channels: ['service'] } }, { kinds: ['instance'] }, ['a', 'b', 'e']],
    ['all but what is both', { except: { outcomes: ['denied'], channels: ['service'] } }, { kinds: ['instance'] }, ['a', 'b', 'e', 'f']],
  ])('%s', (_, selects, more, expected) => expect(ids(batches(selects, expected.includes('g') ? [...night, put] : night, more))).toEqual(expected));

  test('nothing selected, nothing evaluated; guardrails are handed nothing', () => expect(batches({ deeds: ['stop'] }, night)).toEqual([]));

  test('batches are filled, a window is not cut', () => {
    const many = Array.from({ length: 2000 }, (_, at) => event(`many-${at}`));
    expect(batches({}, many).length).toBeGreaterThan(3);
    expect(ids(batches({}, many))).toHaveLength(2000);
    expect(batches({}, many, { reads: 'window' })).toHaveLength(1);
  });

  test('a part is one of something in the same call; a tag that says so hides nothing', () => {
    const madeBy = (id: string, maker: string | null): JudgedEvent => {
      const one = event(id, {}, [machine('i-1'), machine('vol-1', { kind: 'disk' })]);
      return { ...one, event: { ...one.event, subjects: one.event.subjects.map((subject, at) => (at === 0 ? subject : { ...subject, row: { ...subject.row, madeBy: maker } })) } };
    };
    const views = batches({}, [madeBy('a', 'i-1'), madeBy('b', 'eks-cluster/payroll'), madeBy('c', null)]).flatMap(({ bytes }) => (JSON.parse(Buffer.from(bytes).toString()) as { events: { id: string; count: number; resources: { madeBy?: string }[] }[] }).events);
    expect(views.map(({ id, count, resources }) => [id, count, resources.map((one) => one.madeBy)])).toEqual([['a', 1, [undefined, 'i-1']], ['b', 2, [undefined, undefined]], ['c', 2, [undefined, undefined]]]);
  });

  test('the view of an event', () => {
    const [batch] = batches({}, [{ ...event('a', { error: { code: 'Client.VcpuLimitExceeded', message: 'no more' }, grants: [{ principal: 'bob', role: 'Owner' }] }, [machine('i-1', { aliases: ['arn:i-1'], region: known('eu-west-1') })]), features: { observed: { from: null, days: 0 }, seen: { user: { key: 'alice', first: null, last: null, times: 0, quarantined: null, approved: null } }, launches: null } }], { without: ['shapes', 'tags'], relations: false });
    expect(JSON.parse(Buffer.from(batch?.bytes ?? []).toString())).toEqual({
      events: [{
        id: 'a', at: 1795745641, time: '2026-11-27T02:14:01.000Z', name: 'RunInstances', service: 'ec2.amazonaws.com', provider: 'aws', deed: 'create', outcome: 'success',
        error: { code: 'Client.VcpuLimitExceeded', message: 'no more' }, where: 'aws:111122223333', scope: { account: '111122223333' }, region: 'eu-west-1',
        actor: { principal: 'arn:aws:iam::111122223333:user/alice', kind: 'user', name: 'alice', account: '111122223333', address: '203.0.113.7', userAgent: 'Mozilla/5.0' },
        channel: 'console', claimed: 'console', approved: false, count: 1,
        resources: [expect.objectContaining({ address: 'i-1', type: 'AWS::EC2::Instance', machines: 1, aliases: ['arn:i-1'], stage: 'event', region: 'eu-west-1', unknown: {}, oneOf: {} })],
        grants: [{ principal: 'bob', role: 'Owner' }], gaps: [],
        history: { observed: { from: null, days: 0 }, seen: { user: { key: 'alice', first: null, last: null, times: 0, quarantined: null, approved: null } }, launches: null },
        unknown: {}, oneOf: {},
      }],
    });
  });
});

describe('findings of detections', () => {
  const judged = (found: Detection, more: Partial<JudgeOptions> = {}) => {
    const options: JudgeOptions = { failOn: 'medium', undecided: 'warn', exitZero: false, waivers: [], waiverPolicy: { maxDays: null, requireTicket: false }, settings: { guardrails: {}, detections: {} }, baseline: null, strict: false, base: { cwd: '/', folder: '/' }, now: new Date('2026-11-27T07:00:00Z'), ...more };
    const guardrails = sets.flatMap((set) => set.policies.map((one) => one.guardrail));
    const drafts = draftsOf({ claims: found.claims, named: namedByDetections(found.named, waivedTags(options.waivers)), sensitive: [] }, new Map(guardrails.map((one) => [one.id, one])), options);
    return judge({ command: 'drift', version: '0', inputs: [], skipped: [], guardrails, notRun: [], drafts, errors: [], notices: [], recognised: 1 }, options).findings;
  };
  const prints = (found: Detection) => judged(found).map(({ guardrail: id, fingerprint }) => [id, fingerprint]);

  test('the same on another night, in another file, has the same fingerprint', async () => {
    const first = await said([event('a', {}, [])]);
    const next = await said([event('zz', { source: { file: 'other.json', record: 1 } }, [])]);
    expect(prints(next)).toEqual(prints(first));
    expect(prints(await said([event('a', { region: 'us-west-2' }, [])])).filter(([id, print]) => id === 'night-shift' && !prints(first).some((one) => one[1] === print))).toHaveLength(1);
  });

  test('they say who, when and where it stands in the log', async () => {
    const finding = judged(await said([event('a')])).find(({ guardrail: id }) => id === 'manual-creation');
    expect(finding).toMatchObject({ guardrail: 'manual-creation', resource: { address: 'i-a', stage: 'event' }, location: null, input: 'trail.json.gz', event: { id: 'a', name: 'RunInstances', principal: 'arn:aws:iam::111122223333:user/alice', actor: 'alice', channel: 'console', more: 0, until: null } });
  });

  test('severity and level come from detections in the config', async () => {
    const [finding] = judged(await said([event('a')]), { settings: { guardrails: { 'manual-creation': { severity: 'info' } }, detections: { 'manual-creation': { severity: 'critical', level: 'advisory' } } } });
    expect(finding).toMatchObject({ severity: 'critical', advisory: true });
  });

  test.each([
    ['the principal', '*:user/alice', 'waived'],
    ['the id of the resource', 'i-a', 'waived'],
    ['another principal', '*:user/bob', 'fail'],
  ])('a waiver for %s', async (_, pattern, verdict) => {
    const waiver = { guardrail: 'manual-creation', resource: pattern, reason: 'on call', owner: 'payroll', ticket: null, expires: '2026-12-31', where: 'landrail.yaml:3:5' } as const;
    expect(judged(await said([event('a')]), { waivers: [waiver] }).find(({ guardrail: id }) => id === 'manual-creation')?.verdict).toBe(verdict);
  });
});
