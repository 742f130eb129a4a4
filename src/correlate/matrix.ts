import type { DriftVerdict } from '#model/drift.ts';

/** What is known of one thing, as far as its verdict depends on it. */
export interface Facts {
  /** `applied`, `planned` to be made, `leaving` as soon as it is applied, `written` and perhaps not applied; `no`: in none of the code of its account; `unloaded`: there is none. */
  readonly code: 'applied' | 'planned' | 'leaving' | 'written' | 'no' | 'unloaded';
  /** `no`: in none of the inventories that list its like; `unloaded`: there is none that does. */
  readonly live: 'yes' | 'no' | 'unloaded';
  /** The last call of the window that made, changed or removed it. `brief`: it was made and removed. */
  readonly last: 'none' | 'create' | 'modify' | 'delete' | 'brief';
  /** Who made that call; `code-tool`: with Terraform and the like, but not a pipeline. */
  readonly by: 'nobody' | 'pipeline' | 'service' | 'code-tool' | 'hand';
  /** Whether what exists is what code declares. */
  readonly as: 'declared' | 'differs' | 'unknown';
  /** Who answers for it beside the code. */
  readonly part: 'none' | 'child' | 'service' | 'default' | 'unproven';
}

/** One row: all that it names must hold. */
interface Row {
  readonly when: { readonly [F in keyof Facts]?: readonly Facts[F][] };
  /** Null: nothing to report. */
  readonly verdict: DriftVerdict | null;
  readonly because: string;
  /** The same where no log was given, if it speaks of logs. */
  readonly unlogged?: string;
}

const outside = ['hand', 'code-tool'] as const;
const gone = ['no', 'unloaded'] as const;

/** The verdicts (audit-events.md 2.6): the first row that holds counts. */
export const matrix: readonly Row[] = [
  // Declared, and it is there.
  { when: { code: ['applied'], live: ['yes'], as: ['differs'] }, verdict: 'modified-outside', because: 'it is not as code declares it' },
  { when: { code: ['applied', 'written'], live: ['yes'], last: ['modify'], by: outside, as: ['unknown'] }, verdict: 'modified-outside', because: 'it was changed, and not by a pipeline' },
  { when: { code: ['written'], live: ['yes'], as: ['differs'], last: ['modify'], by: outside }, verdict: 'modified-outside', because: 'it is not as code declares it, and was changed by no pipeline' },
  { when: { code: ['written'], live: ['yes'], as: ['differs'] }, verdict: 'undetermined', because: 'it is not as code says, which may not be applied yet' },
  { when: { code: ['planned'], live: ['yes'], last: ['create'], by: ['hand'] }, verdict: 'unmanaged', because: 'the plan is about to make it, and it was made by hand' },
  { when: { code: ['applied', 'planned', 'written'], live: ['yes'] }, verdict: 'managed', because: 'code declares it, and it is there' },
  { when: { code: ['leaving'], live: ['yes'] }, verdict: 'managed', because: 'code has it until the plan that removes it is applied' },

  // Declared, and it is not there, or nobody has looked.
  { when: { code: ['applied', 'planned', 'written'], live: gone, last: ['delete', 'brief'], by: [...outside, 'service'] }, verdict: 'deleted-outside', because: 'it was removed, and not by a pipeline' },
  { when: { code: ['applied'], live: gone, last: ['delete', 'brief'], by: ['pipeline'] }, verdict: 'ghost', because: 'a pipeline removed it: what declares it is older' },
  { when: { code: ['leaving'], live: gone }, verdict: null, because: 'a plan removes it' },
  { when: { code: ['planned'], live: gone }, verdict: 'pending', because: 'it is planned, and not there yet' },
  { when: { code: ['written'], live: ['no'] }, verdict: 'pending', because: 'it is written, and not there: not applied yet, or gone' },
  { when: { code: ['applied'], live: ['no'] }, verdict: 'ghost', because: 'it is not there: removed before the logs begin, or never made', unlogged: 'it is not there: removed, or never made' },
  { when: { code: ['applied', 'written'], live: ['unloaded'], last: ['modify'], by: outside }, verdict: 'modified-outside', because: 'it was changed, and not by a pipeline' },
  { when: { code: ['applied', 'written'], live: ['unloaded'] }, verdict: 'undetermined', because: 'no inventory lists its like where it stands, and all of them' },

  // In no code, and somebody else answers for it.
  { when: { code: ['no', 'unloaded'], part: ['default'] }, verdict: 'default', because: 'every account or network has it' },
  { when: { code: ['no', 'unloaded'], live: ['yes'], part: ['child'] }, verdict: 'child', because: 'it is a part of another' },
  { when: { code: ['no', 'unloaded'], live: gone, last: ['create', 'brief'], part: ['child'] }, verdict: 'child', because: 'it was made with another' },
  { when: { code: ['no', 'unloaded'], live: gone, last: ['modify'], part: ['child'] }, verdict: 'child', because: 'it is a part of another, which was changed' },
  { when: { code: ['no', 'unloaded'], part: ['service'] }, verdict: 'service-made', because: 'a service made it' },
  { when: { code: ['no', 'unloaded'], live: gone, last: ['create', 'brief'], by: ['service'] }, verdict: 'service-made', because: 'a service made it' },

  // In no code: there is none of its account.
  { when: { code: ['unloaded'], live: gone, last: ['brief'] }, verdict: 'ephemeral', because: 'it was made and removed between two looks' },
  { when: { code: ['unloaded'], live: gone, last: ['delete', 'none'] }, verdict: null, because: 'it was there before, and is not' },
  { when: { code: ['unloaded'] }, verdict: 'undetermined', because: 'no code of its account is loaded' },

  // In no code, and it is there.
  { when: { code: ['no'], live: ['yes'], part: ['unproven'], last: ['none', 'modify', 'delete'] }, verdict: 'undetermined', because: 'what would have made it is in no inventory' },
  { when: { code: ['no'], live: ['yes'], last: ['create'], by: ['code-tool', 'pipeline'] }, verdict: 'orphaned-or-spoofed', because: 'it was made as if by code, and no code declares it' },
  { when: { code: ['no'], live: ['yes'], last: ['create'] }, verdict: 'unmanaged', because: 'no code declares it' },
  { when: { code: ['no'], live: ['yes'] }, verdict: 'unmanaged', because: 'no code declares it; it is older than the logs', unlogged: 'no code declares it; no log was given that could tell who made it' },

  // In no code, and it is not there.
  { when: { code: ['no'], last: ['brief'] }, verdict: 'ephemeral', because: 'it was made and removed between two looks' },
  { when: { code: ['no'], last: ['create'] }, verdict: 'unmanaged-claimed', because: 'the logs say that it was made; no inventory has it' },
  { when: { code: ['no'], last: ['modify'], by: outside }, verdict: 'unmanaged-claimed', because: 'the logs say that it was changed; no inventory has it' },
  { when: { code: ['no'] }, verdict: null, because: 'it was there before, and is not' },
];

export function verdictOf(facts: Facts): Row {
  const row = matrix.find(({ when }) => (Object.keys(when) as (keyof Facts)[]).every((fact) => (when[fact] as readonly string[]).includes(facts[fact])));
  if (row === undefined) throw new Error(`no row for ${JSON.stringify(facts)}`);
  return row;
}
