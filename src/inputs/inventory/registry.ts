import type { Format, SourceFormat } from '../format.ts';
import type { Outline } from '../outline.ts';
import type { Answers } from './answers.ts';

/** Answers of clouds, told by the keys of their first document. A new one is a line here. */
export const inventoryFormats: readonly Format[] = [
  document('gcp-assets', 'Google Cloud assets', (it) => isAsset(it) || isAsset(it.kind === 'array' ? it.first() : (it.inner('assets')?.first() ?? null)), async () => (await import('./gcp/assets.ts')).assets),
];

/** Those that come as JSON lines. */
export const lineFormats: readonly SourceFormat[] = [
  lines('gcp-assets', 'Google Cloud assets', isAsset, async () => (await import('./gcp/assets.ts')).assets),
];

type LoadAnswers = () => Promise<Answers>;

function document(name: string, title: string, test: (whole: Outline) => boolean, answers: LoadAnswers): Format {
  return {
    name,
    title,
    detect: (whole) => (whole.kind === 'object' || whole.kind === 'array') && test(whole),
    several: true,
    load: async () => (await import('./reader.ts')).documentReader(name, await answers()),
    advice: null,
  };
}

function lines(name: string, title: string, ownsLines: (first: Outline) => boolean, answers: LoadAnswers): SourceFormat {
  return { name, title, ownsLines, load: async () => (await import('./reader.ts')).lineReader(name, await answers()) };
}

function isAsset(item: Outline | null): boolean {
  return item !== null && (item.has('assetType') || item.has('asset_type')) && item.has('name');
}
