import type { Format, SourceFormat } from '../format.ts';
import { elementsOf, isEmptyList } from '../elements.ts';
import type { ListHead } from '../list-head.ts';
import { Outline } from '../outline.ts';
import type { Answers } from './answers.ts';
import { isCloudControlAnswer, isConfigAnswer, isConfigItem, isDescribeAnswer, isDescribePage, isExplorerAnswer, isTaggingAnswer } from './aws/detect.ts';
import { isArmItem, isArmList, isArmMakers, isGraph, isManagementGroups } from './azure/detect.ts';
import { isOciCompartments, isOciItem, isOciList, isOciMakers, isOciSearch } from './oci/detect.ts';
import { isAsset, isAssets, isFound, isList, isListed, isSearch } from './gcp/detect.ts';

/** Answers of clouds, told by the keys of their first document. A new one is a line here. */
export const inventoryFormats: readonly Format[] = [
  document('aws-describe', 'answer of an AWS describe or list call', isDescribeAnswer, async () => (await import('./aws/describe.ts')).describeAnswers, isDescribePage),
  document('aws-config', 'AWS Config items', isConfigAnswer, async () => (await import('./aws/config.ts')).configAnswers),
  document('aws-tagging', 'tags of AWS resources', isTaggingAnswer, async () => (await import('./aws/tagging.ts')).taggingAnswers),
  document('aws-resource-explorer', 'AWS Resource Explorer answer', isExplorerAnswer, async () => (await import('./aws/resource-explorer.ts')).explorerAnswers),
  document('aws-cloud-control', 'AWS Cloud Control answer', isCloudControlAnswer, async () => (await import('./aws/cloud-control.ts')).cloudControlAnswers),
  document('gcp-assets', 'Google Cloud assets', isAssets, async () => (await import('./gcp/assets.ts')).assets),
  document('gcp-search', 'search result of Google Cloud assets', isSearch, async () => (await import('./gcp/search.ts')).search),
  document('empty-list', 'list without elements', isEmptyList, async () => (await import('./empty.ts')).emptyList),
];

/** Those of which one file tells of the resources in others, trees and makers first; and those that come as JSON lines. */
export const inventorySources: readonly SourceFormat[] = [
  late('azure-management-groups', 'Azure management groups', isManagementGroups, async () => (await import('./azure/management-groups.ts')).managementGroups),
  late('azure-resource-graph', 'Azure Resource Graph answer', isGraph, async () => (await import('./azure/graph.ts')).resourceGraph),
  late('azure-list', 'answer of Azure Resource Manager', isArmMakers, async () => (await import('./azure/list.ts')).armList, isArmList),
  late('azure-list', 'answer of Azure Resource Manager', (it) => isArmList(it) && !isArmMakers(it), async () => (await import('./azure/list.ts')).armList, isArmList),
  late('oci-compartments', 'compartments of OCI', isOciCompartments, async () => (await import('./oci/answers.ts')).ociWithCompartments),
  late('oci-search', 'answer of an OCI search', isOciSearch, async () => (await import('./oci/answers.ts')).ociWithCompartments),
  late('oci-list', 'answer of an OCI list or get call', isOciMakers, async () => (await import('./oci/answers.ts')).ociList, isOciList),
  late('oci-list', 'answer of an OCI list or get call', (it) => isOciList(it) && !isOciMakers(it), async () => (await import('./oci/answers.ts')).ociList, isOciList),
  lines('azure-list', 'answer of Azure Resource Manager', isArmItem, async () => (await import('./azure/list.ts')).armList),
  items('aws-config', 'AWS Config items', ({ key, first }) => key === 'configurationItems' && isConfigItem(first), isConfigAnswer, async () => (await import('./aws/config.ts')).configAnswers, ['fileVersion', 'configSnapshotId', 'nextToken', 'NextToken']),
  lines('aws-config', 'AWS Config items', isConfigItem, async () => (await import('./aws/config.ts')).configAnswers),
  lines('oci-list', 'answer of an OCI list or get call', isOciItem, async () => (await import('./oci/answers.ts')).ociList),
  late('gcp-list', 'list of Google Cloud resources', isList, async () => (await import('./gcp/list.ts')).list),
  lines('landrail-inventory', 'inventory of landrail', (it) => it.text('landrail') === 'inventory', async () => (await import('./aws/collected.ts')).collected),
  lines('gcp-assets', 'Google Cloud assets', isAsset, async () => (await import('./gcp/assets.ts')).assets),
  lines('gcp-search', 'search result of Google Cloud assets', isFound, async () => (await import('./gcp/search.ts')).search),
  lines('gcp-list', 'list of Google Cloud resources', isListed, async () => (await import('./gcp/list.ts')).list),
];

type LoadAnswers = () => Promise<Answers>;

/** @param isPage of what may stand in a list of answers */
function document(name: string, title: string, test: (whole: Outline) => boolean, answers: LoadAnswers, isPage = test): Format {
  return {
    name,
    title,
    detect: (whole) => (whole.kind === 'object' || whole.kind === 'array') && (test(whole) || isListOf(whole, isPage)),
    several: true,
    load: async () => (await import('./reader.ts')).documentReader({ name, title, test }, await answers()),
    advice: null,
  };
}

/** @param test of pages that may follow the first */
function late(name: string, title: string, ownsDocument: (whole: Outline) => boolean, answers: LoadAnswers, test = ownsDocument): SourceFormat {
  return {
    name,
    title,
    ownsDocument: (whole) => (whole.kind === 'object' || whole.kind === 'array') && (ownsDocument(whole) || isListOf(whole, ownsDocument)),
    several: true,
    load: async () => (await import('./reader.ts')).lateReader({ name, title, test }, await answers()),
  };
}

/** Answers that were put into one list: `jq -s`. */
function isListOf(whole: Outline, test: (whole: Outline) => boolean): boolean {
  const first = whole.kind === 'array' ? firstAnswer(whole) : null;
  return first !== null && (first.kind === 'object' || first.kind === 'array') && test(first);
}

/** Lists that are empty tell nothing of what the others are. */
function firstAnswer(whole: Outline): Outline | null {
  const first = whole.first();
  if (first === null || !isEmptyList(first) || whole.scan === null) return first;
  const { document } = whole;
  return elementsOf(whole.scan).map((span) => (span.end - span.start > mostOfNothing ? new Outline(document, span) : null)).find((one) => one !== null) ?? first;
}

/** Bytes of a list without elements, and room for white space in it. */
const mostOfNothing = 16;

/** @param beside what may stand beside the list */
function items(name: string, title: string, ownsList: (head: ListHead) => boolean, test: (whole: Outline) => boolean, answers: LoadAnswers, beside: readonly string[]): SourceFormat {
  return { name, title, ownsList, load: async () => (await import('./reader.ts')).itemsReader({ name, title, test }, await answers(), new Set(beside)) };
}

function lines(name: string, title: string, ownsLines: (first: Outline) => boolean, answers: LoadAnswers): SourceFormat {
  return { name, title, ownsLines, load: async () => (await import('./reader.ts')).lineReader(name, await answers()) };
}
