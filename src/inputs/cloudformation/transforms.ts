import { unknown, type Unknown } from '#model/known.ts';
import { samTransform } from './serverless/globals.ts';

/** Transforms of AWS that change no resource that is written, or that landrail carries out itself. */
const harmless = new Set([samTransform, 'AWS::LanguageExtensions', 'AWS::Include', 'AWS::CodeDeployBlueGreen', 'AWS::SecretsManager-2020-07-23', 'AWS::SecretsManager-2024-09-16']);

/** What a macro may change is not known; null where there is none. */
export function macroIn(transforms: readonly string[]): Unknown | null {
  const macros = transforms.filter((name) => !harmless.has(name));
  return macros.length === 0 ? null : madeBy(macros);
}

export function madeBy(macros: readonly string[]): Unknown {
  return unknown(`macro ${macros.join(', ')} may change it`, macros.map((name) => `macro ${name}`));
}
