import type { Told } from '../answers.ts';
import type { Page } from '../page.ts';

/** Members by which answers of AWS say that there are more pages. */
const tokens = ['NextToken', 'nextToken', 'NextMarker', 'Marker', 'marker', 'PaginationToken', 'NextContinuationToken'];
const flags = ['IsTruncated', 'Truncated', 'HasMoreResults'];

/** Says so where an answer goes on elsewhere. */
export function tellRest(page: Page, told: Told): void {
  const token = tokens.find((name) => {
    const value = page.value(name);
    return typeof value === 'string' && value !== '';
  });
  if (token !== undefined) told.goesOn(`a ${token} is left: there are more pages`);
  const flag = flags.find((name) => page.value(name) === true);
  if (token === undefined && flag !== undefined) told.goesOn(`${flag} is true: there are more pages`);
}
