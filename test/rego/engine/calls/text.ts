import { listLiteral, literal, objectLiteral, setLiteral, text } from '../literals.ts';
import type { Random } from '../random.ts';
import { strings } from '../texts.ts';
import type { CallFamily } from './family.ts';

const any = (random: Random): string => random.pick(strings);
const affix = (random: Random): string => text(random, ['', 'a', 'aa', 'arn:', 'aws', '😀', '日', 'ab', 'b', '12', ' ', '=', 'eu-', '/8']);
const several = (random: Random): string => random.pick([any, affix, (one: Random) => listLiteral(one, () => affix(one)), (one: Random) => setLiteral(one, () => affix(one)), literal])(random);

const query = (random: Random): string => text(random, ['a=1&b=2', 'a=1&a=2', '', '&', 'a', 'a=', '=b', '=', 'a=b=c', 'a;b', 'a=%41', 'a=%4', 'a=%zz', '%F0%9F%98%80=%20+', 'q=1+2', 'a=1&&b=', '%', 'ü=é', 'a%3Db=c%26', '%e9=1', 'x=%00']);

export const textCalls: CallFamily = {
  indexof_n: (random) => [any(random), affix(random)],
  'strings.any_prefix_match': (random) => [several(random), several(random)],
  'strings.any_suffix_match': (random) => [several(random), several(random)],
  'strings.count': (random) => [any(random), affix(random)],
  'glob.quote_meta': (random) => [random.pick([any, () => '"*.{a,b}[!c]?\\\\"', () => '"-:.,/日*"'])(random)],
  'base64url.encode_no_pad': (random) => [any(random)],
  'hex.encode': (random) => [any(random)],
  'hex.decode': (random) => [random.chance(0.3) ? any(random) : text(random, ['', '61', '6A6b', '6', '6g', 'f09f9880', 'F09F9880', '61 62', '0x61', 'ff', 'c3a9', '00'])],
  'urlquery.encode': (random) => [any(random)],
  'urlquery.decode': (random) => [random.chance(0.3) ? any(random) : query(random)],
  'urlquery.decode_object': (random) => [random.chance(0.2) ? any(random) : query(random)],
  'urlquery.encode_object': (random) => [random.chance(0.2) ? literal(random) : objectLiteral(random, () => random.pick([any, (one: Random) => listLiteral(one, () => any(one)), (one: Random) => setLiteral(one, () => any(one)), (one: Random) => literal(one, 0)])(random))],
  'json.marshal_with_options': (random) => [
    literal(random, 3),
    random.pick(['{}', '{"pretty": true}', '{"pretty": false}', '{"indent": "  "}', '{"prefix": ">"}', '{"indent": "", "prefix": "# "}', '{"pretty": true, "indent": "--", "prefix": "é"}', '{"pretty": false, "indent": " "}', '{"indent": 2}', '{"other": 1}', '{"pretty": "yes"}', 'null', '[]']),
  ],
  'crypto.md5': (random) => [any(random)],
  'crypto.sha1': (random) => [any(random)],
  'crypto.sha256': (random) => [any(random)],
  'crypto.hmac.md5': (random) => [any(random), any(random)],
  'crypto.hmac.sha1': (random) => [any(random), any(random)],
  'crypto.hmac.sha256': (random) => [any(random), any(random)],
  'crypto.hmac.sha512': (random) => [any(random), any(random)],
  'crypto.hmac.equal': (random) => [random.pick(['"a"', '"ab"', '"é"']), random.pick(['"a"', '"ab"', '"é"', '1'])],
  trace: (random) => [any(random)],
};
