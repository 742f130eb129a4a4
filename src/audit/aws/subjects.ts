import { keptBy } from '#catalog/aws/fate.ts';
import { typeOfArn } from '#catalog/arns.ts';
import { makingOf } from '#catalog/aws/made-by.ts';
import { arnIn, arnOf, arnOfQueue, filled, placeOfArn, regionIn, type Place } from '#catalog/aws/place.ts';
import { usualTagPlaces } from '#catalog/aws/tags.ts';
import { inWords } from '#catalog/aws/words.ts';
import type { TypeFacts } from '#catalog/facts.ts';
import { liveAnswerOf, type LiveAnswer } from '#catalog/live-aws.ts';
import { liveAwsType } from '#catalog/live-aws-types.ts';
import type { EventSubject } from '#model/event.ts';
import { isArray, isObject, type JsonObject, type JsonValue } from '#model/json.ts';
import { absent, known, unknown } from '#model/known.ts';
import type { LiveRow } from '#model/live-row.ts';
import { attributions } from '#model/maker.ts';
import type { EventRow, SubjectRow } from './event-row.ts';
import { isHidden, withoutHidden } from './hidden.ts';
import { listIn, worded, type Look } from './paths.ts';
import { tagsOf, tagValue, type ToldTags } from './tags.ts';
import { scopeOf } from './scope.ts';

/** Of the record that tells the subjects. */
export interface Telling {
  readonly name: string;
  readonly eventId: string;
  readonly place: Place;
}

/** What a call made or changed, one a resource. Where it failed, what it was to make: the answer tells nothing then. */
export function subjectsOf(row: EventRow, look: Look, telling: Telling): readonly EventSubject[] {
  const found: EventSubject[] = [];
  for (const one of row.subjects) {
    if (one.otherwise === true && found.length > 0) continue;
    const around = one.within === undefined ? [look] : look.all(one.within).map((parent) => look.with({ parent }));
    const places = one.each === undefined ? around : around.flatMap((at) => at.all(one.each ?? '').map((item) => at.with({ item })));
    for (const at of places) {
      const subject = subjectOf(one, row, at, telling, found.length);
      if (subject !== null) found.push(subject);
    }
  }
  return found;
}

function subjectOf(one: SubjectRow, row: EventRow, look: Look, telling: Telling, index: number): EventSubject | null {
  const engine = one.engine === undefined ? null : look.text(one.engine);
  const engines = liveAnswerOf(one.type).types?.of ?? {};
  const type = (engine !== null && Object.hasOwn(engines, engine) ? engines[engine] : undefined) ?? typeIn(one, look);
  const facts = liveAwsType(type);
  const answer = liveAnswerOf(type);
  const { values, untold } = valuesOf(one, look, telling, type, facts, answer);
  const names = namesOf(one, look, telling, facts?.region.global === true, type, answer, values);
  // A change of what nobody names is no change of a resource; of a create there is the attempt at least.
  if (names.plain === null && names.arn === null && (one.each !== undefined || row.deed !== 'create')) return null;
  const { tags, hidden }: ToldTags = one.tags === undefined ? { tags: null, hidden: false } : tagsOf(look, one.tags, row.deed === 'create');
  const path = tagPath(facts);
  if (takesTags(facts)) {
    if (hidden) untold[path] = `tags are hidden in the record of ${telling.name}`;
    else if (tags === null) untold[path] = one.tags === undefined && row.deed === 'create' ? `records of ${telling.name} carry no tags` : `the record of ${telling.name} does not tell tags`;
    else values[path] = tagValue(tags, facts);
  }
  const zone = one.zone === undefined ? null : look.text(one.zone);
  const id = names.arn ?? names.id ?? `attempt/${telling.eventId}/${index}`;
  const { region, account } = names.place;
  const told = (name: string): string | null => worded(values[name]);
  const making = makingBy(one, look, answer.madeBy.length === 0 && tags?.some(({ Key }) => /[:/]/.test(Key)) !== true ? nobody : makingOf(tags ?? [], answer, names.place, told), names.place);
  const subject: LiveRow = {
    type,
    id,
    aliases: [...new Set(names.aliases)].filter((alias) => alias !== id),
    name: nameTold(one, look) ?? (answer.drawn ? tags?.find(({ Key }) => Key === 'Name')?.Value : null) ?? names.plain ?? nameIn(names.arn) ?? type.slice(type.lastIndexOf(':') + 1),
    region: facts?.region.global === true ? known('global') : region === null ? unknown('the record does not tell the region') : known(region),
    regionPath: zone !== null ? 'AvailabilityZone' : 'awsRegion',
    zone: zone === null ? absent : known(zone),
    scope: scopeOf(account),
    values,
    untold,
    // A call that makes something names all that is not left to AWS; of the calls whose requests are read whole it is all here.
    partial: row.deed === 'create' && one.whole?.includes('req') === true && look.first('req') !== undefined ? null : `the record of ${telling.name} does not tell it`,
    gone: keptBy(answer, id, told),
    madeBy: making.madeBy,
    recorded: null,
  };
  return { row: making.makers === undefined ? subject : { ...subject, makers: making.makers }, count: countOf(one.count, look) };
}

/** Where there is no tag of a service: theirs have a colon or slash in their keys. */
const nobody: Pick<LiveRow, 'madeBy' | 'makers'> = { madeBy: null };

/** What made it is told by the record itself, or as in an inventory: by tags and its own members. */
function makingBy({ madeBy }: SubjectRow, look: Look, making: Pick<LiveRow, 'madeBy' | 'makers'>, place: Place): Pick<LiveRow, 'madeBy' | 'makers'> {
  const maker = madeBy === undefined ? null : arnOf(madeBy, place, (name) => look.text(name));
  if (maker === null) return making;
  const makers = [...(making.makers ?? []), { id: maker, by: 'member' } as const];
  return { madeBy: maker, makers: makers.sort((a, b) => attributions.indexOf(a.by) - attributions.indexOf(b.by)) };
}

function typeIn({ type, id }: SubjectRow, look: Look): string {
  const text = type === '$' || type === '@' ? (look.text(id ?? '') ?? '') : '';
  if (type === '$') return typeOfId(text);
  // What the catalogue does not know is called as the ARN calls it: `bedrock:provisioned-model`.
  return type === '@' ? (typeOfArn(arnWritten(text) ?? '') ?? text.split(':').filter((_, part) => part === 2 || part === 5).map((part) => part.split('/')[0] ?? '').join(':')) : type;
}

/** A name may be given as an ARN. */
function nameTold({ name }: SubjectRow, look: Look): string | null {
  const told = name === undefined ? null : look.text(name);
  return told === null || isHidden(told) ? null : arnIn(told) === null ? told : nameIn(told);
}

interface Names {
  /** As the catalogue writes it. */
  readonly arn: string | null;
  /** Where there is no ARN. */
  readonly id: string | null;
  readonly plain: string | null;
  readonly aliases: readonly string[];
  readonly place: Place;
}

function namesOf(one: SubjectRow, look: Look, telling: Telling, global: boolean, type: string, answer: LiveAnswer, values: JsonObject): Names {
  const text = one.id === undefined ? null : one.id.includes('{') ? filled(one.id, (path) => look.text(path)) : look.text(one.id);
  const written = [...(one.arn ?? []).filter((path) => !path.includes('{')).map((path) => arnWritten(look.text(path))), arnWritten(text)].find((arn) => arn !== null) ?? null;
  const plain = text === null ? nameIn(written) : (/(?:^|:)function:([^:]+)/.exec(text)?.[1] ?? (arnWritten(text) === null ? text : nameIn(arnWritten(text))));
  const zone = one.zone === undefined ? null : look.text(one.zone);
  const told = one.region === undefined ? null : look.text(one.region);
  const ofArn = placeOfArn(written);
  const region = (told === null ? null : told === 'EU' ? 'eu-west-1' : regionIn(told)) ?? ofArn.region ?? (zone === null ? null : regionIn(zone)) ?? telling.place.region;
  const place = { region, account: ofArn.account ?? telling.place.account };
  const valueOf = (name: string): string | null => {
    if (name === '$' || name === answer.id) return plain;
    const part = one.parts?.[name];
    return (part === undefined ? null : look.text(part)) ?? worded(values[name]);
  };
  const together = [...(one.arn ?? []).filter((path) => path.includes('{')), ...answer.arn.filter((path) => path.includes(':')), ...answer.aliases.filter((path) => path.includes(':'))];
  // Names of parameters may begin with the slash that stands before them.
  const arn = written ?? together.map((template) => arnOf(template, place, valueOf)?.replace(':parameter//', ':parameter/')).find((found) => found !== undefined) ?? null;
  const aliases = [
    plain,
    ...answer.aliases.map((alias) => (alias.includes(':') ? arnOf(alias, place, valueOf) : valueOf(alias))),
    ...(one.aliases ?? []).map((alias) => (alias.includes('{') ? (alias.includes(':') ? arnOf(alias, place, valueOf) : filled(alias, valueOf)) : look.text(alias))),
  ].filter((alias) => alias !== null);
  const named = plain === null ? null : `${answer.drawn || place.account === null ? '' : `${place.account}/`}${place.region === null || global ? '' : `${place.region}/`}${type}/${plain}`;
  return { arn, id: named, plain, aliases, place };
}

/** An ARN as inventories write it: functions without a version, log groups without the star for their streams; addresses of queues. */
function arnWritten(text: string | null): string | null {
  const arn = text === null ? null : (arnIn(text) ?? arnOfQueue(text));
  if (arn === null) return null;
  return /^(arn:[^:]+:lambda:[^:]*:[^:]*:function:[^:]+)/.exec(arn)?.[1] ?? arn.replace(/(:log-group:.+):\*$/, '$1');
}

/** Where ARNs have something behind the name: `stack/checkout/51af…`, `loadbalancer/app/checkout/50dc…`, `secret:ledger-AbCdEf`. */
const namesInArns = [/:(?:stack|targetgroup)\/([^/]+)\/[^/]+$/, /:loadbalancer\/(?:app|net|gwy)\/([^/]+)\//, /:kafka:[^:]*:[^:]*:cluster\/([^/]+)\//, /:secret:(.+)-[A-Za-z0-9]{6}$/, /:log-group:(.+)$/];

function nameIn(arn: string | null): string | null {
  if (arn === null) return null;
  return namesInArns.map((pattern) => pattern.exec(arn)?.[1]).find((name) => name !== undefined) ?? arn.slice(arn.search(/[^:/]*$/));
}

/** Resources of EC2 are told by how their ids begin (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html). */
const prefixes: Readonly<Record<string, string>> = {
  i: 'Instance', vol: 'Volume', snap: 'Snapshot', ami: 'Image', vpc: 'VPC', subnet: 'Subnet', sg: 'SecurityGroup', rtb: 'RouteTable', igw: 'InternetGateway',
  nat: 'NatGateway', eipalloc: 'EIP', eni: 'NetworkInterface', acl: 'NetworkAcl', pcx: 'VPCPeeringConnection', vgw: 'VPNGateway', vpn: 'VPNConnection',
  cgw: 'CustomerGateway', dopt: 'DHCPOptions', fl: 'FlowLog', key: 'KeyPair', lt: 'LaunchTemplate', fleet: 'EC2Fleet', sfr: 'SpotFleet', sir: 'SpotInstanceRequest',
  tgw: 'TransitGateway', vpce: 'VPCEndpoint', cr: 'CapacityReservation', eigw: 'EgressOnlyInternetGateway', pl: 'PrefixList', h: 'Host', 'tgw-attach': 'TransitGatewayAttachment', 'tgw-rtb': 'TransitGatewayRouteTable',
};

function typeOfId(id: string): string {
  const prefix = /^([a-z]+(?:-[a-z]{2,})*)-/.exec(id)?.[1] ?? '';
  return Object.hasOwn(prefixes, prefix) ? `AWS::EC2::${prefixes[prefix] ?? ''}` : `ec2:${prefix}`;
}

/** What of a request is about the call and not about the resource. */
const ofTheCall = new Set([...usualTagPlaces.map((name) => name.toLowerCase()), 'jobtags', 'tagspecifications', 'clienttoken', 'clientrequesttoken', 'dryrun', 'xmlns', 'tag']);

interface Values {
  readonly values: Record<string, JsonValue>;
  readonly untold: Record<string, string>;
}

function valuesOf(one: SubjectRow, look: Look, telling: Telling, type: string, facts: TypeFacts | null, answer: LiveAnswer): Values {
  const written: Record<string, JsonValue> = {};
  for (const path of one.whole ?? []) {
    const whole = look.first(path);
    if (!isObject(whole)) continue;
    for (const [name, value] of Object.entries(whole)) if (value !== null && !ofTheCall.has(name.toLowerCase())) written[name] ??= value;
  }
  const words = inWords(written, type, facts, answer);
  const values: Record<string, JsonValue> = {};
  const untold: Record<string, string> = {};
  const tell = (path: readonly string[], value: JsonValue): void => {
    const shown = withoutHidden(value);
    if (shown === undefined) untold[path[0] ?? ''] = `it is hidden in the record of ${telling.name}`;
    else setAt(values, path, shown);
  };
  for (const [name, value] of Object.entries(words)) tell([name], value);
  for (const [name, value] of Object.entries(mapped(one, look, type, facts, answer))) tell(name.split('.'), value);
  return { values, untold };
}

/** `Instances.MasterInstanceGroup`: a member of a member. */
function setAt(values: Record<string, JsonValue>, [name = '', ...rest]: readonly string[], value: JsonValue): void {
  if (rest.length === 0) {
    values[name] = value;
    return;
  }
  const before = values[name];
  const inner: Record<string, JsonValue> = isObject(before) ? { ...before } : {};
  setAt(inner, rest, value);
  values[name] = inner;
}

function mapped({ values }: SubjectRow, look: Look, type: string, facts: TypeFacts | null, answer: LiveAnswer): JsonObject {
  const found: Record<string, JsonValue> = {};
  for (const [name, path] of Object.entries(values ?? {})) {
    const value = valueAt(path, look);
    if (value !== undefined) found[name] = value;
  }
  return inWords(found, type, facts, answer);
}

function valueAt(path: string, look: Look): JsonValue | undefined {
  if (path.startsWith('=')) return path.slice(1);
  if (path.startsWith('#')) {
    const number = look.text(path.slice(1));
    return number !== null && /^-?\d{1,15}$/.test(number) ? Number(number) : (number ?? undefined);
  }
  if (path.startsWith(',')) return look.text(path.slice(1))?.split(',');
  const list = path.startsWith('*');
  const all = look.all(list ? path.slice(1) : path).map(plain);
  return list ? (all.length === 0 ? undefined : all) : all[0];
}

/** Without what XML has put around it: lists in `items`, texts in `value`, empty lists. */
function plain(value: JsonValue): JsonValue {
  if (isArray(value)) return value.map(plain);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).filter((key) => key !== 'tag');
  if (keys.length === 1 && (keys[0] === 'items' || keys[0] === 'item' || keys[0] === 'member')) return listIn(value).map(plain);
  if (keys.length === 1 && (keys[0] === 'value' || keys[0] === 'content')) return worded(value) ?? null;
  return Object.fromEntries(keys.map((key) => [key, value[key] ?? null] as const).filter(([, inner]) => !isObject(inner) || Object.keys(inner).length > 0).map(([key, inner]) => [key, isElement(inner) ? [plain(inner)] : plain(inner)]));
}

/** The only element of a list, as newer APIs of EC2 have it: `Overrides: {tag: 1, …}`. */
function isElement(value: JsonValue): boolean {
  return isObject(value) && typeof value['tag'] === 'number';
}

/** Numbers of machines, added up; what a call does not say is one machine at least where the row says so. */
function countOf(paths: string | undefined, look: Look): number {
  if (paths === undefined) return 0;
  for (const path of paths.split('|')) {
    if (/^\d+$/.test(path)) return Number(path);
    const numbers = path.split('+').flatMap((one) => look.texts(one)).map(Number).filter((one) => Number.isSafeInteger(one) && one >= 0);
    if (numbers.length > 0) return numbers.reduce((sum, one) => sum + one, 0);
  }
  return 0;
}

function tagPath(facts: TypeFacts | null): string {
  return facts?.tags?.path ?? 'Tags';
}

function takesTags(facts: TypeFacts | null): boolean {
  return facts === null || facts.tags !== null;
}
