import type { Known } from '#model/known.ts';
import type { Resource } from '#model/resource.ts';
import { inventories } from '../opened.ts';

/** A field in a word: its value, `-` where there is none, `?` and the reason where it is not known. */
export function word(field: Known<unknown>): string {
  if (field.status === 'known') return Array.isArray(field.value) ? field.value.join(' ') : String(field.value);
  return field.status === 'absent' ? '-' : `? ${field.because}`;
}

/** What matters of a resource, in a line. */
export function line({ type, kind, name, region, zone, scope, shapes, tags, taggable }: Resource): string {
  const machines = shapes.map((shape) => `${word(shape.name)} x${word(shape.count)}${shape.form === 'attached' ? ` +${shape.accelerator === null ? '?' : word(shape.accelerator.count)}` : ''}${shape.market === 'spot' ? ' spot' : ''}`);
  const labels = taggable ? `{${tags.entries.map(({ key, value }) => `${key}=${word(value)}`).join(' ')}${tags.open === null ? '' : ` ? ${tags.open.because}`}}` : 'no labels';
  return [type, kind, name, word(region), word(zone), `${word(scope.project)} in ${word(scope.folders)}`, machines.join(', ') || 'no machines', labels].join(' | ');
}

/** The resources of one file, in lines. */
export async function lines(content: unknown): Promise<readonly string[]> {
  return (await resources(content)).map(line);
}

export async function resources(content: unknown): Promise<readonly Resource[]> {
  const { read } = await inventories({ 'answer.json': content });
  return read.flatMap((one) => one.resources);
}

/** What is said of one file beside its resources. */
export async function said(content: unknown): Promise<readonly string[]> {
  const { read, problems } = await inventories({ 'answer.json': content });
  return [...read.flatMap(({ end }) => [...end.notes, ...end.problems.map(({ message }) => message)]), ...problems.filter(({ message }) => !read.some(({ end }) => end.problems.some((one) => one.message === message))).map(({ message }) => message)];
}
