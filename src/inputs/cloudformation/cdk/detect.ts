import type { Outline } from '../../outline.ts';

/** `manifest.json` of a cloud assembly, as `cdk synth` writes it to `cdk.out`. */
export function isManifest(whole: Outline, lines: boolean): boolean {
  if (lines || whole.kindOf('artifacts') !== 'object' || whole.kindOf('version') !== 'string') return false;
  const first = whole.inner('artifacts')?.first() ?? null;
  return first === null || /^(?:aws|cdk|none):/.test(first.text('type') ?? '');
}
