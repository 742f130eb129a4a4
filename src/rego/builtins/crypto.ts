import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Builtin, Builtins } from './builtin.ts';

function digest(algorithm: string): Builtin {
  return ([text]) => (typeof text === 'string' ? createHash(algorithm).update(text).digest('hex') : undefined);
}

function hmac(algorithm: string): Builtin {
  return ([text, key]) => (typeof text === 'string' && typeof key === 'string' ? createHmac(algorithm, key).update(text).digest('hex') : undefined);
}

export const builtins: Builtins = {
  'crypto.md5': digest('md5'),
  'crypto.sha1': digest('sha1'),
  'crypto.sha256': digest('sha256'),
  'crypto.hmac.md5': hmac('md5'),
  'crypto.hmac.sha1': hmac('sha1'),
  'crypto.hmac.sha256': hmac('sha256'),
  'crypto.hmac.sha512': hmac('sha512'),
  'crypto.hmac.equal': ([a, b]) => {
    if (typeof a !== 'string' || typeof b !== 'string') return undefined;
    const [left, right] = [Buffer.from(a), Buffer.from(b)];
    return left.length === right.length && timingSafeEqual(left, right);
  },
};
