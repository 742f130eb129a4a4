import { isArray, member, type JsonValue } from '#model/json.ts';
import { absent, known, unknown, type Known } from '#model/known.ts';
import type { Scope } from '#model/resource.ts';
import type { Ancestry } from '../ancestry.ts';
import { scopeWith } from '#model/scope.ts';
import { isNumber } from '#catalog/gcp/asset-name.ts';

/** Folders within folders: Google allows ten levels. */
const levels = 12;

/** What the inventories of a run have told of projects and folders so far: ids and numbers that mean the same, and what is in what. */
export class Projects {
  readonly #idOf = new Map<string, string>();
  readonly #numberOf = new Map<string, string>();
  readonly #parentOf = new Map<string, string>();
  readonly #scopes = new Map<string, Scope>();

  /** An id and a number that mean the same project. */
  same(id: string, number: string): void {
    if (this.#idOf.get(number) === id) return;
    this.#idOf.set(number, id);
    this.#numberOf.set(id, number);
    this.#scopes.clear();
  }

  /** `folders/77` is in `organizations/1`; projects by id or number, as they come. */
  within(child: string, parent: string): void {
    if (this.#parentOf.get(child) === parent) return;
    this.#parentOf.set(child, parent);
    this.#scopes.clear();
  }

  numberOf(id: string): string | null {
    return isNumber(id) ? id : (this.#numberOf.get(id) ?? null);
  }

  /**
   * @param within `projects/…` by id or number, `folders/…`, `organizations/…` or `billingAccounts/…`, as a name has it; null where it tells none
   * @param ancestors the same from the resource up; null where they are not told
   */
  scopeOf(within: string | null, ancestors: readonly string[] | null): Scope {
    const key = ancestors === null ? `${within}` : `${within} ${ancestors.join()}`;
    const before = this.#scopes.get(key);
    if (before !== undefined) return before;
    const own = projectIn(ancestors?.[0]);
    const project = projectIn(within);
    if (project !== null && own !== null && isNumber(own) && !isNumber(project)) this.same(project, own);
    const named = project ?? own;
    const nowhere = within === null && ancestors === null ? untold : absent;
    const scope = scopeWith({ project: named === null ? nowhere : known(this.#idOf.get(named) ?? named), folders: this.#folders(named === null ? within : `projects/${named}`, ancestors) });
    if (this.#scopes.size > most) this.#scopes.clear();
    this.#scopes.set(key, scope);
    return scope;
  }

  /** The folders around it, the innermost first. */
  #folders(within: string | null, ancestors: readonly string[] | null): Known<readonly string[]> {
    if (ancestors !== null) return listed(ancestors.filter(isFolder), projectIn(within) === null ? undefined : ancestors.at(-1));
    const found: string[] = [];
    let at: string | undefined = within ?? undefined;
    for (let level = 0; level < levels; level++) {
      if (at === undefined) return unknown('the answer does not tell the folders around it; an export of Cloud Asset Inventory does');
      if (isFolder(at)) found.push(at);
      else if (!at.startsWith('projects/')) break;
      at = this.#parent(at);
    }
    return listed(found, projectIn(within) === null ? undefined : at);
  }

  #parent(of: string): string | undefined {
    const project = projectIn(of);
    if (project === null) return this.#parentOf.get(of);
    const other = this.#idOf.get(project) ?? this.#numberOf.get(project);
    return this.#parentOf.get(of) ?? (other === undefined ? undefined : this.#parentOf.get(`projects/${other}`));
  }

  /** A folder or a project of an answer, which says what it is in. */
  learn(kind: 'project' | 'folder', data: JsonValue): void {
    if (kind === 'folder') {
      const [name, parent] = [member(data, 'name'), member(data, 'parent')];
      if (typeof name === 'string' && typeof parent === 'string') this.within(name, parent);
      return;
    }
    const name = member(data, 'name');
    const id = member(data, 'projectId');
    const number = member(data, 'projectNumber') ?? (typeof name === 'string' && name.startsWith('projects/') ? name.slice('projects/'.length) : undefined);
    if (typeof id !== 'string') return;
    if (typeof number === 'string' || typeof number === 'number') this.same(id, String(number));
    const parent = parentOf(member(data, 'parent'));
    if (parent !== null) this.within(`projects/${id}`, parent);
  }
}

const most = 20_000;

const untold = unknown('neither its name nor the answer around it tells the project');

/** A project in no folder is in its organization. */
function listed(folders: readonly string[], top: string | undefined): Known<readonly string[]> {
  if (folders.length > 0) return known(folders);
  return top?.startsWith('organizations/') === true ? known([top]) : absent;
}

function projectIn(within: string | null | undefined): string | null {
  return within?.startsWith('projects/') === true ? within.slice('projects/'.length) : null;
}

function isFolder(name: string): boolean {
  return name.startsWith('folders/');
}

/** `{type: "folder", id: "77"}` of version 1, `folders/77` of version 3. */
function parentOf(parent: JsonValue | undefined): string | null {
  if (typeof parent === 'string') return parent;
  const [type, id] = [member(parent, 'type'), member(parent, 'id')];
  return typeof type === 'string' && (typeof id === 'string' || typeof id === 'number') ? `${type}s/${id}` : null;
}

export function ancestorsOf(value: JsonValue | undefined): readonly string[] | null {
  if (!isArray(value)) return null;
  const found = value.filter((one): one is string => typeof one === 'string');
  return found.length === 0 ? null : found;
}

const ofRun = new WeakMap<Ancestry, Projects>();

/** Those of a run: numbers and names beside what stands under what. */
export function projectsOf(ancestry: Ancestry): Projects {
  const before = ofRun.get(ancestry);
  if (before !== undefined) return before;
  const projects = new Projects();
  ofRun.set(ancestry, projects);
  return projects;
}
