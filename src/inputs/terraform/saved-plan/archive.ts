import { dirname } from 'node:path';
import { ProblemError, type Problem } from '#model/problem.ts';
import { pathWord } from '#model/shell-word.ts';
import type { Files } from '../../files.ts';
import type { SourceFile, SourceOptions } from '../../format.ts';
import { JsonDocument } from '../../json/document.ts';
import type { Withheld } from '../../options.ts';
import { Outline } from '../../outline.ts';
import type { Reading } from '../../reading.ts';
import { readZip, type ZipEntry } from '../../zip.ts';
import type { StateEntry } from '../state/entry.ts';
import { rawObjects } from '../state/raw-state.ts';
import { loadPlanSource, type PlanSource } from './plan-source.ts';
import { SavedPlanReading } from './reading.ts';
import { readSavedPlan, type SavedPlan } from './saved-plan.ts';
import { SnapshotFiles } from './snapshot-files.ts';

/** A saved plan, with the configuration and the state that lie in it. */
export class PlanArchive {
  readonly path: string;
  readonly saved: SavedPlan;
  /** The configuration that it was made from, at the folder of its root module. */
  readonly files: SnapshotFiles;
  readonly #size: number;
  readonly #entries: readonly ZipEntry[];
  readonly #root: string;

  /** @throws ProblemError */
  private constructor(path: string, size: number, entries: readonly ZipEntry[], root: string, disk: Files) {
    const plan = entries.find((entry) => entry.name === 'tfplan');
    if (plan === undefined) throw new ProblemError({ code: 'plan-malformed', message: `${path} is a zip archive without a plan`, where: path, hint: 'give the file that terraform plan -out=tfplan writes' });
    this.path = path;
    this.saved = readSavedPlan(plan, path);
    this.files = new SnapshotFiles(entries, root, path, disk);
    this.#size = size;
    this.#entries = entries;
    this.#root = root;
  }

  /** @throws ProblemError */
  static async open({ path, absolute, bytes }: Pick<SourceFile, 'path' | 'absolute' | 'bytes'>, { source, cwd, files }: SourceOptions): Promise<PlanArchive> {
    const packed = bytes();
    return new PlanArchive(path, packed.length, await readZip(packed, path), source?.absolute ?? (absolute === '-' ? cwd : dirname(absolute)), files);
  }

  /** With the values that it was made with. @throws ProblemError */
  source(options: SourceOptions): Promise<PlanSource> {
    const { saved } = this;
    const workspace = options.terraform.workspace ?? saved.workspace;
    return loadPlanSource(this.#root, this.path, this.files, [...saved.variables, ...saved.unset.map((name): Withheld => ({ name, withheld: true }))], { ...options, terraform: { ...options.terraform, environment: [], workspace } });
  }

  /** What it tells by itself. @throws ProblemError where that would not be all */
  reading(source: PlanSource, options: SourceOptions): Reading {
    const problem = this.#refusal(options);
    if (problem !== null) throw new ProblemError(problem);
    return new SavedPlanReading(this.path, this.#size, this.saved, source, () => this.#before(), options);
  }

  /** Whether what is asked for is in its JSON alone: what Terraform found changed is, too. */
  takesJson(options: SourceOptions): boolean {
    return options.declares === true || this.#refusal(options) !== null;
  }

  /** The objects of the state that the plan was made on. @throws ProblemError */
  #before(): readonly StateEntry[] {
    const bytes = this.#entries.find((entry) => entry.name === 'tfstate')?.bytes();
    if (bytes === undefined) return [];
    const document = new JsonDocument(bytes, bytes.length);
    return rawObjects(new Outline(document, { start: 0, end: bytes.length }), this.path).entries;
  }

  /** What a saved plan alone does not tell must not pass. */
  #refusal({ document }: SourceOptions): Problem | null {
    const { path, saved: { invocations } } = this;
    const hint = `--terraform lets landrail show it; or give its JSON: terraform show -json ${pathWord(path)} > plan.json`;
    if (document) return { code: 'saved-plan-document', message: `${path} is a saved plan, and there are policies that read the JSON of plans`, where: path, hint };
    if (invocations > 0) return { code: 'saved-plan-actions', message: `${path} invokes ${invocations === 1 ? 'an action' : `${invocations} actions`}, of which a saved plan does not tell what they do`, where: path, hint };
    return null;
  }
}
