import { join } from 'node:path';
import type { JsonValue } from '#model/json.ts';
import { ProblemError, type Problem } from '#model/problem.ts';
import type { Files } from '../../files.ts';
import type { TerraformOptions } from '../../options.ts';
import { parseVariablesJson } from '../hcl/json.ts';
import { parseHcl } from '../hcl/parse.ts';
import type { Attribute, File } from '../hcl/syntax.ts';
import { unnamedVariableFiles, variableFiles } from './file-names.ts';

/** A value that somebody gave to a variable of the root module. */
export type Given = GivenBySource | GivenByPlan | WithheldByPlan;

/** What files, the environment and flags say. */
export type GivenBySource = GivenText | GivenValue;

/** What a plan was made with, and what the source would have given. */
export interface GivenByPlan {
  readonly told: JsonValue;
  readonly instead: GivenBySource | null;
}

/** A plan was made with a value that it does not hold: an ephemeral one, or one that is not known. */
export interface WithheldByPlan {
  readonly withheld: true;
}

/** Of the environment or the command line: what it means depends on the type of the variable. */
export interface GivenText {
  readonly text: string;
  /** `--var`, `TF_VAR_region`. */
  readonly from: string;
}

export interface GivenValue {
  readonly attribute: Attribute;
  readonly file: string;
}

export interface GivenVariables {
  readonly values: ReadonlyMap<string, Given>;
  readonly problems: readonly Problem[];
  /** A file that cannot be read, and may set any variable that is not in `values`. */
  readonly unread: string | null;
  /** Files of values in the folder that nobody has named, so that they are not read. */
  readonly unnamed: readonly string[];
  /** Texts of the files, by the path that the user would name. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * Values of a root module's variables: those of the environment, of `terraform.tfvars(.json)`, of `*.auto.tfvars(.json)`, those of the
 * command line in its order. Later ones win
 * (https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence).
 */
export async function givenVariables(folder: string, files: Files, { environment, given, toldAll = false }: TerraformOptions): Promise<GivenVariables> {
  const values = new Map<string, Given>();
  const problems: Problem[] = [];
  let unread: string | null = null;
  const texts = new Map<string, string>();
  const found = files.list(folder)?.filter((one) => !one.folder).map((one) => one.name) ?? [];
  const beside = variableFiles(found).map((name) => ({ path: files.shown(join(folder, name)), absolute: join(folder, name) }));
  const flagged = new Set(given.flatMap((one) => ('absolute' in one ? [one.absolute] : [])));
  const unnamed = toldAll ? [] : unnamedVariableFiles(found).flatMap((name) => (flagged.has(join(folder, name)) ? [] : [files.shown(join(folder, name))]));
  for (const one of [...environment, ...beside, ...given]) {
    if ('text' in one) {
      values.set(one.name, { text: one.text, from: one.from });
      continue;
    }
    if ('value' in one) {
      const instead = values.get(one.name) ?? null;
      if (instead === null || isOfSource(instead)) values.set(one.name, { told: one.value, instead });
      continue;
    }
    if ('withheld' in one) {
      values.set(one.name, { withheld: true });
      continue;
    }
    const { path, absolute } = one;
    try {
      const text = textOf(absolute, path, files);
      texts.set(path, text);
      const { body } = await parse(path, text);
      const [block] = body.blocks;
      if (block !== undefined) problems.push({ code: 'terraform-invalid', message: `a block "${block.type}" is not expected here: a file of variables holds name = value`, where: `${path}:${block.range.start.line}:${block.range.start.column}`, hint: 'move it into a .tf file' });
      for (const attribute of body.attributes) values.set(attribute.name, { attribute, file: path });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      problems.push(...error.problems);
      unread = path;
      values.clear();
    }
  }
  if (!toldAll) return { values, problems, unread, unnamed, texts };
  for (const [name, one] of values) if (isOfSource(one)) values.delete(name);
  return { values, problems, unread: null, unnamed, texts };
}

function isOfSource(given: Given): given is GivenBySource {
  return !('told' in given) && !('withheld' in given);
}

function textOf(absolute: string, path: string, files: Files): string {
  const read = files.text(absolute);
  if ('refused' in read) throw new ProblemError({ code: read.refused === 'missing' ? 'input-missing' : 'input-unreadable', message: `values of variables cannot be read: ${read.because}`, where: path, hint: 'check --var-file' });
  return read.bytes.toString('utf8', 0, read.length);
}

async function parse(path: string, text: string): Promise<File> {
  return path.endsWith('.json') ? parseVariablesJson(path, text) : parseHcl(path, text);
}
