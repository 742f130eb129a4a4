import type { Finding, RelatedPlace } from '#model/finding.ts';
import type { SourcePlace } from '#model/resource.ts';
import type { Shared } from './shared.ts';

/** GitHub shows this many places that belong to one result. */
export const mostRelated = 100;

/**
 * One place, as GitHub takes the first alone, and a narrow one: an alert is shown in a pull request only where all its lines are in the
 * difference. What has no line in a file (an inventory, an event, a plan without its source) stands at the first line of its input.
 */
export function placeText({ location, input, resource }: Finding, address: string, shared: Shared): string {
  const logical = resource === null ? '' : `,"logicalLocations":[{"fullyQualifiedName":"${address}","kind":"resource"}]`;
  return `{${physical(location ?? { file: input, line: 1, column: 1 }, shared)}${logical}}`;
}

/** Numbered from 1, as the links of the message name them. */
export function relatedText(places: readonly RelatedPlace[], shared: Shared): string {
  return places.slice(0, mostRelated).map((place, at) => `{"id":${at + 1},${physical(place, shared)},"message":{"text":"${shared.text(place.role)}${place.name === null ? '' : ` ${shared.text(place.name)}`}"}}`).join(',');
}

function physical({ file, line, column, endLine, endColumn }: SourcePlace, shared: Shared): string {
  const long = endLine !== undefined && endLine > line;
  // The end of the line is where a region without an end has it.
  const end = long || endColumn === undefined || endColumn <= column ? '' : `,"endLine":${line},"endColumn":${endColumn}`;
  return `${shared.file(file)}${line},"startColumn":${column}${end}}${long ? `,"contextRegion":{"startLine":${line},"endLine":${endLine}}` : ''}}`;
}
