import { ProblemError, type Problem } from '#model/problem.ts';
import type { SourcePlace } from '#model/resource.ts';
import { Document, type Comment } from './document.ts';
import { JsonReader, NotJson } from './json-reader.ts';
import type { Node } from './node.ts';
import { readWholeYaml } from './whole-yaml.ts';
import { Unread } from './yaml-cursor.ts';
import { YamlReader } from './yaml-reader.ts';

export interface Read {
  readonly document: Document;
  /** Null for a text that holds nothing but comments. */
  readonly root: Node | null;
  /** Those that speak to landrail, in order. */
  readonly comments: readonly Comment[];
}

/** The text of a template, JSON or YAML, to one tree with places. `within`: where the text stands in another document. @throws ProblemError */
export function readDocument(text: string, path: string, within: SourcePlace | null = null): Read {
  const document = new Document(path, text, within);
  // Brackets without quotes are YAML: `{a: b}`.
  if (!/^\s*(?:\{\s*["}]|\[\s*["{[\]\d])/.test(text)) return readYaml(document);
  try {
    return { document, root: new JsonReader(text, document).read(), comments: [] };
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    if (!/\.ya?ml$/i.test(path)) throw new ProblemError(notJson(error, document));
    // A comma at the end of a list and the like are YAML all the same.
    document.duplicates.length = 0;
    return readYaml(document);
  }
}

function readYaml(document: Document): Read {
  const reader = new YamlReader(document.text, document);
  try {
    return { document, root: reader.read(), comments: reader.comments };
  } catch (error) {
    if (!(error instanceof Unread)) throw error;
    document.duplicates.length = 0;
    return { document, ...readWholeYaml(document, error.offset) };
  }
}

function notJson({ offset, expected }: NotJson, document: Document): Problem {
  const found = document.text.codePointAt(offset);
  const what = found === undefined ? 'the document ends' : found < 32 ? `control character 0x${found.toString(16).padStart(2, '0')}` : `"${String.fromCodePoint(found)}"`;
  return { code: 'template-json', message: `not valid JSON: ${what} where ${expected} is expected`, where: document.where(offset), hint: null };
}
