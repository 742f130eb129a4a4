import { cloudFormationType } from '#catalog/cloudformation.ts';
import type { Unknown } from '#model/known.ts';
import type { TemplateResource } from '../template-resource.ts';
import { mapOf, type Part } from './part.ts';
import { tagsFor, type MadeTags } from './tags.ts';

/** What SAM makes beside a resource that is written. */
export interface Made {
  readonly logicalId: string;
  readonly type: string;
  /** Where it is written in the properties of the other one: `Events.Nightly`. */
  readonly at: string;
  readonly properties?: Readonly<Record<string, Part>>;
  readonly tags: MadeTags;
  /** What decides whether it is made, besides what decides it of the other one. */
  readonly doubt?: Unknown | null;
}

/** As a resource of its own, in the stack of the one that it is made beside. */
export function madeBeside(other: TemplateResource, { logicalId, type, at, properties, tags, doubt }: Made): TemplateResource {
  const prefix = other.address.slice(0, other.address.length - other.logicalId.length);
  const own = tagsFor(type, tags.tags);
  return {
    ...other,
    address: `${prefix}${logicalId}`,
    logicalId,
    type,
    ...mapOf({ ...properties, Tags: own }),
    metadata: undefined,
    conditional: other.conditional ?? doubt ?? null,
    made: { by: other.address, at, tagsAt: tags.at, judgedThere: tags.same && isAlike(type, other.type) },
  };
}

/** Tags of roles, and of what is of the same kind, are those of the other one, and judged there once. */
function isAlike(type: string, other: string): boolean {
  return type === 'AWS::IAM::Role' || cloudFormationType(type)?.kind === cloudFormationType(other)?.kind;
}
