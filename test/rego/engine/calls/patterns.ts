import { quoted } from '../literals.ts';
import type { Random } from '../random.ts';
import type { CallFamily } from './family.ts';

const atoms = [
  'a', 'b', 'c', 'ab', '.', '\\d', '\\D', '\\w', '\\W', '\\s', '\\S', '[abc]', '[^abc]', '[a-c0-9]', '[[:alpha:]]', '[[:^digit:]]', '[^[:upper:]_]', '\\pL', '\\PL', '\\p{Greek}', '\\p{^Greek}', '\\p{Lu}', '[\\p{Lu}\\d]', '\\p{L}', 'é', '日', '😀', '[α-ω]', '[\\x{1F600}-\\x{1F64F}]', '\\x41', '\\101', '\\.', '\\-', '\\Qa.b\\E', '[]a]', '[^]a]', '[a-]', '[-a]', '[\\]\\-]', '\\n', '\\t', '[\\n\\s]', 'K', 'ſ', 'ß', 'σ', '-', '/', ':', '_', ' ', ',', '"', '\\b', '\\B', '^', '$', '\\A', '\\z', '[[:word:]]', '[\\d\\D]', '[^\\d\\D]', '[^\\n]', '\\pN', '[[:space:]]', '\\a', '\\f', '\\v', '[\\w-]', '\\C', '\\p{Han}', '\\p{Latin}', '\\p{Zs}', '\\pS', '\\p{Any}', '[a-zA-Z]', '[^a-z]',
];
const repeats = ['*', '+', '?', '*?', '+?', '??', '{2}', '{1,3}', '{0,2}?', '{2,}', '{,2}', '{0}', '{0,}'];
const wrong = ['(', ')', '(a', 'a)', '[', '[a', '[b-a]', 'a**', 'a+*', '*a', '+', '?', 'a{2}{3}', 'a{1001}', 'a{2,1}', '(?<n>a)', '(?P<n>a)(?P<n>b)', '(?P<>a)', '(?P<n', '(?P=n)', '\\1', '(?=a)', '(?!a)', '(?<=a)', '(?>a)', 'a++', '\\', '\\q', '\\x', '\\x{110000}', '\\x{}', '\\pX', '\\p{Nope}', '[[:nope:]]', '(?i', '(?z)', '(?i-)', '(?-)', '(?i)', '(?)', '(?:)', '()', '|', 'a||b', '(|a)', '(a|)', '[a-\\d]', '[\\d-z]', '\\8', '\\08', '\\Q', '\\Qab', '\\E', '\\Z', '\\G', '\\u0041', '\\cA', '\\h', '(?#x)', '(?i:a', '((((a{100}){100}){100}))', '(a{500}){2}', '(a{500}){3}', 'x{0,1000}', '[[=a=]]', '[[.a.]]', '[:alpha:]', 'a{', 'a{1', 'a{,', 'a{1,2', '{', '}', ']', 'a{1,2,3}', 'a{01}', 'a{1}?', 'a{1}+', '(?s).', '(?m)^', '(?U)a*', '(?-i)a', '(?i)(?-i)A', '\\pl', '\\p{L', '\\p{Old_Italic}', '\\p{letter}', '\\p{Lowercase_Letter}', '\\p{ASCII}', '\\P{assigned}', '\\p{LC}', '\\p{ l u}', '\\p{Latn}', '\\p{Thai}', '\\p{Yi}', '\\p{Zyyy}', '(?i)\\p{Lu}', '(?i)\\P{Lu}', '(?i)[^\\p{Lu}]', '\\p{L&}', '\\p{}', '\\p{^}', '\\p{^^L}', '\\p{digit}', '[\\P{Latin}a]', '\\p', '[\\', '[a-\\', '$^', '^*', '$+', '\\b*', '(^)*', '(?:^a|b)*', '\\b+a', '(?P<é>a)', '(?P<a-b>x)', '(?P<1>a)', '(?P<_x9>a)'];

function pattern(random: Random, depth = 3): string {
  const kind = depth === 0 ? 0 : random.below(9);
  if (kind < 4) return random.pick(atoms) + (random.chance(0.35) ? random.pick(repeats) : '');
  const inner = (): string => pattern(random, depth - 1);
  if (kind === 4) return `${inner()}|${inner()}`;
  if (kind === 5) return `(${inner()})${random.chance(0.5) ? random.pick(repeats) : ''}`;
  if (kind === 6) return `${random.pick(['(?:', '(?i:', '(?s:', '(?m:', '(?U:', '(?im-s:', '(?P<name>', '(?i)', '(?-i)', '(?sm)'])}${inner()}`.replace(/^(\(\?[^)]*[:>].*)$/s, '$1)');
  return inner() + inner();
}

const subjects = ['', 'a', 'abc', 'aabbcc', 'abcabc', 'aaa', 'ABC abc', 'a.b', 'a-b_c', 'p5.48xlarge', 'arn:aws:iam::123456789012:role/Admin', '10.0.0.0/8', 'a\nb\n\nc', '\n', 'line one\nline two\n', 'é', 'éÉ', '日本語 abc', '😀a😀', 'Σσς ΑΒΓ αβγ', 'ſK k\u212a', 'ß ẞ', '  a  b ', 'a,b,,c', 'aXbXc', '"q"', '\t\v\f\r', 'a\u00a0b', '\u0000x', '١٢٣ 123', 'e\u0301', 'cab', 'ccc', 'baab', 'AbCaBc'];

function subject(random: Random): string {
  return random.chance(0.5) ? random.pick(subjects) : Array.from({ length: random.below(12) }, () => random.pick(['a', 'b', 'c', 'A', 'é', '日', '😀', ' ', '\n', '1', '-', '.', '_', 'k', 'σ'])).join('');
}

const templates = ['', 'x', '$0', '${1}', '$1', '$1x', '${1}x', '$2-$1', '$$', '$name', '${name}', '$name_', '$', '${', '$}', '${}', '$1$', '${1', '$01', '$é', '${é}', '$10', '[$0]', '$-', '\\1', '$99', '$ 1', '<$1><$2>'];

function any(random: Random): string {
  return random.chance(0.12) ? random.pick(wrong) : pattern(random);
}

const globs = ['a*', '*', '?', 'a?c', '[abc]', '[!a]', '[a-c]', '{a,b}', '{a,b}*', 'a.*', '**', 'a**c', '*.48xlarge', 'p5.*', '\\*', '[', '{', '{a', 'a}', '*:aws:*', '*:*:*', 'é*', '{abc,a*}', '[^a]', '*a*', '??', 'a,b', '{,a}', '*/8', 'api.*.com', 'api.**.com', '{*.a,b.*}'];
const globSubjects = ['', 'a', 'abc', 'abcabc', 'p5.48xlarge', 'arn:aws:iam', 'api.shop.com', 'api.eu.shop.com', 'a.b', 'a:b', 'a/b', '10.0.0.0/8', 'é', 'éa', '*', 'b', 'a,b', 'c'];

export const patternCalls: CallFamily = {
  'regex.replace': (random) => [quoted(subject(random)), quoted(any(random)), quoted(random.pick(templates))],
  'regex.split': (random) => [quoted(any(random)), quoted(subject(random))],
  'regex.find_n': (random) => [quoted(any(random)), quoted(subject(random)), random.pick(['-1', '-1', '0', '1', '2', '-7', '1.0', '1.5', '1e30'].slice(0, random.chance(0.9) ? 5 : 9))],
  'regex.template_match': (random) => [
    quoted(random.pick(['urn:{.*}', '{[a-z]+}-{\\d+}', 'plain', '{', '}', '{{a}}', '{a{2}}', '{(}', '', 'a.b', '<.*>:x', '{.*}{.*}', '{}', '{a|b}c', '{(?i)A}', 'é{.}'])),
    quoted(random.pick(['urn:x:y', 'ab-12', 'plain', 'a', 'aa', '', 'a.b', 'axb', 'b:x', 'ac', 'bc', 'éa', '{'])),
    ...random.pick([['"{"', '"}"'], ['"<"', '">"'], ['"{"', '"}"'], ['"{{"', '"}}"'], ['""', '"}"'], ['"é"', '"}"'], ['"a"', '"a"']]),
  ],
};

/** Those that are linked into every module, where C++'s RE2 stands. */
export function nativePattern(random: Random): { readonly a: string; readonly b: string; readonly c: string } {
  return { a: quoted(any(random)), b: quoted(subject(random)), c: random.pick(['-1', '-1', '0', '1', '2']) };
}

export function nativeGlob(random: Random): { readonly a: string; readonly b: string; readonly c: string } {
  return { a: quoted(random.pick(globs)), b: quoted(random.pick(globSubjects)), c: random.pick(['[]', '["."]', '[":"]', '[".", ":"]', 'null', '["/"]', '{"$set": ["."]}', '["ab"]', '[""]']) };
}
