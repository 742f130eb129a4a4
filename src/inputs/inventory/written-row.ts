import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import { absent, known, oneOf, unknown, type Known } from '#model/known.ts';
import type { Scope } from '#model/resource.ts';
import type { LiveRow } from '#model/live-row.ts';
import { attributions, type Maker } from '#model/maker.ts';
import { scopeWith } from '#model/scope.ts';

/** A row that the collector wrote; null for what is no such row. */
export function writtenRow(value: JsonValue): LiveRow | null {
  const [type, id, name] = [textOf(value, 'type'), textOf(value, 'id'), textOf(value, 'name')];
  const values = member(value, 'values');
  if (type === null || id === null || name === null || !isObject(values)) return null;
  return {
    type,
    id,
    aliases: textsOf(member(value, 'aliases')),
    name,
    region: textKnown(member(value, 'region')),
    regionPath: textOf(value, 'regionPath') ?? 'region',
    zone: textKnown(member(value, 'zone')),
    scope: scopeOf(member(value, 'scope')),
    values,
    untold: clausesOf(member(value, 'untold')),
    partial: textOf(value, 'partial'),
    gone: textOf(value, 'gone'),
    madeBy: textOf(value, 'madeBy'),
    ...makersOf(member(value, 'makers')),
    makes: textsOf(member(value, 'makes')),
    recorded: textOf(value, 'recorded'),
  };
}

function makersOf(value: JsonValue | undefined): Pick<LiveRow, 'makers'> {
  if (!isArray(value)) return {};
  const makers = value.flatMap((one): readonly Maker[] => {
    const [id, by] = [textOf(one, 'id'), attributions.find((attribution) => attribution === textOf(one, 'by'))];
    return id === null || by === undefined ? [] : [{ id, by }];
  });
  return makers.length === 0 ? {} : { makers };
}

function scopeOf(value: JsonValue | undefined): Scope {
  return scopeWith({
    account: textKnown(member(value, 'account')),
    subscription: textKnown(member(value, 'subscription')),
    resourceGroup: textKnown(member(value, 'resourceGroup')),
    project: textKnown(member(value, 'project')),
    folders: knownOf(member(value, 'folders'), (one) => (isArray(one) ? textsOf(one) : null)),
    compartment: textKnown(member(value, 'compartment')),
    path: textKnown(member(value, 'path')),
  });
}

function textKnown(value: JsonValue | undefined): Known<string> {
  if (member(value, 'status') === 'oneOf') return oneOf(textsOf(member(value, 'values')), textOf(value, 'because') ?? '', textsOf(member(value, 'refs')));
  return knownOf(value, (one) => (typeof one === 'string' ? one : null));
}

/** What is in no form that is known is not known either. */
function knownOf<T>(value: JsonValue | undefined, read: (value: JsonValue) => T | null): Known<T> {
  if (member(value, 'status') === 'absent') return absent;
  const certain = member(value, 'status') === 'known' ? member(value, 'value') : undefined;
  const found = certain === undefined ? null : read(certain);
  return found === null ? unknown(textOf(value, 'because') ?? 'the inventory does not tell it', textsOf(member(value, 'refs'))) : known(found);
}

function clausesOf(value: JsonValue | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(isObject(value) ? value : ({} as JsonObject)).map(([path, because]) => [path, typeof because === 'string' ? because : 'the inventory does not tell it']));
}

function textOf(value: JsonValue | undefined, key: string): string | null {
  const text = member(value, key);
  return typeof text === 'string' ? text : null;
}

function textsOf(value: JsonValue | undefined): readonly string[] {
  return isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
