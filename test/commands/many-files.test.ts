import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { checkJson, scratchFolder } from './landrail.ts';

// From 500 files of source on, threads judge one root module while the next ones are read. What is said, and in which order, is the same.

const folder = scratchFolder('many-files');
const halves = ['east', 'west'];
const modules = 130;

/** Of three machines one is of a shape that nobody is allowed, and one of a shape that is not known. Every 40th module has a file that is no HCL. */
function shop(number: number): Record<string, string> {
  return {
    'main.tf': `resource "aws_instance" "till" {\n  instance_type = "${number % 3 === 0 ? 'p5.48xlarge' : 't3.micro'}"\n}\n\nresource "aws_instance" "desk" {\n  instance_type = var.type\n  tags = { owner = "shop-${number}" }\n}\n`,
    'variables.tf': number % 40 === 7 ? 'variable "type" {\n' : 'variable "type" {}\n',
  };
}

beforeAll(() => {
  for (const half of halves) {
    for (let number = 0; number < modules; number++) {
      for (const [name, text] of Object.entries(shop(number))) {
        const file = join(folder, half, `shop-${String(number).padStart(3, '0')}`, name);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    }
  }
  writeFileSync(join(folder, 'landrail.yaml'), 'version: 1\nguardrails:\n  gpu-shapes:\n    allow: []\n  required-tags:\n    tags:\n      - key: owner\n');
});

it('many files are judged as few are', () => {
  const judged = (...paths: readonly string[]) => checkJson([...paths, '--strict'], { cwd: folder });
  const all = judged(...halves);
  const each = halves.map((half) => judged(half));
  expect(all.status).toBe(2);
  expect(all.report.inputs.map(({ path }) => path)).toEqual(each.flatMap(({ report }) => report.inputs.map(({ path }) => path)));
  expect(all.report.inputs).toHaveLength(2 * modules);
  expect(all.report.inputs).toEqual(each.flatMap(({ report }) => report.inputs));
  expect(all.report.errors).toEqual(each.flatMap(({ report }) => report.errors));
  expect(all.report.errors).toHaveLength(8);
  const inOrder = (findings: typeof all.report.findings): readonly string[] => findings.map((finding) => JSON.stringify(finding)).sort();
  expect(inOrder(all.report.findings)).toEqual(inOrder(each.flatMap(({ report }) => report.findings)));
  expect(all.report.findings.length).toBeGreaterThan(4 * modules);
});
