import type { Outline } from '../outline.ts';
import type { TextOutline } from '../text-outline.ts';

const typeName = /^[A-Za-z0-9]+::/;

/** By its version, its transform, or the type of its first resource. */
export function isTemplate(it: Outline): boolean {
  if (it.has('AWSTemplateFormatVersion')) return true;
  if (it.kindOf('Resources') !== 'object') return false;
  return it.has('Transform') || typeName.test(it.inner('Resources')?.first()?.text('Type') ?? '');
}

/** The same of YAML: keys at the beginning of a line, or in brackets, and a type further in. */
export function isTemplateText({ keys, head }: TextOutline): boolean {
  if (/^\s*\{/.test(head)) return isBrokenTemplate(head);
  if (keys.includes('AWSTemplateFormatVersion')) return true;
  return keys.includes('Resources') && (keys.includes('Transform') || /^[ \t]+(?:Type|"Type"|'Type')[ \t]*:[ \t]+["']?[A-Za-z0-9]+::|\{[ \t]*["']?Type["']?[ \t]*:[ \t]+["']?[A-Za-z0-9]+::/m.test(head));
}

/** The same of brackets that are not JSON. */
export function isBrokenTemplate(head: string): boolean {
  return /["']?AWSTemplateFormatVersion["']?\s*:/.test(head) || (/["']?Resources["']?\s*:/.test(head) && /["']?Type["']?\s*:\s*["']?[A-Za-z0-9]+::/.test(head));
}
