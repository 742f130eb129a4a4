import { LoggedResources } from '#inputs/inventory/logged.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Resource } from '../../../src/model/resource.ts';
import { eventOf, recordOf } from './record.ts';

const all = new LoggedResources({ attributes: () => false, relations: () => true });

/** Of a call, what policies and correlation see of its subjects. */
export function resourcesOfEvent(call: string, requestParameters: JsonObject | null, responseElements: JsonObject | null): readonly Resource[] {
  return eventOf(recordOf(call, { requestParameters, responseElements })).subjects.flatMap(({ row }) => all.of(row, 'aws', 'create') ?? []);
}
