import { isManifest } from './cloudformation/cdk/detect.ts';
import { isChangeSet } from './cloudformation/change-set/detect.ts';
import { isBrokenTemplate, isTemplate, isTemplateText } from './cloudformation/detect.ts';
import { isStackList } from './cloudformation/stack-list/detect.ts';
import type { Format, SourceFormat } from './format.ts';
import { isSavedPlan } from './head.ts';
import { inventoryFormats, inventorySources } from './inventory/registry.ts';
import { agreeingInPlan, plansIn } from './terraform/plan/detect.ts';
import { isConfigurationName } from './terraform/source/file-names.ts';
import { isShownState, isStateFile } from './terraform/state/detect.ts';
import { unsupportedFormats } from './unsupported.ts';

/** Every format that landrail knows; a new one is a line here. */
export const formats: readonly Format[] = [
  { name: 'terraform-plan', title: 'Terraform plan', detect: (whole, lines) => !lines && plansIn(whole).length > 0, agreeing: agreeingInPlan, load: async () => (await import('./terraform/plan/reader.ts')).reader, advice: null },
  ...inventoryFormats,
  ...unsupportedFormats,
];

/** Formats of several files. */
export const sourceFormats: readonly SourceFormat[] = [
  { name: 'terraform-source', title: 'Terraform source', ownsName: isConfigurationName, besides: ['terraform-plan', 'terraform-saved-plan'], load: async () => (await import('./terraform/source/reader.ts')).reader },
  ...inventorySources,
  { name: 'terraform-saved-plan', title: 'saved Terraform plan', ownsBytes: isSavedPlan, load: async () => (await import('./terraform/saved-plan/reader.ts')).reader },
  { name: 'terraform-state', title: 'Terraform state', ownsDocument: isStateFile, load: async () => (await import('./terraform/state/reader.ts')).reader },
  { name: 'terraform-state-json', title: 'Terraform state as terraform show -json tells of it', ownsDocument: isShownState, load: async () => (await import('./terraform/state/shown-reader.ts')).reader },
  { name: 'cloudformation-change-set', title: 'CloudFormation change set', ownsDocument: isChangeSet, load: async () => (await import('./cloudformation/change-set/reader.ts')).reader },
  { name: 'cloudformation-stack-resources', title: 'list of what a CloudFormation stack has made', ownsDocument: isStackList, load: async () => (await import('./cloudformation/stack-list/reader.ts')).reader },
  { name: 'cdk', title: 'CDK cloud assembly', ownsDocument: isManifest, load: async () => (await import('./cloudformation/cdk/reader.ts')).reader },
  { name: 'cloudformation', title: 'CloudFormation template', ownsDocument: (whole, lines) => !lines && isTemplate(whole), ownsText: isTemplateText, ownsBroken: isBrokenTemplate, load: async () => (await import('./cloudformation/reader.ts')).reader },
];
