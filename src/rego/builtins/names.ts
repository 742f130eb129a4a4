/** Built-in functions that this host implements, with their number of arguments, by the file that holds them. */
export const builtinFamilies = {
  strings: { sprintf: 2, indexof_n: 2, 'strings.any_prefix_match': 2, 'strings.any_suffix_match': 2, 'strings.count': 2, 'glob.quote_meta': 1 },
  regex: { 'regex.replace': 3, 'regex.split': 2, 'regex.find_n': 3, 'regex.template_match': 4 },
  encoding: {
    'base64url.encode_no_pad': 1, 'hex.decode': 1, 'hex.encode': 1, 'json.marshal_with_options': 2,
    'urlquery.decode': 1, 'urlquery.decode_object': 1, 'urlquery.encode': 1, 'urlquery.encode_object': 1,
  },
  patch: { 'json.patch': 2 },
  collections: {
    'object.subset': 2, 'graph.reachable_paths': 2, 'numbers.range_step': 3,
    cast_array: 1, cast_boolean: 1, cast_null: 1, cast_object: 1, cast_set: 1, cast_string: 1,
  },
  identifiers: { 'semver.compare': 2, 'semver.is_valid': 1, 'uuid.parse': 1 },
  units: { 'units.parse': 1, 'units.parse_bytes': 1 },
  net: { 'net.cidr_contains_matches': 2, 'net.cidr_expand': 1, 'net.cidr_is_valid': 1, 'net.cidr_merge': 1 },
  time: {
    'time.now_ns': 0, 'time.parse_ns': 2, 'time.parse_rfc3339_ns': 1, 'time.parse_duration_ns': 1, 'time.date': 1, 'time.clock': 1,
    'time.weekday': 1, 'time.add_date': 4, 'time.diff': 2, 'time.format': 1,
  },
  crypto: {
    'crypto.md5': 1, 'crypto.sha1': 1, 'crypto.sha256': 1, 'crypto.hmac.equal': 2, 'crypto.hmac.md5': 2, 'crypto.hmac.sha1': 2,
    'crypto.hmac.sha256': 2, 'crypto.hmac.sha512': 2,
  },
  yaml: { 'yaml.is_valid': 1, 'yaml.unmarshal': 1 },
  debug: { trace: 1, 'internal.print': 1 },
} as const;

export type BuiltinFamily = keyof typeof builtinFamilies;

/** Sorted. The compiler's capabilities are made of these and of what is linked into every module: anything else is a compile error. */
export const hostBuiltinNames: readonly string[] = Object.values(builtinFamilies).flatMap((family) => Object.keys(family)).sort();
