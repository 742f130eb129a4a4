import type { Finding, RelatedPlace } from '#model/finding.ts';
import type { SourcePlace } from '#model/resource.ts';
import { sarifText } from '../escape.ts';
import { fileUri } from '../uri.ts';
import { name } from '../words.ts';

/** GitHub shows this many places that belong to one result. */
const mostRelated = 100;

/**
 * One place, as GitHub takes the first alone, and a narrow one: an alert is shown in a pull request only where all its lines are in the
 * difference. What has no line in a file (an inventory, an event, a plan without its source) stands at the first line of its input.
 */
export function placeOf({ location, input, resource }: Finding): object {
  return {
    physicalLocation: physical(location ?? { file: input, line: 1, column: 1 }),
    ...(resource === null ? {} : { logicalLocations: [{ fullyQualifiedName: name(resource.address), kind: 'resource' }] }),
  };
}

/** Numbered from 1, as the links of the message name them. */
export function relatedOf(places: readonly RelatedPlace[]): readonly object[] {
  return places.slice(0, mostRelated).map((place, at) => ({ id: at + 1, physicalLocation: physical(place), message: { text: sarifText(place.name === null ? place.role : `${place.role} ${place.name}`) } }));
}

function physical({ file, line, column, endLine, endColumn }: SourcePlace): object {
  const long = endLine !== undefined && endLine > line;
  return {
    artifactLocation: artifact(file),
    // The end of the line is where a region without an end has it.
    region: { startLine: line, startColumn: column, ...(long || endColumn === undefined || endColumn <= column ? {} : { endLine: line, endColumn }) },
    ...(long ? { contextRegion: { startLine: line, endLine } } : {}),
  };
}

function artifact(file: string): object {
  const uri = fileUri(file);
  return uri.startsWith('file:') ? { uri } : { uri, uriBaseId: '%SRCROOT%' };
}
