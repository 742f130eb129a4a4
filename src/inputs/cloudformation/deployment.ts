import type { RelatedPlace } from '#model/finding.ts';
import type { Known } from '#model/known.ts';
import type { SourcePlace, Tag } from '#model/resource.ts';
import type { SourceText } from '../source-text.ts';
import type { ParameterPlace } from './scope.ts';
import type { Value } from './value.ts';

/** What a template is deployed with. Flags, files and manifests say it; nothing is guessed. */
export interface Deployment {
  readonly region: Known<string>;
  readonly account: Known<string>;
  readonly stackName: string | null;
  /** Tags of the stack, which go to all of its resources that take tags. */
  readonly tags: readonly Tag[];
  /** Where a tag of the stack is given; null for what no file says. */
  readonly tagPlace?: (key: string) => RelatedPlace | null;
  readonly parameters: ReadonlyMap<string, GivenParameter>;
  /** What to know of where this is said. */
  readonly notes?: readonly string[];
  /** Of the files that give parameters, by their paths. */
  readonly sources?: ReadonlyMap<string, SourceText>;
}

/** How a place is told that gives a stack its tags. */
export function givesTags(place: SourcePlace, name: string): RelatedPlace {
  return { ...place, role: 'tags of the stack', name };
}

/** A parameter that is given a value. */
export interface GivenParameter {
  readonly value: Value;
  /** Where it is given; null for what no file says. */
  readonly place: SourcePlace | null;
  /** Of a nested stack: what its parent gives it, and how that is read. */
  readonly argument: ParameterPlace['argument'];
}
