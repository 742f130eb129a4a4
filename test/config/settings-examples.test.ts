import { expect, test } from 'vitest';
import { detectionSchemas } from '#config/detection-schemas.ts';
import { guardrailSchemas } from '#config/guardrail-schemas.ts';
import { settingsExample } from '#config/settings-examples.ts';
import { parse } from './reading.ts';

const own = Object.keys(guardrailSchemas).filter((id) => id !== 'network-baseline' && id !== 'duplicate-management');

test('a guardrail without settings of its own has no example', () => {
  expect(settingsExample('network-baseline')).toBe(null);
  expect(settingsExample('__proto__')).toBe(null);
});

test.each(own)('the settings of %s that explain shows are accepted', (id) => {
  const settings = settingsExample(id)?.replaceAll(/^/gm, '    ');
  const { config, problems } = parse(`version: 1\nguardrails:\n  ${id}:\n    level: mandatory\n    severity: high\n${settings}\n`);
  expect(problems).toEqual([]);
  expect(config).not.toBe(null);
});

test.each(Object.entries(detectionSchemas))('the settings of %s that explain shows are accepted, and are all there are', (id, schema) => {
  const settings = settingsExample(id)?.replaceAll(/^/gm, '    ');
  const { config, problems } = parse(`version: 1\ndetections:\n  ${id}:\n    level: mandatory\n    severity: high\n${settings}\n`);
  expect(problems).toEqual([]);
  expect(Object.keys(config?.detections[id] ?? {}).sort()).toEqual(Object.keys(schema.shape).sort());
});
