import type { LiveAnswer } from '../live-aws.ts';

/** What AWS keeps by itself: there is nothing in it that anybody could change. */
export function keptBy({ kept }: LiveAnswer, id: string, value: (path: string) => string | null): string | null {
  if (/^arn:[^:]+:iam::aws:/.test(id)) return 'AWS-managed';
  if (/:role\/aws-service-role\//.test(id)) return 'service-linked';
  return Object.entries(kept).find(([, condition]) => holds(condition, value))?.[0] ?? null;
}

/** `RequesterManaged`, `KeyManager=AWS`, `!IpPermissions` for what is not there; several with `&`. */
export function holds(condition: string, value: (path: string) => string | null): boolean {
  return condition.split('&').every((one) => {
    if (one.startsWith('!')) return value(one.slice(1)) === null;
    const [path = '', wanted = 'true'] = one.split('=');
    return value(path) === wanted;
  });
}

export function goneBy({ state }: LiveAnswer, value: (path: string) => string | null): string | null {
  const is = state === null ? null : value(state.path);
  // Services write one word in several ways: `deleted`, `Deleted`, `DELETED`.
  if (is === null || state?.gone.some((word) => word.toLowerCase() === is.toLowerCase()) !== true) return null;
  return is === 'true' ? 'deleted' : is.toLowerCase().replaceAll('_', ' ');
}
