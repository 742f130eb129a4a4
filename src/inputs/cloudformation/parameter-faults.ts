import type { Problem } from '#model/problem.ts';
import type { GivenParameter } from './deployment.ts';
import { child, placeOf, textOf as textNode, type MapNode, type Node } from './document/node.ts';
import { isScalar, ListValue, textOf } from './value.ts';

/** Values that CloudFormation refuses to make a stack with: to judge what such a template makes says nothing about anything that can be. */
export function parameterFaults(section: Node | undefined, given: ReadonlyMap<string, GivenParameter>): readonly Problem[] {
  if (section?.kind !== 'map') return [];
  return [...given].flatMap(([name, parameter]) => {
    const declared = section.get(name);
    return declared?.kind === 'map' ? faultOf(name, parameter, declared) : [];
  });
}

function faultOf(name: string, { value, place }: GivenParameter, declared: MapNode): readonly Problem[] {
  const type = textNode(declared.get('Type')) ?? 'String';
  const list = type === 'CommaDelimitedList' || type.startsWith('List<');
  const items = value instanceof ListValue ? value.items : [value];
  const texts = items.filter(isScalar).flatMap((item) => (list ? textOf(item).split(',').map((one) => one.trim()) : [textOf(item)]));
  const noEcho = declared.get('NoEcho');
  const hidden = noEcho?.kind === 'scalar' && String(noEcho.value).toLowerCase() === 'true';
  const shown = (text: string): string => (hidden ? 'given what is' : `${JSON.stringify(text)},`);
  const allowed = child(declared, 'AllowedValues');
  const words = allowed?.kind === 'list' ? allowed.items.flatMap((item) => (item.kind === 'scalar' && item.value !== null ? [textOf(item.value)] : [])) : [];
  const told = (at: Node, message: string): readonly Problem[] => {
    const { file, line, column } = place ?? placeOf(at);
    const given = place === null ? '--parameters gives' : `${file} gives`;
    return [{ code: 'parameter-refused', message, where: `${file}:${line}:${column}`, hint: `CloudFormation makes no stack with this value: correct what ${given}` }];
  };
  const other = words.length === 0 ? undefined : texts.find((text) => !words.includes(text));
  if (other !== undefined && allowed !== undefined) return told(allowed, `parameter ${name} is ${shown(other)} none of its AllowedValues: ${words.join(', ')}`);
  const word = /^(?:List<)?Number>?$/.test(type) ? texts.find((text) => text.trim() === '' || !Number.isFinite(Number(text))) : undefined;
  return word === undefined ? [] : told(declared, `parameter ${name} is ${shown(word)} no number`);
}
