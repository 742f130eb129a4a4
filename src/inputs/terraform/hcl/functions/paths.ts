import { isUtf8 } from 'node:buffer';
import { createHash, type BinaryToTextEncoding } from 'node:crypto';
import { posix } from 'node:path';
import { unknown as unknownBecause } from '#model/known.ts';
import type { Scope } from '../scope.ts';
import { anyType, boolType, setType, stringType } from '../type.ts';
import { bool, string, unknown, type Value } from '../value.ts';
import { makeSet } from '../set.ts';
import { globPattern } from './glob.ts';
import { anything, text, textOf } from './arguments.ts';
import { ArgumentRefused, Refusal, type Functions, type TerraformFunction } from './function.ts';

/** Of a file's bytes. What landrail may not read is not known. @param built whether it is mostly asked of what a build makes, which need not be there yet */
function ofFile(returns: typeof stringType, make: (bytes: Buffer, path: string) => Value, built = true): TerraformFunction {
  return {
    parameters: [text('path')],
    returns,
    call: ([value], scope) => {
      const path = textOf(value);
      allowed(scope);
      const bytes = path.startsWith('~') ? { refused: 'a file in somebody\'s home folder' } : scope.files.read(path);
      if (bytes === null) throw new ArgumentRefused(0, `no file exists at "${path}"; this function works only with files that are distributed as part of the configuration source code`, !built);
      return 'refused' in bytes ? unknown(returns, unknownBecause(bytes.refused), true) : make(bytes, path);
    },
  };
}

function allowed(scope: Scope): void {
  if (scope.within === 'templatestring') throw new Refusal('cannot use filesystem access functions in templatestring templates; consider passing the function result as a template variable instead');
}

function contents(bytes: Buffer, path: string): Value {
  if (!isUtf8(bytes)) throw new Refusal(`contents of "${path}" are not valid UTF-8; use the filebase64 function to obtain the Base64 encoded contents or the other file functions (e.g. filemd5, filesha256) to obtain file hashing results instead`);
  return string(bytes.toString());
}

function hash(algorithm: string, encoding: BinaryToTextEncoding): TerraformFunction {
  return ofFile(stringType, (bytes) => string(createHash(algorithm).update(bytes).digest(encoding)));
}

function exists([value]: readonly Value[], scope: Scope): Value {
  const path = textOf(value);
  allowed(scope);
  if (path.startsWith('~')) return unknown(boolType, unknownBecause("a file in somebody's home folder"), true);
  const bytes = scope.files.read(path);
  return bytes !== null && 'refused' in bytes ? unknown(boolType, unknownBecause(bytes.refused), true) : bool(bytes !== null);
}

function fileSet([folderOf, patternOf]: readonly Value[], scope: Scope): Value {
  allowed(scope);
  const type = setType(stringType);
  const folder = posix.normalize(textOf(folderOf));
  // The pattern may leave the folder: `../*.json`.
  const whole = posix.join('/', 'folder', textOf(patternOf));
  const pattern = whole.startsWith('/folder/') ? globPattern(whole.slice('/folder/'.length)) : null;
  if (!pattern) return unknown(type, unknownBecause('a file pattern that landrail does not read'), true);
  const files = scope.files.list(folder);
  if ('refused' in files) return unknown(type, unknownBecause(files.refused), true);
  return makeSet(stringType, files.filter((file) => pattern.test(file)).map(string));
}

export const paths: Functions = {
  abspath: { parameters: [text('path')], returns: stringType, call: () => unknown(stringType, unknownBecause('a path of the machine that Terraform runs on'), true) },
  basename: { parameters: [text('path')], returns: stringType, call: ([value]) => string(base(textOf(value))) },
  dirname: { parameters: [text('path')], returns: stringType, call: ([value]) => string(folderOf(textOf(value))) },
  ephemeralasnull: { parameters: [{ ...anything('value'), nullable: true, partial: true, marks: true }], returns: anyType, mayBeNull: true, call: ([value]) => value as Value },
  file: ofFile(stringType, contents, false),
  filebase64: ofFile(stringType, (bytes) => string(bytes.toString('base64'))),
  filebase64sha256: hash('sha256', 'base64'),
  filebase64sha512: hash('sha512', 'base64'),
  fileexists: { parameters: [text('path')], returns: boolType, call: exists },
  filemd5: hash('md5', 'hex'),
  fileset: { parameters: [text('path'), text('pattern')], returns: setType(stringType), call: fileSet },
  filesha1: hash('sha1', 'hex'),
  filesha256: hash('sha256', 'hex'),
  filesha512: hash('sha512', 'hex'),
  pathexpand: { parameters: [text('path')], returns: stringType, call: ([value]) => (textOf(value).startsWith('~') ? unknown(stringType, unknownBecause("somebody's home folder"), true) : (value as Value)) },
};

/** Go's filepath.Base. */
function base(path: string): string {
  if (path === '') return '.';
  return path.replace(/\/+$/, '').split('/').at(-1) || '/';
}

/** Go's filepath.Dir. */
function folderOf(path: string): string {
  const cut = path.lastIndexOf('/');
  const folder = posix.normalize(path.slice(0, cut + 1) || '.');
  return folder === '/' ? folder : folder.replace(/\/+$/, '');
}
