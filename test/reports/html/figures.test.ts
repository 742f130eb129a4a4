import { describe, expect, test } from 'vitest';
import type { Result } from '#model/result.ts';
import { regionsIn } from '#reports/html/regions.ts';
import { renderHtml } from '#reports/html/html.ts';
import { night } from '../night.ts';
import { finding, guardrail, resource, result } from '../result.ts';

function drift(more: Partial<NonNullable<Result['drift']>>, of: Partial<Result> = {}): Result {
  const known = night.drift;
  if (known === undefined) throw new Error('no drift');
  return { ...night, ...of, drift: { ...known, ...more } };
}

/** The figure of this name, without its picture. */
function figure(page: string, id: string): string {
  return new RegExp(`<figure id="${id}">[\\s\\S]*?</figure>`).exec(page)?.[0].replaceAll(/<svg[\s\S]*?<\/svg>/g, '') ?? '';
}

const settings = (regions: object): Pick<Result, 'made'> => ({ made: { at: '2026-11-02T06:00:00Z', options: {}, settings: JSON.parse(JSON.stringify({ regions })) as NonNullable<Result['made']>['settings'], digests: {} } });

test('every picture says what it shows, and has its numbers in a table', () => {
  const page = renderHtml(drift({ launches: [{ hour: '2026-11-01T23:00:00.000Z', provider: 'aws', scope: '111122223333', principal: 'mona', machines: 8 }] }, { trend: [{ from: '2026-10-31T06:00:00.000Z', to: '2026-11-01T06:00:00.000Z', counts: { unmanaged: 2 }, findings: null }] }));
  const all = ['timeline', 'map', 'launches', 'trend'].map((id) => {
    const of = new RegExp(`<figure id="${id}">[\\s\\S]*?</figure>`).exec(page)?.[0] ?? '';
    return [id, of.match(/<svg [^>]*role="img" aria-label="[^"]+"/g)?.length, /<figcaption><h3>[^<]+<\/h3><p>[^<]+<\/p>/.test(of), /<table><caption>[^<]+<\/caption>/.test(of)];
  });
  expect(all).toEqual([['timeline', 2, true, true], ['map', 2, true, true], ['launches', 2, true, true], ['trend', 2, true, true]]);
  expect(page).toMatch(/<table class="matrix"><caption>/);
});

test('who did what: everybody of the window, in the order of time', () => {
  const of = figure(renderHtml(night), 'timeline');
  expect(of).toContain('6 deeds by 2 actors; most by mona@shop.example.com (5). First 2026-11-01 21:00:00 UTC, last 2026-11-02 03:21:00 UTC.');
  expect([...of.matchAll(/<tr><td>([^<]*)/g)].map(([, time]) => time?.slice(11, 16))).toEqual(['21:00', '23:12', '01:00', '02:40', '03:00', '03:21']);
});

test('what a detection says of calls and of no resource is the colour of their deeds', () => {
  const probe = night.drift?.items.find(({ verdict }) => verdict === 'ephemeral')?.created;
  if (probe == null) throw new Error('no event');
  const unseen = finding('previously-unseen-region', null, { severity: 'critical', event: { ...probe, more: 0, until: null } });
  const looks = (findings: Result['findings']): unknown => ['timeline', 'matrix'].map((id) => [...figure(renderHtml(drift({}, { findings })), id).matchAll(/<span class="dot fill-(\w+)">/g)].map(([, look]) => look));
  expect(looks([])).toEqual([['info'], []]);
  expect(looks([unseen])).toEqual([['critical', 'info'], ['critical']]);
});

test('who touched what', () => {
  const rows = [...figure(renderHtml(night), 'matrix').matchAll(/<th scope="row">([^<]*)<\/th>(.*?)<\/tr>/g)].map(([, who, cells = '']) => [who, ...[...cells.matchAll(/<td[^>]*>(\d*)/g)].map(([, count]) => count)]);
  expect(rows).toEqual([['mona@shop.example.com', '4', '1', '5'], ['ci-old', '1', '', '1']]);
});

describe('launches', () => {
  const launches = [{ hour: '2026-11-01T23:00:00.000Z', provider: 'aws', scope: '111122223333', principal: 'mona', machines: 8 }, { hour: '2026-11-01T23:00:00.000Z', provider: 'aws', scope: '111122223333', principal: 'ci', machines: 1 }] as const;
  const spike = finding('launch-spike', null, { evidence: { path: 'launches', actual: 8, expected: 'no more than 2.5 machines an hour' }, event: { id: 'e', time: '2026-11-01T23:12:00.000Z', name: 'RunInstances', outcome: 'success', claimed: 'cli', principal: 'mona', actor: 'mona', channel: 'cli', source: { file: 'a', record: 1 }, more: 0, until: null } });

  test('the boundary that fired is told and drawn', () => {
    const page = renderHtml(drift({ launches }, { findings: [spike] }));
    expect(figure(page, 'launches')).toContain('9 machines, at most 9 in one hour (from 2026-11-01 23:00:00 UTC). A boundary fired: 2026-11-01 23:00:00 UTC, where up to 2.5 are usual.');
    expect(page.match(/class="boundary"/g)).toHaveLength(2);
    const miner = finding('mining-shaped-launches', null, { ...spike, guardrail: 'mining-shaped-launches', evidence: { path: 'launches', actual: ['3 regions within 9 minutes'], expected: 'fewer than 2 signs of a miner' } });
    for (const findings of [[], [miner]]) expect(figure(renderHtml(drift({ launches }, { findings })), 'launches')).toContain('No boundary fired.');
  });

  test('boundaries of one number have one label', () => {
    const of = (expected: string, time: string): typeof spike => ({ ...spike, evidence: { ...spike.evidence, expected }, event: spike.event === null ? null : { ...spike.event, time } });
    const page = renderHtml(drift({ launches }, { findings: [of('no more than 2 machines an hour', '2026-11-01T23:12:00.000Z'), of('no more than 2 machines an hour', '2026-11-02T00:10:00.000Z'), of('no more than 6 machines an hour', '2026-11-01T23:40:00.000Z')] }));
    expect(page.match(/class="boundary"/g)).toHaveLength(6);
    expect([...page.matchAll(/>(usual [^<]*)</g)].map(([, text]) => text)).toEqual(['usual 2', 'usual 6', 'usual 2', 'usual 6']);
  });

  test('without the detection nothing is counted, which is told', () => expect(figure(renderHtml(night), 'launches')).toContain('a detection asks for every launch, as launch-spike does, and none did'));
  test('none are told as none', () => expect(figure(renderHtml(drift({ launches: [] })), 'launches')).toContain('No machine was launched'));
});

test('nights before, and none', () => {
  const trend = [3, 5].map((unmanaged, index) => ({ from: `2026-10-3${index}T06:00:00.000Z`, to: `2026-10-3${index}T06:00:00.000Z`, counts: { unmanaged, ghost: 7 }, findings: { critical: 0, high: 2, medium: 0, low: 0, info: 0 } }));
  const of = figure(renderHtml(drift({}, { trend })), 'trend');
  expect(of).toContain('5 resources made or changed outside the code tonight; 2 nights before had 4 on average, at most 5.');
  expect(of).toContain('<td>2 high</td>');
  const { trend: _, ...alone } = night;
  expect(figure(renderHtml(alone), 'trend')).toContain('The history has no earlier night.');
});

describe('regions', () => {
  const status = (of: Result): readonly (readonly [string, string, number])[] => regionsIn(of).map(({ region, status: is, resources }) => [region, is, resources] as const);

  test('held against the list of the run, patterns and all', () => {
    const of = status(drift({}, settings({ aws: { allow: ['eu-west-*'] } })));
    expect(of).toEqual([['eu-west-1', 'allowed', 45], ['us-west-2', 'not allowed', 1], ['ap-south-1', 'not allowed', 1], ['eu-west-2', 'allowed', 0], ['eu-west-3', 'allowed', 0]]);
  });

  test('where all that was begun has failed, nothing is used', () => {
    const items = (night.drift?.items ?? []).map((item) => (item.resource.region === 'ap-south-1' ? { ...item, verdict: 'attempt' as const } : item));
    expect(status(drift({ items }, settings({ aws: { allow: ['eu-west-1'] } })))).toEqual([['eu-west-1', 'allowed', 45], ['us-west-2', 'not allowed', 1], ['ap-south-1', 'tried', 0]]);
    const map = figure(renderHtml(drift({ items }, settings({ aws: { allow: ['eu-west-1'] } }))), 'map');
    expect(map).toContain('2 regions used; not allowed: us-west-2. Tried without success, and not allowed: ap-south-1.');
  });

  test('without a list, by what the guardrail has found; without the guardrail, only used', () => {
    expect(status(night)).toEqual([['eu-west-1', 'allowed', 45], ['us-west-2', 'not allowed', 1], ['ap-south-1', 'allowed', 1]]);
    expect(status({ ...night, guardrails: [], findings: [] })).toEqual([['eu-west-1', 'used', 45], ['us-west-2', 'used', 1], ['ap-south-1', 'used', 1]]);
  });

  test('of an inventory by its coverage; global things and plans are nowhere', () => {
    const coverage = [{ provider: 'gcp', scope: 'shop', region: 'europe-west1', kind: 'bucket', resources: 3, exported: null, incomplete: null }, { provider: 'gcp', scope: 'shop', region: 'global', kind: 'identity', resources: 2, exported: null, incomplete: null }] as const;
    const of = result([finding('regions', 'a', { resource: resource('a', { provider: 'gcp', region: 'us-east1' }) })], { guardrails: [guardrail('regions')], inputs: [{ path: 'a', format: 'gcp-assets', resources: 5, notes: [], coverage }] });
    expect(status(of)).toEqual([['europe-west1', 'allowed', 3]]);
    expect(renderHtml(of)).toContain('<figure id="map">');
    expect(renderHtml(result([]))).not.toContain('<figure');
  });

  test('a region that is on no map is in the table', () => expect(figure(renderHtml(drift({ coverage: [{ provider: 'aws', scope: '1', region: 'moon-1', declared: 1, live: 1, liveIncomplete: null, audit: null }], items: [] })), 'map')).toContain('<code>moon-1</code>'));
});

test('an actor with a hostile name is text in pictures and tables', () => {
  const evil = '</svg><script>alert(1)</script>" onload="x';
  const items = (night.drift?.items ?? []).map((item) => ({ ...item, resource: { ...item.resource, name: evil, region: evil, type: evil }, created: item.created === null ? null : { ...item.created, actor: evil, name: evil } }));
  const page = renderHtml(drift({ items, launches: [{ hour: '2026-11-01T23:00:00.000Z', provider: 'aws', scope: evil, principal: evil, machines: 8 }] }));
  expect(page.match(/<script/g)).toHaveLength(2);
  expect(page).not.toContain('" onload="');
});
