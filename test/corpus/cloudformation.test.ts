import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Document } from '#inputs/cloudformation/document/document.ts';
import type { Node } from '#inputs/cloudformation/document/node.ts';
import { readWholeYaml } from '#inputs/cloudformation/document/whole-yaml.ts';
import { Unread } from '#inputs/cloudformation/document/yaml-cursor.ts';
import { YamlReader } from '#inputs/cloudformation/document/yaml-reader.ts';
import { FilesBeside } from '#inputs/cloudformation/template-files.ts';
import { DiskFiles } from '#inputs/files.ts';
import { TemplateReading } from '#inputs/cloudformation/template-reading.ts';
import { unknown } from '#model/known.ts';
import { ProblemError, type Problem } from '#model/problem.ts';
import { corpus, filesBelow } from './corpus.ts';

const folder = join(corpus ?? '', 'cloudformation');
const files = filesBelow(folder, /^(?!changesets\/).*\.(?:ya?ml|json|template)$/);

const deployment = { region: unknown('not told', ['AWS::Region']), account: unknown('not told', ['AWS::AccountId']), stackName: null, tags: [], parameters: new Map() };

describe.skipIf(corpus === null)('CloudFormation of the corpus', () => {
  it('is read, or refused with a place and a reason', () => {
    let [read, resources] = [0, 0];
    for (const path of files) {
      const reading = readingOf(path);
      for (const problem of 'refused' in reading ? reading.refused : reading.problems) expect({ path, where: problem.where }).toEqual({ path, where: expect.stringMatching(/:\d+:\d+$/) });
      if ('refused' in reading) continue;
      read++;
      for (const { resource } of reading.placed) {
        resources++;
        // Nothing but JSON comes out, and every property that is written has a place.
        const { value } = resource.settled;
        expect(value === undefined || JSON.stringify(value).length > 0).toBe(true);
        for (const key of Object.keys(value ?? {})) expect(reading.locate(resource.address, key)?.place.line).toBeGreaterThan(0);
      }
    }
    expect(read).toBeGreaterThan(400);
    expect(resources).toBeGreaterThan(2_000);
  });

  it('is the same to the fast reader and to the whole parser', () => {
    let answered = 0;
    for (const path of files) {
      const text = readFileSync(join(folder, path), 'utf8');
      if (/^\s*[{[]/.test(text)) continue;
      try {
        const fast = new YamlReader(text, new Document(path, text)).read();
        answered++;
        expect({ path, tree: places(fast) }).toEqual({ path, tree: places(readWholeYaml(new Document(path, text), 0).root) });
      } catch (error) {
        if (!(error instanceof Unread)) throw error;
      }
    }
    expect(answered).toBeGreaterThan(300);
  });
});

function readingOf(path: string): TemplateReading | { readonly refused: readonly Problem[] } {
  try {
    return new TemplateReading(readFileSync(join(folder, path), 'utf8'), path, deployment, new FilesBeside(new DiskFiles(folder, [{ path: '.', absolute: folder }]), { path, absolute: join(folder, path) }));
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { refused: error.problems };
  }
}

function places(node: Node | null): unknown {
  if (node === null) return null;
  if (node.kind === 'scalar') return [node.value, node.start, node.end];
  return node.kind === 'list' ? [node.start, node.items.map(places)] : [node.start, node.members.map(({ key, keyStart, keyEnd, value }) => [key, keyStart, keyEnd, places(value)])];
}
