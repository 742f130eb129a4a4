import type { Guardrail } from '#model/guardrail.ts';
import { absent, known } from '#model/known.ts';
import type { Resource } from '#model/resource.ts';
import type { Policy } from '#rego/policies.ts';

/** A machine of a training cluster. */
export function machine(address: string, more: Partial<Resource> = {}): Resource {
  return {
    id: null, address, previousAddress: null, provider: 'aws', type: 'aws_instance', kind: 'instance', name: 'trainer', stage: 'plan', action: 'create', conditional: null,
    region: known('eu-west-1'), regionPath: 'provider aws', otherRegions: [], zone: absent, image: absent, shapes: [],
    scope: { account: absent, subscription: absent, resourceGroup: absent, project: absent, folders: absent, compartment: absent, path: absent },
    tags: { entries: [], open: null }, tagsPath: 'tags', taggable: true, nestedTags: [], relations: [], grants: [],
    source: null, aliases: [], inCatalog: true, sensitive: [], attributes: null,
    unknownAttributes: [],
    ...more,
  };
}

export function policy(id: string, more: Partial<Guardrail> = {}, rules: readonly string[] = ['deny', 'undecided', 'warn']): Policy {
  const guardrail: Guardrail = {
    id, package: `landrail.guardrails.${id.replaceAll('-', '_')}`, title: id, description: '', severity: 'medium',
    remediation: { summary: '', terraform: null, cloudformation: null, cli: null }, references: [], examples: null,
    settings: 'none', reads: 'batch', attributes: false, relations: true, without: [], kinds: null, types: null, providers: null, stages: null, origin: './policies',
    ...more,
  };
  return { guardrail, rules, entrypoint: `landrail_entry/${id}` };
}

/** A rule of a document policy, as conftest runs it. */
export function documentPolicy(rule: string, rules: readonly string[] = [rule]): Policy {
  return policy(`main.${rule}`, { package: 'main', reads: 'document' }, rules);
}
