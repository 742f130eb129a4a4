// Licence texts of everything inside the compiler artifact, and inside the modules that it compiles.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const legal = /^(licen[cs]e|copying|notice)/i;

/** RE2's licence file is not part of OPA's sources, which only point to it (https://github.com/google/re2/blob/main/LICENSE). */
const re2 = `Copyright (c) 2009 The RE2 Authors. All rights reserved.

Redistribution and use in source and binary forms, with or without
modification, are permitted provided that the following conditions are
met:

   * Redistributions of source code must retain the above copyright
notice, this list of conditions and the following disclaimer.
   * Redistributions in binary form must reproduce the above
copyright notice, this list of conditions and the following disclaimer
in the documentation and/or other materials provided with the
distribution.
   * Neither the name of Google Inc. nor the names of its
contributors may be used to endorse or promote products derived from
this software without specific prior written permission.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS
"AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT
LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR
A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT
OWNER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL,
SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT
LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE,
DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY
THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT
(INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.`;

function legalFiles(folder) {
  return readdirSync(folder).filter((name) => legal.test(name)).sort().map((name) => join(folder, name));
}

/** Licence files of a module: at its root, and beside or above each of its linked packages. */
function filesOf(root, packages) {
  const folders = new Set([root]);
  for (const folder of packages) for (let at = folder; at.startsWith(root) && at !== root; at = dirname(at)) folders.add(at);
  return [...folders].sort().flatMap(legalFiles);
}

/** The comments that carry a licence in OPA's runtime for compiled policies, which is C and C++. */
function runtimeNotices(root) {
  const notices = new Set();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const text = readFileSync(join(entry.parentPath, entry.name), 'utf8').replaceAll('\r\n', '\n');
    for (const [comment] of text.matchAll(/\/\*[\s\S]*?\*\/|(?:^[ \t]*\/\/.*\n)+/gm)) {
      // The pointers of RE2's files to a licence file that is not there: its text stands above.
      if (!/copyright|license/i.test(comment) || /RE2 Authors[\s\S]*LICENSE file/.test(comment)) continue;
      const lines = comment.split('\n').map((line) => line.replace(/^\s*(\/\*+|\*+\/|\*|\/\/+)?\s?/, '').replace(/\*\/\s*$/, '').trimEnd());
      // Rules that frame a comment, with or without the name of the file.
      const kept = lines.filter((line) => line === '' || !/^[-=/]*( \S+)? *[-=/]+$/.test(line));
      notices.add(kept.join('\n').trim());
    }
  }
  return [...notices].sort();
}

const section = (title, text) => `${'='.repeat(78)}\n${title}\n${'='.repeat(78)}\n\n${text.replaceAll('\r\n', '\n').trim()}\n`;

/** @param go runs the Go command with the given arguments in `folder` and returns what it prints. */
export function collectNotices(go, folder) {
  const modules = new Map();
  for (const line of go('list', '-deps', '-f', '{{with .Module}}{{.Path}}\t{{.Version}}\t{{.Dir}}\t{{$.Dir}}{{end}}', '.').split('\n')) {
    const [path, version, root, directory] = line.split('\t');
    if (!path || root === folder.replace(/\/$/, '')) continue;
    const known = modules.get(path) ?? { version, root, packages: [] };
    known.packages.push(directory);
    modules.set(path, known);
  }
  const goRoot = go('env', 'GOROOT').trim();
  const parts = [
    'The policy compiler holds the following software. Modules that it compiles hold what is named last.\n',
    section(`The Go runtime and standard library, and wasm_exec.js (${go('env', 'GOVERSION').trim()})`, readFileSync(join(goRoot, 'LICENSE'), 'utf8')),
  ];
  for (const [path, { version, root, packages }] of [...modules].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const files = filesOf(root, packages);
    if (files.length === 0) throw new Error(`${path} ${version} has no licence file`);
    for (const file of files) parts.push(section(`${path} ${version}, ${relative(root, file)}`, readFileSync(file, 'utf8')));
  }
  const runtime = join(modules.get('github.com/open-policy-agent/opa').root, 'wasm/src');
  parts.push(section('RE2, inside compiled policies', re2));
  for (const notice of runtimeNotices(runtime)) parts.push(section('Inside compiled policies (sources in wasm/src of github.com/open-policy-agent/opa)', notice));
  return parts.join('\n');
}
