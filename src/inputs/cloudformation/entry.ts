import { isOfTemplateAlone } from '#catalog/cloudformation.ts';
import type { Entry } from '../resource/entry.ts';
import type { TemplateResource } from './template-resource.ts';

/** An entry of a template, by itself all that is known of the resource. */
export interface TemplateEntry extends Entry {
  readonly resource: TemplateResource;
}

export function entryOf(resource: TemplateResource): TemplateEntry {
  const { address, logicalId, type, action, conditional, source, lastLine } = resource;
  return { address, previousAddress: null, mode: 'managed', type, name: logicalId, action, conditional, judged: action !== 'delete' && action !== 'forget' && !isOfTemplateAlone(type), source, ...(lastLine === undefined ? {} : { lastLine }), resource };
}
