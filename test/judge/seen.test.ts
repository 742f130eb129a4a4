import { expect, test } from 'vitest';
import { judged, type Seen } from '#judge/baseline-book.ts';

const seen = (more: Partial<Seen>): Seen => ({ files: new Map(), guardrails: new Set(['required-tags']), gone: new Set(), detections: new Set(), searched: () => false, ...more });

/** Whether a run says anything of an entry, so that pruning may take it out. */
test.each<readonly [why: string, entry: { readonly address?: string; readonly root?: string; readonly guardrail?: string }, seen: Seen, judged: boolean]>([
  ['a file that the run has not met', {}, seen({ files: new Map([['other.tf', null]]) }), false],
  ['a file that the run has met', {}, seen({ files: new Map([['net.tf', null]]) }), true],
  ['a guardrail that did not run', { guardrail: 'scopes' }, seen({ files: new Map([['net.tf', null]]), searched: () => true }), false],
  ['a file that is gone from a folder that was searched', {}, seen({ searched: (file) => file === 'net.tf' }), true],
  ['a root that was not judged', { root: 'envs/prod' }, seen({ files: new Map([['net.tf', null]]) }), false],
  ['a root that was judged', { root: 'envs/prod' }, seen({ files: new Map([['net.tf', null], ['envs/prod', null]]) }), true],
  ['the root module, where the file was judged alone', { address: 'aws_vpc.main' }, seen({ files: new Map([['net.tf', new Set(['module.a.'])]]) }), true],
  ['a call of a module that was judged', { address: 'module.a.aws_vpc.main' }, seen({ files: new Map([['net.tf', new Set(['module.a.'])]]) }), true],
  ['a call of a module that was judged, with keys', { address: 'module.a["x"].aws_vpc.main[0]' }, seen({ files: new Map([['net.tf', new Set(['module.a.'])]]) }), true],
  ['a call within one that was judged', { address: 'module.a.module.b.aws_vpc.main' }, seen({ files: new Map([['net.tf', new Set(['module.a.'])]]) }), false],
  ['a call of a module that was not', { address: 'module.b.aws_vpc.main' }, seen({ files: new Map([['net.tf', new Set(['module.a.'])]]) }), false],
  ['any call, where all were judged', { address: 'module.b.aws_vpc.main' }, seen({ files: new Map([['net.tf', null]]) }), true],
])('%s', (_, entry, run, expected) => {
  expect(judged({ guardrail: 'required-tags', verdict: 'fail', file: 'net.tf', address: null, path: 'tags.owner', actual: null, count: 1, owner: null, reason: null, expires: null, ...entry }, run)).toBe(expected);
});
