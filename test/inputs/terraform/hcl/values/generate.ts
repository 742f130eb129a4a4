import { Random } from '../../../../rego/engine/random.ts';

/** Kinds of expressions that the generator asks for; what it gets is of another kind now and then. */
type Kind = 'text' | 'number' | 'count' | 'bool' | 'list' | 'texts' | 'numbers' | 'map' | 'object' | 'set' | 'objects' | 'any';

/** Leaves of the generator beyond literals: names of things that are unknown or sensitive. */
export type Atoms = Partial<Record<Kind, readonly string[]>>;

const words = ['', 'a', 'b', 'prod', 'dev', 'web-1', 'Owner', 'us-east-1', '10.0.0.0/16', 'é', '😀x', 'e\u0301', 'ＡＢ', '1', '2.50', 'true', ' pad ', 'a,b,c', 'x=1;y=2', '%s', 'ß', '\\n', '\\"q\\"', '日本', 'a.b.c', '-5'];
const figures = ['0', '1', '2', '3', '7', '-1', '2.5', '0.1', '1e3', '12345678901234567890', '1e-7', '1/3', '99.99', '0.30000000000000004', '9007199254740993'];
const keys = ['a', 'b', 'c', 'name', 'owner', 'x-y', 'é'];
const texts = ['text'] as const;

/** Calls by what they give; `$kind` is replaced by an expression of that kind. */
const calls: Readonly<Record<Exclude<Kind, 'any'>, readonly string[]>> = {
  text: [
    'upper($text)', 'lower($text)', 'title($text)', 'strrev($text)', 'trimspace($text)', 'trim($text, $text)', 'trimprefix($text, $text)', 'trimsuffix($text, $text)', 'chomp($text)', 'indent($count, $text)',
    'substr($text, $count, $count)', 'substr($text, -$count, $count)', 'join($text, $texts)', 'join(",", $list)', 'replace($text, $text, $text)', 'replace($text, "/[a-z]+/", "<$0>")', 'replace($text, "/(.)(.)/", "$2$1")',
    'format("%s", $text)', 'format("%s-%v", $text, $any)', 'format("%d", $count)', 'format("%05.2f|%-8s|%3d", $number, $text, $count)', 'format("%v %v", $any, $any)', 'format("%q", $text)', 'format("%e %g", $number, $number)', 'format("%x", $count)', 'format($text, $any)',
    'jsonencode($any)', 'yamlencode($any)', 'base64encode($text)', 'base64decode(base64encode($text))', 'urlencode($text)', 'md5($text)', 'sha1($text)', 'sha256($text)', 'sha512($text)', 'base64sha256($text)', 'base64sha512($text)', 'uuidv5("dns", $text)', 'textencodebase64($text, "UTF-16LE")',
    'tostring($any)', 'tostring($number)', 'coalesce($text, $text)', 'coalesce($any, $text)', 'lookup($map, $text, $text)', 'lookup($object, $text, $text)', 'element($texts, $count)', 'one($texts)', 'try($any.a, $text)', 'try($map[$text], $text)', 'try($objects[$count].a, $text, "z")',
    '"${$text}-${$any}"', '"a${$number}b"', '"%{ if $bool }${$text}%{ else }no%{ endif }"', '"%{ for x in $list }${x},%{ endfor }"', '"%{ for k, v in $map }${k}=${v} %{ endfor }"', '$bool ? $text : $any', '$map["a"]', '$map.b', '$object.a', '$texts[$count]', '$object["name"]',
    'formatdate("YYYY-MM-DD", "2024-02-29T13:05:09Z")', 'timeadd("2024-02-29T13:05:09Z", "${$count}h")', 'cidrhost("10.0.0.0/24", $count)', 'cidrsubnet("10.0.0.0/8", 8, $count)', 'cidrnetmask("10.0.0.0/${$count}")', 'regex("[a-z]+", $text)', 'basename($text)', 'dirname($text)', 'nonsensitive($text)', 'sensitive($text)', 'keys($map)[0]', 'try(regex("(\\\\d+)", $text)[0], $text)',
  ],
  number: [
    '$number + $number', '$number - $number', '$number * $number', '$number / $count', '$number % $count', '-$number', 'abs($number)', 'ceil($number)', 'floor($number)', 'max($number, $number)', 'min($number, $count)', 'sum($numbers)', 'pow($count, $count)', 'signum($count)', 'parseint("${$count}", 10)', 'parseint("ff", 16)', 'tonumber($text)', 'tonumber($any)', 'length($any)', 'length($text)', '$bool ? $number : $number', 'try(tonumber($text), $number)', 'element($numbers, $count)', '$numbers[$count]', 'coalesce($number, $count)', 'timecmp("2024-01-01T00:00:00Z", "2024-01-01T0${$count}:00:00Z")', 'index($list, $any)', 'lookup($object, "b", $number)',
  ],
  count: ['length($list)', 'length($map)', 'length($texts)', '$count + 1', 'min($count, 3)', 'abs($count)', 'length(keys($map))', 'length(distinct($list))'],
  bool: [
    '$number < $number', '$number >= $count', '$any == $any', '$text == $text', '$any != $any', '$list == $list', '$map == $map', '!$bool', '$bool && $bool', '$bool || $bool', 'contains($list, $any)', 'contains($texts, $text)', 'contains(keys($map), $text)', 'startswith($text, $text)', 'endswith($text, $text)', 'strcontains($text, $text)', 'can($any.a)', 'can(tonumber($text))', 'can(regex("^[a-z]+$", $text))', 'alltrue([$bool, $bool])', 'anytrue([$bool, $bool])', 'alltrue([for x in $list: x != null])', 'tobool($text)', '$any == null', 'issensitive($any)', 'try($bool, false)', 'length($list) > $count', '$bool ? $bool : $bool', '$object == $object',
  ],
  list: [
    '[$any, $any]', '[$text, $number]', 'concat($list, $list)', 'concat($texts, $list)', 'flatten([$list, $any])', 'flatten($list)', 'reverse($list)', 'slice($list, 0, $count)', 'values($map)', 'values($object)', '[for x in $list: x]', '[for i, x in $list: "${i}"]', '[for x in $list: x if x != $any]', '[for k, v in $map: v]', '[for k, v in $object: k if k != $text]', '$objects[*].a', '$any[*]', '$objects.*.b', 'tolist($list)', 'tolist($set)', 'distinct($list)', 'sort($texts)', 'chunklist($list, $count)', 'setproduct($list, $texts)', 'coalescelist($list, $list)', '$bool ? $list : $list', 'try($any, $list)', 'jsondecode(jsonencode($list))', 'yamldecode(yamlencode($list))', 'matchkeys($list, $texts, $texts)', 'range($count)', 'regexall("[a-z]", $text)', '[for x in $objects: x.a]', '[for x in $list: [for y in $texts: y]]', 'formatlist("%s-%v", $texts, $any)',
  ],
  texts: ['[$text, $text]', '[$text]', '[]', 'split($text, $text)', 'split(",", $text)', 'compact($texts)', 'keys($map)', 'keys($object)', 'sort($texts)', 'distinct($texts)', 'concat($texts, $texts)', 'formatlist("%s!", $texts)', 'tolist(toset($texts))', '[for x in $texts: upper(x)]', '[for k, v in $map: "${k}${v}"]', 'slice($texts, 0, 1)', 'reverse($texts)', 'tolist($texts)', 'coalescelist($texts, ["z"])', 'cidrsubnets("10.0.0.0/16", 4, 8)', '$bool ? $texts : []'],
  numbers: ['[$number, $number]', '[$count]', 'range($count)', 'range(0, $count, 0.5)', '[for x in $texts: length(x)]', 'tolist([$number, $count])'],
  map: ['{ a = $text, b = $text }', '{ ($text) = $text }', 'tomap({ a = $text })', 'tomap($object)', 'merge($map, $map)', 'merge($map, { c = $text })', 'merge({ a = $text }, $map)', 'zipmap($texts, $texts)', 'zipmap(["a", "b"], $list)', '{ for k, v in $map: k => v }', '{ for k, v in $map: upper(k) => v if v != $text }', '{ for x in $texts: x => $text }', '{ for i, x in $texts: "${i}" => x }', '{ for x in $texts: x => x... }', 'transpose({ a = $texts })', '$bool ? $map : {}', '$bool ? $map : $map', 'try($any, $map)', 'merge([$map, $map]...)', 'jsondecode(jsonencode($map))', '{ for x in $objects: x.name => x.a }'],
  object: ['{ a = $any, b = $number }', '{ a = $any, name = $text, c = $list }', 'merge($object, $map)', 'merge($object, { b = $any })', '{ a = $object }', 'jsondecode(jsonencode($object))', '$bool ? $object : $object', 'yamldecode(yamlencode($object))', '{ for k, v in $object: k => v }', '$objects[0]', 'try($object, {})', '{ a = null, b = $any }'],
  set: ['toset($texts)', 'toset($list)', 'toset($numbers)', 'setunion($texts, $texts)', 'setintersection($texts, $texts)', 'setsubtract($texts, $texts)', 'toset($objects)', 'setunion($set, $texts)', 'toset(keys($map))', 'setproduct($set, $set)'],
  objects: ['[{ a = $any, name = $text }, { a = $any, name = $text }]', '[for x in $texts: { a = x, name = x }]', '[$object, $object]', 'tolist([{ a = $text, b = $number, name = "n" }])', '[]', '[for k, v in $map: { a = v, b = k, name = k }]', 'csvdecode("a,b,name\\n1,2,${upper("x")}\\n3,4,y")', '$bool ? $objects : []'],
};

export class Generator {
  readonly #random: Random;
  readonly #atoms: Atoms;

  constructor(seed: number, atoms: Atoms = {}) {
    this.#random = new Random(seed);
    this.#atoms = atoms;
  }

  expression(): string {
    return this.#of('any', 2 + this.#random.below(2));
  }

  #of(kind: Kind, depth: number): string {
    const atoms = this.#atoms[kind];
    if (atoms && this.#random.chance(depth <= 0 ? 0.5 : 0.12)) return `(${this.#random.pick(atoms)})`;
    if (this.#random.chance(0.02)) return 'null';
    if (depth <= 0) return this.#leaf(kind);
    const wanted = kind === 'any' || this.#random.chance(0.03) ? this.#random.pick(Object.keys(calls) as Exclude<Kind, 'any'>[]) : kind;
    const pattern = this.#random.pick(calls[wanted]);
    const out = pattern.replace(/\$(text|number|counts?|bool|lists?|texts|numbers|map|objects?|set|any)(?![a-z])/g, (_, name: Kind) => this.#of(name, this.#random.chance(0.35) ? 0 : depth - 1));
    return `(${out})`.replace(/^\("(.*)"\)$/s, '"$1"').replace(/^\((\[[^[\]]*\]|\{[^{}]*\})\)$/s, '$1');
  }

  #leaf(kind: Kind): string {
    const text = (): string => `"${this.#random.pick(words)}"`;
    const figure = (): string => this.#random.pick(figures);
    switch (kind) {
      case 'text':
        return text();
      case 'number':
        return `(${figure()})`;
      case 'count':
        return String(this.#random.below(6));
      case 'bool':
        return this.#random.pick(['true', 'false', '"true"']);
      case 'texts':
        return `[${this.#random.list(3, text).join(', ')}]`;
      case 'numbers':
        return `[${this.#random.list(3, figure).join(', ')}]`;
      case 'list':
        return `[${this.#random.list(3, () => this.#random.pick([text(), figure(), 'true', 'null', '[1, "a"]', '{ a = 1 }'])).join(', ')}]`;
      case 'set':
        return `toset([${this.#random.list(3, text).join(', ')}])`;
      case 'map':
        return `{ ${this.#random.list(3, () => `"${this.#random.pick(keys)}" = ${text()}`).join(', ')} }`;
      case 'object':
        return `{ ${this.#random.list(3, () => `"${this.#random.pick(keys)}" = ${this.#random.pick([text(), figure(), 'true', 'null', '[]', '["a"]'])}`).join(', ')} }`;
      case 'objects':
        return `[{ a = ${text()}, b = ${figure()}, name = ${text()} }]`;
      case 'any':
        return this.#leaf(this.#random.pick([...texts, 'number', 'bool', 'list', 'map', 'object', 'set'] as const));
    }
  }
}
