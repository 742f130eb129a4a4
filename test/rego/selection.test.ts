import { describe, expect, it } from 'vitest';
import type { JsonValue } from '#model/json.ts';
import { ProblemError, type Problem } from '#model/problem.ts';
import { selectPolicies, type PackageFacts, type RuleFacts, type SelectionOptions } from '#rego/selection.ts';

const options: SelectionOptions = { origin: './policies', namespaces: ['main'], namespacesNamed: false, taken: new Set(['gpu-shapes']) };

function rule(name: string, kind: RuleFacts['kind'] = 'partial-set'): RuleFacts {
  return { name, kind, where: `payroll.rego:9:1` };
}

function pkg(name: string, rules: readonly RuleFacts[], references: readonly string[] = []): PackageFacts {
  return { package: name, where: 'payroll.rego:1:1', annotations: null, rules, references, inputs: [], replacesInput: false };
}

/** Judges, uses team.lib when it is main, and reads these members of input. */
function reading(name: string, ...keys: readonly string[]): PackageFacts {
  return { ...pkg(name, [rule('deny')], name === 'main' ? ['team.lib'] : []), inputs: keys.map((key, index) => ({ key, where: `payroll.rego:${index + 3}:2` })) };
}

function problems(work: () => unknown): readonly Problem[] {
  try {
    work();
  } catch (error) {
    if (error instanceof ProblemError) return error.problems;
    throw error;
  }
  return [];
}

describe('which packages run', () => {
  it('a guardrail package runs with the rules it has', () => {
    const selected = selectPolicies([pkg('landrail.guardrails.payroll_role', [rule('undecided'), rule('deny'), rule('deny'), rule('helper')])], options);
    expect(selected.map((one) => [one.guardrail.id, one.guardrail.reads, one.rules])).toEqual([['payroll-role', 'batch', ['deny', 'undecided']]]);
  });

  it('a document package runs each of its rules on its own, with exceptions beside it', () => {
    const selected = selectPolicies([pkg('main', [rule('deny_tags'), rule('warn'), rule('violation'), rule('exception'), rule('deny_f', 'function')])], options);
    expect(selected.map((one) => [one.guardrail.id, one.guardrail.reads, one.guardrail.severity, one.rules])).toEqual([
      ['main.deny_tags', 'document', 'medium', ['deny_tags', 'exception']],
      ['main.violation', 'document', 'medium', ['violation', 'exception']],
      ['main.warn', 'document', 'low', ['warn', 'exception']],
    ]);
  });

  it('namespaces are globs', () => {
    const named = { ...options, namespaces: ['team.*'], namespacesNamed: true };
    expect(selectPolicies([pkg('team.payroll', [rule('deny')]), pkg('main', [rule('deny')])], named).map((one) => one.guardrail.id)).toEqual(['team.payroll.deny']);
  });

  it('libraries that a running package uses need not run themselves, also at second hand', () => {
    const packages = [pkg('main', [rule('deny')], ['team.lib.deny']), pkg('team.lib', [rule('deny')], ['team.base']), pkg('team.base', [rule('violation')])];
    expect(selectPolicies(packages, options).map((one) => one.guardrail.id)).toEqual(['main.deny']);
  });

  it('tests are no policies', () => {
    expect(selectPolicies([pkg('main', [rule('deny')]), pkg('main_test', [rule('deny_helper')])], options)).toHaveLength(1);
  });
});

describe('a policy that would not run is a problem, never silence', () => {
  it('a misspelled namespace', () => {
    expect(problems(() => selectPolicies([pkg('mian', [rule('deny')])], options))).toEqual([{
      code: 'policy-never-runs',
      message: 'package mian has a rule deny, but nothing runs that package',
      where: 'payroll.rego:9:1',
      hint: 'move it to package main or landrail.guardrails.<id>, or add --namespace mian',
    }]);
  });

  it('a misspelled room', () => {
    expect(problems(() => selectPolicies([pkg('landrail.guardrail.payroll', [rule('deny')])], options))).toEqual([{
      code: 'policy-package',
      message: 'package landrail.guardrail.payroll is in no room that landrail runs',
      where: 'payroll.rego:1:1',
      hint: 'guardrails live in landrail.guardrails.<id>, detections in landrail.detections.<id>; did you mean landrail.guardrails.payroll?',
    }]);
  });

  it('a misspelled rule', () => {
    expect(problems(() => selectPolicies([pkg('landrail.guardrails.payroll', [rule('denny')])], options))).toEqual([{
      code: 'policy-rules',
      message: 'package landrail.guardrails.payroll has no rule deny, undecided or warn',
      where: 'payroll.rego:1:1',
      hint: 'its rules are denny; write deny contains {"resource": …, "msg": …} if { … }',
    }]);
  });

  it('deny as a function', () => {
    expect(problems(() => selectPolicies([pkg('landrail.guardrails.payroll', [rule('deny', 'function')])], options))[0]?.message).toBe('rule deny is a function, not a set of findings');
  });

  it('a namespace that the user named and nobody wrote', () => {
    expect(problems(() => selectPolicies([pkg('main', [rule('deny')])], { ...options, namespaces: ['payroll'], namespacesNamed: true }))).toEqual([{
      code: 'policy-namespace',
      message: '--namespace payroll runs no rule',
      where: null,
      hint: 'packages with policies: main; rules are deny, violation or warn, with an optional _suffix',
    }]);
  });

  it('an id of the shipped pack', () => {
    expect(problems(() => selectPolicies([pkg('landrail.guardrails.gpu_shapes', [rule('deny')])], options))[0]?.code).toBe('policy-taken');
  });

  it('a folder of libraries only', () => {
    expect(problems(() => selectPolicies([pkg('team.lib', [rule('allowed', 'function')])], options))[0]).toMatchObject({ code: 'policy-none', where: './policies' });
  });

  it.each<readonly [string, readonly PackageFacts[], readonly string[]]>([
    ['a document policy that reads the resources of guardrails', [reading('main', 'resources', 'resource_changes')], ['main reads input.resources, which only guardrails']],
    ['a guardrail that reads a plan', [reading('landrail.guardrails.payroll', 'resources', 'path', 'resource_changes')], ['landrail.guardrails.payroll reads input.resource_changes, which a guardrail']],
    ['a library of document policies', [reading('main'), reading('team.lib', 'resources')], ['team.lib reads input.resources, which only guardrails']],
    ['a library that nothing runs', [pkg('main', [rule('deny')]), { ...reading('team.lib', 'resources'), rules: [] }], []],
    ['a library of both kinds', [reading('main'), { ...reading('landrail.guardrails.payroll'), references: ['team.lib'] }, reading('team.lib', 'resources', 'resource_changes')], []],
    ['a rule with an input of its own', [{ ...reading('main'), replacesInput: true }, reading('team.lib', 'resources')], []],
  ])('%s', (_, packages, expected) => {
    const found = problems(() => selectPolicies(packages, options));
    expect(found.map((one) => one.code)).toEqual(expected.map(() => 'policy-input'));
    for (const [index, text] of expected.entries()) expect(found[index]?.message).toContain(`package ${text}`);
  });

  it('all faults are told at once', () => {
    expect(problems(() => selectPolicies([pkg('landrail.guardrails.a', []), pkg('landrail.guardrails.b', []), pkg('mian', [rule('deny')])], options))).toHaveLength(3);
  });
});

describe('detections', () => {
  const detection = (custom: Record<string, JsonValue>, ...keys: readonly string[]): PackageFacts => ({ ...reading('landrail.detections.night_shift', ...keys), annotations: { custom } });
  const messages = (...packages: readonly PackageFacts[]): readonly string[] => problems(() => selectPolicies(packages, options)).map((one) => one.message);

  it('run beside guardrails, and say what they are handed', () => {
    const selected = selectPolicies([detection({ input: 'window', deeds: ['create'], touches: 'grant' }, 'events'), reading('landrail.guardrails.payroll', 'resources')], options);
    expect(selected.map(({ guardrail: { id, reads, selects } }) => [id, reads, selects])).toEqual([
      ['night-shift', 'window', { deeds: ['create'], touches: ['grant'], outcomes: null, channels: null, claimed: null, verdicts: null }],
      ['payroll', 'batch', undefined],
    ]);
    expect(selectPolicies([detection({})], options)[0]?.guardrail.reads).toBe('events');
    expect(selectPolicies([detection({ except: { outcomes: ['success'], channels: 'service' } })], options)[0]?.guardrail.selects?.except).toEqual({ outcomes: ['success'], channels: ['service'] });
  });

  it.each<readonly [string, readonly PackageFacts[], readonly string[]]>([
    ['a misspelled room', [pkg('landrail.detection.night', [rule('deny')])], ['package landrail.detection.night is in no room that landrail runs']],
    ['no usable id', [pkg('landrail.detections.night.shift', [rule('deny')])], ['package landrail.detections.night.shift gives the detection no usable id']],
    ['no rule', [pkg('landrail.detections.night', [rule('alert')])], ['package landrail.detections.night has no rule deny, undecided or warn']],
    ['the id of a guardrail beside it', [pkg('landrail.detections.payroll', [rule('deny')]), pkg('landrail.guardrails.payroll', [rule('deny')])], ['packages landrail.detections.payroll and landrail.guardrails.payroll have the same id payroll']],
    ['resources, which it is not handed', [detection({}, 'resources')], ['package landrail.detections.night_shift reads input.resources, which a detection over events is not handed: it would never find anything']],
    ['drift, where it is handed events', [detection({ input: 'events' }, 'drift')], ['package landrail.detections.night_shift reads input.drift, which a detection over events is not handed: it would never find anything']],
    ['events, where it is handed drift', [detection({ input: 'drift' }, 'events')], ['package landrail.detections.night_shift reads input.events, which a detection over drift is not handed: it would never find anything']],
    ['a guardrail that reads events', [reading('landrail.guardrails.payroll', 'events')], ['package landrail.guardrails.payroll reads input.events, which a guardrail is not handed: it would never find anything']],
    ['an exception from everything', [detection({ except: {} })], ['METADATA custom.except is {}']],
    ['an exception by what cannot be said', [detection({ except: { outcomes: ['fine'], deeds: ['create'] } })], ['METADATA custom.except is {"outcomes":["fine"],"deeds":["create"]}', 'METADATA custom.except.outcomes has "fine"']],
    ['two readings', [detection({ input: ['events', 'drift'] })], ['METADATA custom.input is ["events","drift"]']],
    ['a plan', [detection({ input: 'plan' })], ['METADATA custom.input has "plan"']],
    ['a guardrail that reads a window', [{ ...pkg('landrail.guardrails.payroll', [rule('deny')]), annotations: { custom: { input: 'window' } } }], ['METADATA custom.input has "window"']],
    ['a guardrail that selects events', [{ ...pkg('landrail.guardrails.payroll', [rule('deny')]), annotations: { custom: { deeds: ['create'] } } }], ['METADATA custom.deeds selects events, which payroll is not handed']],
    ['verdicts of events', [detection({ verdicts: ['unmanaged'] })], ['METADATA custom.verdicts selects items of drift, and this detection reads events']],
    ['deeds of items', [detection({ input: 'drift', deeds: ['create'] })], ['METADATA custom.deeds selects events, and this detection reads drift']],
    ['an unknown deed', [detection({ deeds: ['destroy'] })], ['METADATA custom.deeds has "destroy"']],
    ['stages', [detection({ stages: ['plan'] })], ['METADATA custom.stages selects resources, which a detection is not handed']],
  ])('refused: %s', (_, packages, expected) => expect(messages(...packages)).toEqual(expected));
});

describe('METADATA', () => {
  const facts = (annotations: PackageFacts['annotations']): PackageFacts => ({ ...pkg('landrail.guardrails.payroll', [rule('deny')]), annotations });

  it('is read whole', () => {
    const [selected] = selectPolicies([facts({
      title: 'Payroll roles', description: 'Why.', related_resources: [{ ref: 'https://example.com/a' }],
      custom: { severity: 'HIGH', settings: 'required', input: ['plan', 'attributes'], kinds: ['identity'], providers: 'aws', remediation: { summary: 'Do.', terraform: 'x' }, examples: { bad: 'b', good: 'g' } },
    })], options);
    expect(selected?.guardrail).toEqual({
      id: 'payroll', package: 'landrail.guardrails.payroll', title: 'Payroll roles', description: 'Why.', severity: 'high',
      remediation: { summary: 'Do.', terraform: 'x', cloudformation: null, cli: null }, references: ['https://example.com/a'], examples: { bad: 'b', good: 'g' },
      settings: 'required', reads: 'plan', attributes: true, relations: true, without: [], kinds: ['identity'], types: null, providers: ['aws'], stages: null, origin: './policies',
    });
  });

  it('names types of Terraform and CloudFormation', () => {
    const [selected] = selectPolicies([facts({ custom: { types: ['aws_iam_*', 'AWS::IAM::*', '*::Lambda::Function'] } })], options);
    expect(selected?.guardrail.types).toEqual(['aws_iam_*', 'AWS::IAM::*', '*::Lambda::Function']);
    const hint = 'list resource types such as aws_instance, AWS::EC2::Instance or Microsoft.Compute/virtualMachines; * stands for any run of characters';
    for (const types of [['AWS:EC2:Instance'], ['Aws_Instance'], ['AWS::'], []]) expect(problems(() => selectPolicies([facts({ custom: { types } })], options))[0]).toMatchObject({ hint });
  });

  it('names the raw arguments that a policy asks for', () => {
    const [selected] = selectPolicies([facts({ custom: { attributes: ['user_data', 'SecurityGroupIds'] } })], options);
    expect(selected?.guardrail.attributes).toEqual(['user_data', 'SecurityGroupIds']);
    const hint = 'list arguments by their names, such as vpc_security_group_ids; what is in them comes with them';
    expect(problems(() => selectPolicies([facts({ custom: { attributes: ['root_block_device[0].tags'] } })], options))[0]).toMatchObject({ message: 'METADATA custom.attributes is ["root_block_device[0].tags"]', hint });
    expect(problems(() => selectPolicies([facts({ custom: { attributes: [] } })], options))[0]).toMatchObject({ hint });
  });

  it('says what a policy does without', () => {
    const [selected] = selectPolicies([facts({ custom: { without: ['places', 'tags'] } })], options);
    expect(selected?.guardrail.without).toEqual(['places', 'tags']);
    expect(problems(() => selectPolicies([facts({ custom: { without: ['regions'] } })], options))[0]).toMatchObject({ message: 'METADATA custom.without has "regions"', hint: 'use some of places, shapes, tags' });
  });

  it('says which types a policy over the plan judges alone, and at which stage', () => {
    const alone = (value: JsonValue) => selectPolicies([facts({ custom: { input: 'plan', alone: value } })], options)[0]?.guardrail.alone;
    expect(alone('google_*')).toEqual([{ types: ['google_*'], stages: null }]);
    expect(alone(['google_*', { inventory: ['AWS::EC2::Instance'], state: 'aws_instance' }])).toEqual([
      { types: ['google_*'], stages: null },
      { types: ['AWS::EC2::Instance'], stages: ['inventory'] },
      { types: ['aws_instance'], stages: ['state'] },
    ]);
    expect(problems(() => alone([])).map(({ message }) => message)).toEqual(['METADATA custom.alone is []']);
    expect(problems(() => alone([{ live: ['aws_*'], inventory: 'AWS:EC2' }])).map(({ message }) => message)).toEqual(['METADATA custom.alone has "live"', 'METADATA custom.alone.inventory is "AWS:EC2"']);
  });

  it('names every wrong value with its place', () => {
    expect(problems(() => selectPolicies([facts({ custom: { severity: 'urgent', kinds: ['server'] } })], options)).map((one) => [one.message, one.where, one.hint])).toEqual([
      ['METADATA custom.severity is "urgent"', 'payroll.rego:1:1', 'use one of info, low, medium, high, critical'],
      ['METADATA custom.kinds has "server"', 'payroll.rego:1:1', expect.stringMatching(/^use some of instance, /)],
    ]);
  });
});
