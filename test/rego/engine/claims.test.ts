import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '#model/json.ts';
import { claimsOf } from '#rego/claims.ts';
import { documentPolicy, policy } from './training.ts';

const gpu = policy('gpu-shapes');
const ofGuardrail = (value: JsonObject) => claimsOf(value, gpu, 'plan.json');
const ofDocument = (value: JsonObject, rule = 'deny') => claimsOf(value, documentPolicy(rule, [rule, 'exception']), 'plan.json');
const faults = ({ problems }: { readonly problems: readonly { readonly message: string }[] }): readonly string[] => problems.map((one) => one.message);
const object = (json: string): JsonObject => JSON.parse(json) as JsonObject;

const nothing = { path: '', actual: null, expected: null, refs: [], needs: null };
const plain = { input: 'plan.json', address: null, evidence: nothing, severity: null, remediation: null, location: null, located: null };

describe('a guardrail', () => {
  test('deny fails, undecided leaves open, with all they may say', () => {
    expect(
      ofGuardrail({
        deny: [{ resource: 'aws_instance.trainer', path: 'instance_type', msg: 'p5.48xlarge has 8 accelerators', actual: 'p5.48xlarge', expected: ['g5.xlarge'], refs: ['var.shape'], severity: 'critical', remediation: 'Ask for an approval' }],
        undecided: [{ resource: 'aws_instance.judge', path: 'instance_type', msg: 'the shape is not known', needs: 'variable without a value', refs: ['var.shape'] }],
        warn: [],
      }),
    ).toEqual({
      claims: [
        {
          guardrail: 'gpu-shapes', verdict: 'fail', message: 'p5.48xlarge has 8 accelerators', input: 'plan.json', address: 'aws_instance.trainer',
          evidence: { path: 'instance_type', actual: 'p5.48xlarge', expected: ['g5.xlarge'], refs: ['var.shape'], needs: null },
          severity: 'critical', remediation: 'Ask for an approval', location: null, located: null,
        },
        {
          guardrail: 'gpu-shapes', verdict: 'undecided', message: 'the shape is not known', input: 'plan.json', address: 'aws_instance.judge',
          evidence: { path: 'instance_type', actual: null, expected: null, refs: ['var.shape'], needs: 'variable without a value' },
          severity: null, remediation: null, location: null, located: null,
        },
      ],
      excepted: [],
      problems: [],
    });
  });

  test('warn is a failure of severity low, unless it says another one', () => {
    const { claims, problems } = ofGuardrail({ warn: [{ msg: 'spot machines end at any time' }, { msg: 'an old family', severity: 'HIGH' }] });
    expect(claims.map((one) => [one.verdict, one.severity])).toEqual([['fail', 'low'], ['fail', 'high']]);
    expect(problems).toEqual([]);
  });

  test('a text alone is a message about the whole input, and so is an element without resource', () => {
    expect(ofGuardrail({ deny: ['too many machines', { msg: 'no machine at all', resource: null, path: null, severity: null, refs: null, remediation: null }] })).toEqual({
      claims: [
        { guardrail: 'gpu-shapes', verdict: 'fail', message: 'too many machines', ...plain },
        { guardrail: 'gpu-shapes', verdict: 'fail', message: 'no machine at all', ...plain },
      ],
      excepted: [],
      problems: [],
    });
  });

  test('no rule is defined: nothing is said', () => {
    expect(ofGuardrail({})).toEqual({ claims: [], excepted: [], problems: [] });
  });

  test('a fault names policy, element and what is allowed, and never quotes values, which may be secret', () => {
    expect(ofGuardrail({ deny: [{ resource: 'aws_db_instance.grades', actual: 'hunter2', msg: 5 }] }).problems).toEqual([{
      code: 'policy-result',
      message: 'policy gpu-shapes: element 1 of deny (aws_db_instance.grades) has a msg that is a number, not a text',
      where: null,
      hint: 'an element of deny is a text, or an object with msg and any of resource, path, actual, expected, refs, severity, remediation, _loc; severity is one of info, low, medium, high, critical',
    }]);
  });

  test.each<[string, JsonValue, string]>([
    ['no msg', { resource: 'aws_instance.trainer' }, 'element 1 of deny (aws_instance.trainer) has no msg'],
    ['msg null', { msg: null }, 'element 1 of deny has no msg'],
    ['msg blank', { msg: ' \n' }, 'element 1 of deny has an empty msg'],
    ['empty text', '', 'element 1 of deny has an empty msg'],
    ['a number', 3, 'element 1 of deny is a number'],
    ['true', true, 'element 1 of deny is true'],
    ['null', null, 'element 1 of deny is null'],
    ['a list', ['too large'], 'element 1 of deny is a list'],
  ])('%s is no claim and a problem', (_, element, fault) => {
    const said = ofGuardrail({ deny: [element] });
    expect(said.claims).toEqual([]);
    expect(faults(said)).toEqual([`policy gpu-shapes: ${fault}`]);
  });

  test.each<[string, JsonObject, string]>([
    ['resource', { resource: { address: 'aws_instance.trainer' } }, 'has a resource that is an object, not a text'],
    ['empty resource', { resource: '' }, 'has an empty resource'],
    ['path', { path: ['instance_type'] }, 'has a path that is a list, not a text'],
    ['refs', { refs: 'var.shape' }, 'has refs that are no list of texts'],
    ['refs of numbers', { refs: ['var.shape', 1] }, 'has refs that are no list of texts'],
    ['severity', { severity: 'urgent' }, 'has a severity that is none of info, low, medium, high, critical'],
    ['severity as number', { severity: 1 }, 'has a severity that is a number, not a text'],
    ['remediation', { remediation: false }, 'has a remediation that is false, not a text'],
    ['an unknown key', { resuorce: 'aws_instance.trainer' }, 'has a key "resuorce", which says nothing'],
    ['__proto__', object('{"__proto__": {"msg": "polluted"}}'), 'has a key "__proto__", which says nothing'],
    ['needs, which only undecided has', { needs: 'a value' }, 'has a key "needs", which says nothing'],
    ['_loc', { _loc: 'main.tf:3' }, 'has a _loc that is no {"file": text, "line": number}'],
  ])('a wrong %s is a problem, and the claim stands', (_, more, fault) => {
    const said = ofGuardrail({ deny: [Object.fromEntries([['msg', 'too large'], ...Object.entries(more)])] });
    expect(said.claims).toMatchObject([{ message: 'too large', verdict: 'fail', severity: null, location: null }]);
    expect(faults(said)).toEqual([`policy gpu-shapes: element 1 of deny ${fault}`]);
  });

  test('the same fault of many elements is told once', () => {
    const said = ofGuardrail({ deny: [{ resource: 'aws_instance.a' }, { msg: 'fine' }, { resource: 'aws_instance.b' }, { resource: 'aws_instance.c' }], warn: [{}] });
    expect(said.claims).toHaveLength(1);
    expect(faults(said)).toEqual(['policy gpu-shapes: element 1 of deny (aws_instance.a) has no msg, and 2 more like it', 'policy gpu-shapes: element 1 of warn has no msg']);
  });

  test.each<[JsonValue, string]>([
    [true, 'deny is true, not a set of findings'],
    [false, 'deny is false, not a set of findings'],
    [{ network: ['no subnet'] }, 'deny is an object, not a set of findings'],
    ['too large', 'deny is a text, not a set of findings'],
  ])('a rule that is %j is a problem', (value, fault) => {
    const said = ofGuardrail({ deny: value, warn: ['an old family'] });
    expect(said.claims).toHaveLength(1);
    expect(said.problems).toEqual([{ code: 'policy-result', message: `policy gpu-shapes: ${fault}`, where: null, hint: 'write deny contains "…" if { … }' }]);
  });

  test('keys of Object.prototype are no members', () => {
    expect(ofGuardrail({ deny: [object('{"msg": "too large", "__proto__": null}')] }).claims).toHaveLength(1);
    expect(claimsOf({}, policy('constructor', {}, ['constructor', 'toString']), 'plan.json')).toEqual({ claims: [], excepted: [], problems: [] });
  });

  test('a guardrail that reads the raw document is still a guardrail', () => {
    const said = claimsOf({ undecided: ['nobody knows'] }, policy('raw-plan', { reads: 'document' }), 'plan.json');
    expect(said.claims.map((one) => one.verdict)).toEqual(['undecided']);
  });
});

describe('a document policy', () => {
  test('texts and objects with msg; other keys are what was found', () => {
    expect(ofDocument({ deny: ['no owner', { msg: 'runs as root', details: { container: 'checkout' } }, { msg: 'no limits' }] })).toEqual({
      claims: [
        { guardrail: 'main.deny', verdict: 'fail', message: 'no owner', ...plain },
        { guardrail: 'main.deny', verdict: 'fail', message: 'runs as root', ...plain, evidence: { ...nothing, actual: { details: { container: 'checkout' } } } },
        { guardrail: 'main.deny', verdict: 'fail', message: 'no limits', ...plain },
      ],
      excepted: [],
      problems: [],
    });
  });

  test('_loc is the place; without a file it is the input', () => {
    const { claims, problems } = ofDocument({ deny: [{ msg: 'a', _loc: { file: 'main.tf', line: 12 } }, { msg: 'b', _loc: { line: 3, column: 7 } }, { msg: 'c', _loc: { file: 'main.tf' } }] });
    expect(claims.map((one) => one.location)).toEqual([{ file: 'main.tf', line: 12, column: 1 }, { file: 'plan.json', line: 3, column: 7 }, { file: 'main.tf', line: 1, column: 1 }]);
    expect(problems).toEqual([]);
  });

  test.each<[JsonValue]>([['main.tf'], [{ file: 3 }], [{ file: 'main.tf', line: '12' }], [{ file: 'main.tf', line: 0 }], [{ line: 1.5 }], [[1]]])('_loc %j is a problem, and the claim stands', (_loc) => {
    const said = ofDocument({ deny: [{ msg: 'no owner', _loc }] });
    expect(said.claims.map((one) => one.location)).toEqual([null]);
    expect(faults(said)).toEqual(['policy main.deny: element 1 of deny has a _loc that is no {"file": text, "line": number}']);
  });

  test('resource is an address when it is a text, else metadata', () => {
    const { claims, problems } = ofDocument({ deny: [{ msg: 'a', resource: 'aws_instance.trainer' }, { msg: 'b', resource: { kind: 'Deployment' } }] });
    expect(claims.map((one) => [one.address, one.evidence.actual])).toEqual([['aws_instance.trainer', null], [null, { resource: { kind: 'Deployment' } }]]);
    expect(problems).toEqual([]);
  });

  test('severity counts; one that is none is a problem', () => {
    const said = ofDocument({ deny: [{ msg: 'a', severity: 'HIGH' }, { msg: 'b', severity: 'P1' }] });
    expect(said.claims.map((one) => one.severity)).toEqual(['high', null]);
    expect(faults(said)).toEqual(['policy main.deny: element 2 of deny has a severity that is none of info, low, medium, high, critical']);
  });

  test('metadata may have any key', () => {
    const [claim] = ofDocument({ deny: [object('{"msg": "a", "__proto__": {"severity": "info"}, "constructor": 1}')] }).claims;
    expect(JSON.stringify(claim?.evidence.actual)).toBe('{"__proto__":{"severity":"info"},"constructor":1}');
    expect(claim?.severity).toBe(null);
  });

  test.each<[JsonValue, string]>([
    [[{ details: 1 }], 'element 1 of deny has no msg'],
    [[''], 'element 1 of deny has an empty msg'],
    [[7], 'element 1 of deny is a number'],
    [true, 'deny is true, not a set of findings'],
    [false, 'deny is false, not a set of findings'],
    [{ 'no owner': true }, 'deny is an object, not a set of findings'],
  ])('what conftest would pass over is a problem: %j', (value, fault) => {
    const said = ofDocument({ deny: value });
    expect(said.claims).toEqual([]);
    expect(faults(said)).toEqual([`policy main.deny: ${fault}`]);
  });
});

describe('exceptions', () => {
  const covered = (rule: string, exception: JsonValue) => ofDocument({ [rule]: ['no owner'], exception }, rule);

  test.each<[string, JsonValue, boolean]>([
    ['deny_tags', [['tags']], true],
    ['violation_tags', [['tags']], true],
    ['warn_tags', [['tags']], true],
    ['deny_run_as_root', [['shapes'], ['tags', 'run_as_root']], true],
    ['deny_tags', [['shapes'], []], false],
    ['deny_tags', [['deny_tags']], false],
    ['deny_tags', [['']], false],
    ['deny', [['']], true],
    ['violation', [['']], true],
    ['warn', [['']], true],
    ['deny', [['deny']], false],
    ['deny_tags', [], false],
  ])('%s with exception %j', (rule, exception, expected) => {
    const said = covered(rule, exception);
    expect([said.claims.length, said.excepted.length, said.problems]).toEqual(expected ? [0, 1, []] : [1, 0, []]);
  });

  test('what is excepted is told, not lost', () => {
    expect(covered('deny_tags', [['tags']]).excepted).toEqual([{ guardrail: 'main.deny_tags', verdict: 'fail', message: 'no owner', ...plain }]);
  });

  test.each<[JsonValue, string]>([
    [['tags'], 'element 1 of exception is a text, not a list of names'],
    [[['tags', 1]], 'element 1 of exception has a name that is no text'],
    [true, 'exception is true, not a set of lists'],
  ])('exception %j excepts nothing and is a problem', (exception, fault) => {
    const said = covered('deny_tags', exception);
    expect(said.claims).toHaveLength(1);
    expect(said.problems).toEqual([{
      code: 'policy-result',
      message: `policy main.deny_tags: ${fault}`,
      where: null,
      hint: 'write exception contains ["tags"] if { … } to except deny_tags, violation_tags and warn_tags; "" excepts deny, violation and warn',
    }]);
  });

  test('a guardrail has none', () => {
    expect(ofGuardrail({ deny: ['no owner'], exception: [['']] }).claims).toHaveLength(1);
  });
});
