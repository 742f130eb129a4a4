import { accountOfArn } from '#catalog/regions.ts';
import { absent, known, unknown, type Known } from '#model/known.ts';
import type { Scope } from '#model/resource.ts';
import { accountScope, scopeWith } from '#model/scope.ts';
import type { Subject, Subjects } from './subject.ts';
import { each } from './text.ts';

/** Deeper than OCI lets compartments nest (six levels). */
const levels = 8;

/** Account, subscription and resource group, project and folder, or compartment: from the resource, else from its provider. */
export function scopeOf(subject: Subject, subjects: Subjects): Scope {
  if (subject.standing !== undefined) return subject.standing.scope;
  switch (subject.cloud) {
    case 'aws':
      return aws(subject);
    case 'azure':
      return azure(subject);
    case 'gcp':
      return google(subject);
    case 'oci':
      return scopeWith({ compartment: argument(subject, subject.facts?.scope.compartment ?? 'compartment_id'), path: compartmentPath(subject, subjects, levels) });
  }
}

function aws({ values, provider }: Subject): Scope {
  const arn = values.plainText('arn');
  const account = arn === null ? null : accountOfArn(arn);
  return account === null ? scopeWith({ account: provider.scope }) : accountScope(account);
}

function azure(subject: Subject): Scope {
  const { entry, facts, provider } = subject;
  if (entry.type === 'azurerm_resource_group') return scopeWith({ subscription: provider.scope, resourceGroup: argument(subject, 'name') });
  // Directory objects (Entra ID) belong to a tenant.
  if (entry.type.startsWith('azuread_')) return scopeWith({});
  const parent = parentId(subject);
  const subscription = parent?.subscription ?? null;
  const group = argument(subject, facts?.scope.resourceGroup ?? 'resource_group_name');
  return scopeWith({
    subscription: subscription === null ? provider.scope : known(subscription),
    resourceGroup: group.status === 'absent' && parent !== null && parent.resourceGroup !== null ? known(parent.resourceGroup) : group,
  });
}

const parentArguments = ['parent_id', 'scope', 'id'];

/** What the id of the thing that it belongs to says: `/subscriptions/…/resourceGroups/…`. */
function parentId({ values, facts }: Subject): { readonly subscription: string; readonly resourceGroup: string | null } | null {
  for (const path of [...(facts?.region.parent === null || facts === null ? [] : [facts.region.parent]), ...parentArguments]) {
    const id = values.text(path);
    const found = id.status === 'known' ? /^\/subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+))?/i.exec(id.value) : null;
    if (found) return { subscription: found[1] ?? '', resourceGroup: found[2] ?? null };
  }
  return null;
}

function google(subject: Subject): Scope {
  const { facts, provider } = subject;
  const path = facts === null ? 'project' : facts.scope.project;
  const project = path === null ? projectOfParent(subject) : argument(subject, path);
  const folder = facts?.scope.folder ? argument(subject, facts.scope.folder) : absent;
  return scopeWith({
    project: path !== null && project.status === 'absent' ? provider.scope : projectName(project),
    folders: folder.status === 'known' ? known([folder.value.startsWith('folders/') ? folder.value : `folders/${folder.value}`]) : folder.status === 'oneOf' ? unknown(folder.because, folder.refs) : folder,
  });
}

function projectName(project: Known<string>): Known<string> {
  return project.status === 'known' ? bareProject(project.value) : project.status === 'oneOf' ? each(project, bareProject) : project;
}

function bareProject(written: string): Known<string> {
  return known(written.replace(/^projects\//, ''));
}

/** What the id of its parent says: `projects/bank/locations/us-east1/keyRings/vault`. */
function projectOfParent({ values, facts }: Subject): Known<string> {
  const id = facts?.region.parent ? values.text(facts.region.parent) : absent;
  const project = id.status === 'known' ? /^projects\/([^/]+)\//.exec(id.value)?.[1] : undefined;
  return project === undefined ? absent : known(project);
}

/** An argument as text. What the provider fills in, and is not known yet, is as good as not written. */
function argument({ values }: Subject, path: string): Known<string> {
  const value = values.text(path);
  if (value.status === 'unknown' && !values.configured(path)) return absent;
  return value.status === 'known' && value.value === '' ? absent : value;
}

/**
 * Names of the compartments from the root down, as far as the input tells: for compartments of the same input.
 * `root` is the tenancy; a chain that begins at a compartment outside of it begins with its OCID.
 */
function compartmentPath(subject: Subject, subjects: Subjects, left: number): Known<string> {
  const path = subject.facts?.scope.compartment ?? 'compartment_id';
  const id = subject.values.text(path);
  if (id.status === 'known' && id.value.startsWith('ocid1.tenancy.')) return known('root');
  const [target] = subject.targets(path);
  const parent = target?.entry && target.type === 'oci_identity_compartment' && left > 0 ? subjects.of(target.entry) : null;
  if (parent === null) return absent;
  const name = parent.values.text('name');
  const above = compartmentPath(parent, subjects, left - 1);
  const aboveId = parent.values.text('compartment_id');
  const start = above.status === 'known' ? above.value : aboveId.status === 'known' ? aboveId.value : null;
  return name.status === 'known' && start !== null ? known(`${start}/${name.value}`) : unknown(`the compartment is made in the same ${subject.format.noun}`, target === undefined ? [] : [target.address]);
}
