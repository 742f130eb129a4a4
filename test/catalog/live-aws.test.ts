import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { liveAnswers } from '#catalog/live-aws.ts';
import { liveAwsType } from '#catalog/live-aws-types.ts';

const text = readFileSync(fileURLToPath(new URL('../../src/catalog/data/live-aws.json', import.meta.url)), 'utf8');
const fields = new Set(['at', 'has', 'type', 'types', 'arn', 'id', 'drawn', 'aliases', 'region', 'zone', 'account', 'state', 'tags', 'untold', 'partial', 'values', 'always', 'madeBy', 'kept']);

describe('the table of AWS answers', () => {
  test('has a row a line, without words that nobody reads', () => {
    const rows = JSON.parse(text) as Readonly<Record<string, object>>;
    expect(text.trimEnd().split('\n')).toHaveLength(Object.keys(rows).length + 2);
    expect(Object.entries(rows).flatMap(([command, row]) => Object.keys(row).filter((field) => !fields.has(field)).map((field) => `${command}: ${field}`))).toEqual([]);
  });

  test.each(liveAnswers().map((one) => [one.command, one] as const))('%s: its types are known, and its elements can be told from others', (_, answer) => {
    for (const type of [answer.type, ...Object.values(answer.types?.of ?? {})]) expect(liveAwsType(type)).not.toBeNull();
    expect(answer.has.length).toBeGreaterThan(0);
    expect(answer.arn.length > 0 || answer.id !== null).toBe(true);
    // Untold are properties by name, not places inside them.
    expect([...answer.untold, ...Object.keys(answer.values)].filter((name) => /[.[]/.test(name))).toEqual([]);
  });

  test('no element under one head is told by what another one is told by as well', () => {
    const answers = liveAnswers();
    const blind = answers.filter((one, index) => answers.slice(0, index).some((before) => before.at.some((at) => one.at.includes(at)) && before.has.every((name) => one.has.includes(name))));
    expect(blind.map(({ command }) => command)).toEqual([]);
  });
});
