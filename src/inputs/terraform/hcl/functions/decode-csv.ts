import { list, object } from '../collection.ts';
import { objectType, stringType } from '../type.ts';
import { string, type Value } from '../value.ts';
import { Refusal } from './function.ts';

/** CSV as Go's encoding/csv reads it (RFC 4180): the first record names the columns, empty lines are skipped. */
export function decodeCsv(text: string): Value {
  const [headers, ...rows] = records(text);
  if (!headers) throw new Refusal('missing header line');
  const names = headers.fields;
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Refusal(`duplicate column name ${JSON.stringify(twice)}`);
  for (const row of rows) if (row.fields.length !== names.length) throw new Refusal(`CSV parse error on line ${row.line}: wrong number of fields`);
  const type = objectType(names.map((name) => [name, stringType] as const));
  return list(type, rows.map(({ fields }) => object(names.map((name, index) => [name, string(fields[index] ?? '')]))));
}

interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

function records(text: string): readonly CsvRecord[] {
  const out: CsvRecord[] = [];
  const lines = text.split('\n').map((line, index, all) => (index < all.length - 1 ? `${line.replace(/\r$/, '')}\n` : line.replace(/\r$/, '')));
  for (let at = 0; at < lines.length; ) {
    const line = at + 1;
    if (lines[at] === '\n' || lines[at] === '') {
      at++;
      continue;
    }
    const { fields, used } = record(lines, at);
    out.push({ line, fields });
    at += used;
  }
  return out;
}

/** One record, which goes on over line ends inside of quotes. */
function record(lines: readonly string[], from: number): { readonly fields: readonly string[]; readonly used: number } {
  const fields: string[] = [];
  let at = from;
  let rest = lines[at] ?? '';
  const fault = (message: string): Refusal => new Refusal(`CSV parse error on line ${at + 1}: ${message}`);
  for (;;) {
    if (!rest.startsWith('"')) {
      const comma = rest.indexOf(',');
      const field = comma < 0 ? rest.replace(/\n$/, '') : rest.slice(0, comma);
      if (field.includes('"')) throw fault('bare " in non-quoted field');
      fields.push(field);
      if (comma < 0) return { fields, used: at - from + 1 };
      rest = rest.slice(comma + 1);
      continue;
    }
    rest = rest.slice(1);
    let field = '';
    for (;;) {
      const quote = rest.indexOf('"');
      if (quote < 0) {
        field += rest;
        at++;
        if (at >= lines.length || (at === lines.length - 1 && lines[at] === '')) throw fault('extraneous or missing " in quoted-field');
        rest = lines[at] ?? '';
        continue;
      }
      field += rest.slice(0, quote);
      rest = rest.slice(quote + 1);
      if (!rest.startsWith('"')) break;
      field += '"';
      rest = rest.slice(1);
    }
    fields.push(field);
    if (rest.startsWith(',')) rest = rest.slice(1);
    else if (rest === '' || rest === '\n') return { fields, used: at - from + 1 };
    else throw fault('extraneous or missing " in quoted-field');
  }
}
