import type { Deployment, GivenParameter } from '#inputs/cloudformation/deployment.ts';
import { noFiles, type TemplateFiles } from '#inputs/cloudformation/template-files.ts';
import { TemplateReading } from '#inputs/cloudformation/template-reading.ts';
import { maskAt, Open, Unsure, type Mask } from '#inputs/resource/mask.ts';
import { isArray, isObject, type JsonValue } from '#model/json.ts';
import { known, unknown } from '#model/known.ts';
import type { Tag } from '#model/resource.ts';

export interface Told {
  readonly region?: string;
  readonly account?: string;
  readonly parameters?: Readonly<Record<string, string | number | boolean>>;
  readonly tags?: readonly Tag[];
  /** Files beside the template. */
  readonly files?: Readonly<Record<string, string>>;
}

/** What is read of a template at `stack.yaml`. */
export function reading(text: string, told: Told = {}): TemplateReading {
  const deployment: Deployment = {
    region: told.region === undefined ? unknown('the region is not told', ['AWS::Region']) : known(told.region),
    account: told.account === undefined ? unknown('the account is not told', ['AWS::AccountId']) : known(told.account),
    stackName: null,
    tags: told.tags ?? [],
    parameters: new Map(Object.entries(told.parameters ?? {}).map(([name, value]): [string, GivenParameter] => [name, { value, place: null, argument: null }])),
  };
  const files: TemplateFiles = told.files === undefined ? noFiles : { read: (_, name) => (Object.hasOwn(told.files ?? {}, name) ? { path: name, text: told.files?.[name] ?? '' } : { because: `${name} does not exist` }) };
  return new TemplateReading(text, 'stack.yaml', deployment, files);
}

/** The properties of every resource, by address, as `shown` writes them. */
export function resolved(text: string, told: Told = {}): Readonly<Record<string, unknown>> {
  return Object.fromEntries(reading(text, told).placed.map(({ resource }) => [resource.address, shown(resource.settled.value, resource.settled.mask)]));
}

/** A value with its mask in one: `? reason [refs]` for what is not known, `a | b` for one of several, `…` for what a list or map may have besides. */
export function shown(value: JsonValue | undefined, mask: Mask | undefined): unknown {
  if (mask instanceof Unsure) {
    const { because, refs } = mask.known;
    const perhaps = mask.perhaps ? 'perhaps ' : '';
    return mask.known.status === 'oneOf' ? `${perhaps}${mask.known.values.join(' | ')}` : `${perhaps}? ${because} [${refs.join(', ')}]`;
  }
  const more = mask instanceof Open ? `? ${mask.because.because} [${mask.because.refs.join(', ')}]` : null;
  const members = mask instanceof Open ? mask.members : mask;
  if (isArray(value)) return [...value.map((item, index) => shown(item, maskAt(members, index, item))), ...(more === null ? [] : [`… ${more}`])];
  if (!isObject(value)) return value;
  const keys = new Set([...Object.keys(value), ...(typeof members === 'object' && members !== null ? Object.keys(members) : [])]);
  const entries: [string, unknown][] = [...keys].map((key) => [key, shown(value[key], maskAt(members, key, value[key]))]);
  return Object.fromEntries(more === null ? entries : [...entries, ['…', more]]);
}
