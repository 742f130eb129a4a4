import { describe, expect, it } from 'vitest';
import type { Known } from '../../../src/model/known.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { allowed, open, unset, valuesOf } from './stated.ts';

function told(field: Known<JsonValue>): string {
  if (field.status === 'known') return JSON.stringify(field.value);
  if (field.status === 'absent') return '-';
  return `${field.status === 'oneOf' ? field.values.join('|') : '?'} ${field.because} <- ${field.refs.join(', ')}`;
}

const group = valuesOf(
  {
    capacity: 3,
    name: null,
    template: [{ version: '1', options: [{ type: 'm7i.large', weight: 1 }, { type: null, weight: null }] }],
    zones: ['eu-west-1a'],
    metadata: {},
    labels: { owner: 'tills' },
  },
  {
    size: unset('size'),
    template: [{ id: allowed('template', 'lt-1', 'lt-2'), options: open('options', [{}, { type: allowed('type', 't3.large', 'm7i.large'), weight: true }]) }],
    metadata: open('metadata'),
    monitoring: unset('monitoring'),
  },
);

describe('fields', () => {
  it.each([
    ['capacity', ['capacity = 3']],
    ['name', []],
    ['subnet', []],
    ['size', ['size = ? a variable without a value <- var.size']],
    ['template[0].id', ['template[0].id = lt-1|lt-2 a variable with a closed set of values <- var.template']],
    // The elements that are known, then all that may stand beside them.
    ['template[0].options[].type', [
      'template[0].options[0].type = "m7i.large"',
      'template[0].options[1].type = t3.large|m7i.large a variable with a closed set of values <- var.type',
      'template[0].options = ? a variable without a value <- var.options',
    ]],
    ['template[0].options[].weight', ['template[0].options[0].weight = 1', 'template[0].options[1].weight = ? not known <- ', 'template[0].options = ? a variable without a value <- var.options']],
    // An open map may hold what it does not show.
    ['metadata.tokens', ['metadata.tokens = ? a variable without a value <- var.metadata']],
    // What is unknown as a whole hides its parts.
    ['monitoring[0].enabled', ['monitoring = ? a variable without a value <- var.monitoring']],
  ])('%s', (path, expected) => {
    expect(group.fields(path).map((field) => `${field.path} = ${told(field.value)}`)).toEqual(expected);
  });

  it('finds the neighbour of an element, and none of those that may be further elements', () => {
    const [first, second, further] = group.fields('template[0].options[].type');
    expect([first, second, further].map((field) => group.fields('template[0].options[].weight', field?.indexes).map(({ path }) => path))).toEqual([
      ['template[0].options[0].weight'],
      ['template[0].options[1].weight'],
      ['template[0].options'],
    ]);
  });

  it('finds nothing of a first block that is one of none, but of one that may be there', () => {
    expect(valuesOf({ disk: [] }).fields('disk[0].size')).toEqual([]);
    expect(valuesOf({ disk: [] }, { disk: open('disks') }).fields('disk[0].size').map(({ path, value }) => `${path} = ${told(value)}`)).toEqual(['disk[0] = ? a variable without a value <- var.disks']);
    expect(valuesOf({ disk: [{ size: 8 }] }, { disk: open('disks') }).fields('disk[0].size').map(({ path }) => path)).toEqual(['disk[0].size']);
  });
});

it('a closed set is told as text', () => {
  const values = valuesOf({}, { size: allowed('size', 2, 4), part: allowed('part', 'a'), whole: unset('whole') });
  expect([values.text('size'), values.text('part'), values.text('whole')].map(told)).toEqual(['2|4 a variable with a closed set of values <- var.size', '"a"', '? a variable without a value <- var.whole']);
});

it('a closed set has no parts', () => {
  expect(valuesOf({}, { disk: allowed('disk', 'a', 'b') }).fields('disk[0].size').map(({ path, value }) => `${path} ${value.status}`)).toEqual(['disk oneOf']);
  expect(valuesOf({}, { disk: allowed('disk', 'a', 'b') }).masked('disk[0].size').mask).toMatchObject({ known: { status: 'unknown', refs: ['var.disk'] } });
});

it('all that is there is written', () => {
  expect(['capacity', 'name', 'size', 'template[0].id', 'template[0].options[].type', 'subnet', 'labels.owner', 'monitoring[0].enabled'].map((path) => group.has(path))).toEqual([true, false, true, true, true, false, true, true]);
  expect([group.configured('template[0].user_data'), group.configured('subnet')]).toEqual([true, false]);
});

it('names every place that is not known', () => {
  expect(group.unknownPlaces().map(({ path, unknown }) => `${path}: ${unknown.because} <- ${unknown.refs.join(', ')}`)).toEqual([
    'size: a variable without a value <- var.size',
    'template[0].id: a variable with a closed set of values <- var.template',
    'template[0].options[1].type: a variable with a closed set of values <- var.type',
    'template[0].options[1].weight: not known <- ',
    'template[0].options: a variable without a value <- var.options',
    'metadata: a variable without a value <- var.metadata',
    'monitoring: a variable without a value <- var.monitoring',
  ]);
});
