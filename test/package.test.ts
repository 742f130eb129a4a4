import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
let folder = '';
let tarball = '';

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'landrail-package-')));
  // The build has run already; packing must not run it again under the feet of other tests.
  execFileSync(npm, ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: root, stdio: 'pipe' });
  tarball = join(folder, readdirSync(folder).find((file) => file.endsWith('.tgz')) ?? 'missing.tgz');
  writeFileSync(join(folder, 'package.json'), '{"name":"empty","private":true}');
  execFileSync(npm, ['install', '--offline', '--no-audit', '--no-fund', tarball], { cwd: folder, stdio: 'pipe' });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function landrail(args: readonly string[]) {
  return spawnSync(process.execPath, [join(folder, 'node_modules', 'landrail', 'dist', 'cli.js'), ...args], { cwd: folder, encoding: 'utf8' });
}

describe('the packed tarball in an empty folder', () => {
  it('is under 12 MB packed', () => {
    expect(statSync(tarball).size).toBeLessThan(12 * 1024 * 1024);
  });

  it('needs no other package', () => {
    expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['landrail']);
  });

  // npm takes a version like 1.5.6-r.1 for a prerelease, which no range but * admits: nobody could have installed DuckDB beside the package.
  it('admits the optional packages that the tests run with', () => {
    const beside = mkdtempSync(join(folder, 'beside-'));
    const put = (name: string, from: string) => {
      mkdirSync(join(beside, 'node_modules', name), { recursive: true });
      cpSync(join(from, 'node_modules', name, 'package.json'), join(beside, 'node_modules', name, 'package.json'));
    };
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { peerDependencies: Record<string, string> };
    put('landrail', folder);
    for (const name of Object.keys(manifest.peerDependencies)) put(name, root);
    writeFileSync(join(beside, 'package.json'), JSON.stringify({ dependencies: { landrail: '*' } }));
    expect(spawnSync(npm, ['ls', '--depth=1'], { cwd: beside, encoding: 'utf8' }).stderr).not.toContain('invalid');
  });

  it('installs the landrail command', () => {
    expect(readdirSync(join(folder, 'node_modules', '.bin'))).toContain('landrail');
  });

  it('judges a shipped sample', () => {
    const sample = join(folder, 'node_modules', 'landrail', 'samples', 'training-cluster');
    const run = landrail(['check', join(sample, 'plan.json'), '--config', join(sample, 'landrail.yaml')]);
    expect(run.stderr).toBe('');
    expect(run.status).toBe(1);
    expect(run.stdout).toContain('gpu-shapes');
  });

  it('compiles a policy of the user with Node alone', () => {
    const sample = join(folder, 'node_modules', 'landrail', 'samples', 'training-cluster', 'plan.json');
    const policy = join(folder, 'naming.rego');
    writeFileSync(policy, 'package landrail.guardrails.naming\n\ndeny contains {"resource": r.address, "path": "name", "msg": "named after nothing"} if {\n\tsome r in input.resources\n}\n');
    const run = spawnSync(process.execPath, [join(folder, 'node_modules', 'landrail', 'dist', 'cli.js'), 'check', sample, '--no-config', '-p', policy, '--format', 'concise'], {
      cwd: folder, encoding: 'utf8', env: { HOME: folder, XDG_CACHE_HOME: join(folder, 'cache'), PATH: '' },
    });
    expect(run.stderr).toBe('');
    expect(run.status).toBe(1);
    expect(run.stdout).toContain('naming');
  });

  it('judges Terraform source, and says of a broken file what Terraform says', () => {
    const source = join(folder, 'source');
    mkdirSync(source);
    writeFileSync(join(source, 'main.tf'), 'resource "aws_instance" "trainer" {\n  instance_type = "p5.48xlarge"\n}\n');
    writeFileSync(join(source, 'broken.tf'), 'locals {\n  a = 1\n  a = 2\n}\n');
    const run = landrail(['check', source, '--no-config', '--format', 'concise']);
    expect(run.stdout).toContain('main.tf:2:19: high gpu-shapes aws_instance.trainer');
    expect(run.stdout).toContain('Attribute redefined: The argument "a" was already set at line 2.');
    expect(run.status).toBe(2);
  });

  it('exports its API and its schemas, and nothing else', () => {
    const script = `import { check } from 'landrail';
      const result = await check([process.argv[1]], { config: false });
      const found = ['landrail/dist/schema/result.schema.json', 'landrail/dist/schema/landrail.schema.json', 'landrail/dist/cli.js'].map((name) => {
        try { return typeof import.meta.resolve(name); } catch (error) { return error.code; }
      });
      console.log(result.verdict, ...found);`;
    const sample = join(folder, 'node_modules', 'landrail', 'samples', 'training-cluster', 'plan.json');
    const run = spawnSync(process.execPath, ['--input-type=module', '--eval', script, sample], { cwd: folder, encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(run.stdout).toBe('fail string string ERR_PACKAGE_PATH_NOT_EXPORTED\n');
  });
});
