import { posix } from 'node:path';
import type { Problem } from '#model/problem.ts';
import type { EventRef } from '#model/event.ts';
import type { Finding } from '#model/finding.ts';
import type { Drift, Result } from '#model/result.ts';

/**
 * The same Result with its files as git names them: from the root of the repository, whatever folder the command ran in. GitHub finds
 * nothing by any other name.
 * @param folder of the run, from the root of the repository: `infra/prod`, or '' for the root itself
 * @param root absolute, with `/`
 */
export function rooted(result: Result, folder: string, root: string): Result {
  const file = (path: string): string => {
    const slashed = path.replaceAll('\\', '/');
    if (slashed.startsWith(`${root}/`)) return slashed.slice(root.length + 1);
    if (folder === '' || path === '-' || posix.isAbsolute(slashed) || /^[A-Za-z]:/.test(slashed)) return path;
    return posix.join(folder, path);
  };
  const problem = (one: Problem): Problem => (one.where === null ? one : { ...one, where: file(one.where) });
  const { drift } = result;
  return {
    ...result,
    inputs: result.inputs.map((one) => ({ ...one, path: file(one.path) })),
    skipped: result.skipped.map((one) => ({ ...one, path: file(one.path) })),
    findings: result.findings.map((one) => finding(one, file)),
    notices: result.notices.map(problem),
    errors: result.errors.map(problem),
    ...(drift === undefined ? {} : { drift: ofDrift(drift, file) }),
  };
}

type Name = (path: string) => string;

function finding(one: Finding, file: Name): Finding {
  const { input, location, block, related, waiver, event } = one;
  return {
    ...one,
    input: file(input),
    location: location === null ? null : { ...location, file: file(location.file) },
    ...(block === undefined ? {} : { block: { ...block, file: file(block.file) } }),
    related: related.map((place) => ({ ...place, file: file(place.file) })),
    waiver: waiver === null ? null : { ...waiver, where: file(waiver.where) },
    event: event === null ? null : ofEvent(event, file),
  };
}

function ofDrift(drift: Drift, file: Name): Drift {
  return {
    ...drift,
    items: drift.items.map((item) => ({
      ...item,
      declared: item.declared === null ? null : { ...item.declared, input: file(item.declared.input) },
      live: item.live === null ? null : { input: file(item.live.input) },
      created: item.created === null ? null : ofEvent(item.created, file),
      last: item.last === null ? null : ofEvent(item.last, file),
      ignored: item.ignored === null ? null : { ...item.ignored, where: file(item.ignored.where) },
    })),
    sources: drift.sources.map((source) => ({ ...source, path: file(source.path) })),
  };
}

function ofEvent<T extends EventRef>(event: T, file: Name): T {
  return { ...event, source: { ...event.source, file: file(event.source.file) } };
}
