import type { DriftItem } from '#model/drift.ts';
import { byCodePoint } from '#model/json.ts';
import type { Resource, Stage } from '#model/resource.ts';
import { comparableOf, type Comparable } from './comparable.ts';
import { valueOf } from './identity.ts';

/** How sure it is that what code declares has been made: `applied` by what it was read from, `planned` to be, `leaving` with the next apply, `written` and nothing more. */
export type Standing = 'applied' | 'planned' | 'leaving' | 'written';

/** What is kept of a declared resource: as much as a verdict on it needs. */
export interface Declared {
  readonly input: string;
  readonly standing: Standing;
  readonly resource: DriftItem['resource'];
  readonly comparable: Comparable;
  readonly aliases: readonly string[];
  readonly version: DeclaredVersion | null;
}

/** Of a state: the history that it is of, and where in it. */
export interface DeclaredVersion {
  readonly lineage: string;
  readonly serial: number;
}

const none: readonly string[] = [];

export function declaredOf(resource: Resource, input: string, version: DeclaredVersion | null = null): Declared {
  return { input, standing: standingOf(resource), resource: shownOf(resource), comparable: comparableOf(resource), aliases: resource.aliases.length === 0 ? none : resource.aliases, version };
}

function standingOf({ stage, action, id }: Resource): Standing {
  if (stage === 'state') return action === 'delete' ? 'leaving' : 'applied';
  // What a plan or a change set adds is not there yet; all else it knows by its id.
  if (stage === 'plan' || stage === 'change-set') return action === 'create' || action === 'replace' ? 'planned' : 'applied';
  return id === null ? 'written' : 'applied';
}

/** Which of two declarations of one resource says more of what exists: below zero for the first, zero where both say as much. */
export function compareDeclared(one: Declared, other: Declared): number {
  return rank(one) - rank(other);
}

/** Whether it stands in an older copy of the state that the other one stands in: what has changed since then is no difference. */
export function isOlderCopy({ version: one }: Declared, { version: other }: Declared): boolean {
  return one !== null && other !== null && one.lineage !== '' && one.lineage === other.lineage && one.serial < other.serial;
}

/** Which of two that say as much is shown first, whatever the order in which they come. */
export function isShownFirst(one: Declared, other: Declared): boolean {
  return (byCodePoint(one.input, other.input) || byCodePoint(one.resource.address, other.resource.address)) < 0;
}

const stages: readonly Stage[] = ['state', 'plan', 'change-set', 'template', 'source'];
const standings: readonly Standing[] = ['applied', 'planned', 'leaving', 'written'];

function rank({ standing, resource }: Declared): number {
  return standings.indexOf(standing) * stages.length + stages.indexOf(resource.stage);
}

/** A resource as an item shows it. */
export function shownOf({ address, type, provider, kind, stage, action, id, region, name, scope }: Resource): DriftItem['resource'] {
  return { address, type, provider, kind, stage, action, id, region: valueOf(region), name, scope };
}
