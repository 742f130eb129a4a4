/** Layouts by the names of Go's constants (https://pkg.go.dev/time#pkg-constants), where OPA accepts them. */
const named: Readonly<Record<string, string>> = {
  ANSIC: 'Mon Jan _2 15:04:05 2006',
  UnixDate: 'Mon Jan _2 15:04:05 MST 2006',
  RubyDate: 'Mon Jan 02 15:04:05 -0700 2006',
  RFC822: '02 Jan 06 15:04 MST',
  RFC822Z: '02 Jan 06 15:04 -0700',
  RFC850: 'Monday, 02-Jan-06 15:04:05 MST',
  RFC1123: 'Mon, 02 Jan 2006 15:04:05 MST',
  RFC1123Z: 'Mon, 02 Jan 2006 15:04:05 -0700',
  RFC3339: '2006-01-02T15:04:05Z07:00',
  RFC3339Nano: '2006-01-02T15:04:05.999999999Z07:00',
};

export function layoutOf(name: string): string {
  return (Object.hasOwn(named, name) ? named[name] : undefined) ?? name;
}

const element =
  /January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|002|0[1-6]|15|1|2006|2|__2|_2(?!006)|3|4|5|PM|pm|[-Z](?:07:00:00|070000|07:00|0700|07)|[.,](?:0+|9+)(?!\d)/g;

/** A layout in pieces: plain text at even places, elements at odd ones. */
export function pieces(layout: string): readonly string[] {
  const out: string[] = [];
  let at = 0;
  for (const match of layout.matchAll(element)) {
    out.push(layout.slice(at, match.index), match[0]);
    at = match.index + match[0].length;
  }
  return [...out, layout.slice(at)];
}
