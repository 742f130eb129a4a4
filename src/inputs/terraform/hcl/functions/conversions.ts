import { ConversionError, convert } from '../convert.ts';
import { sensitive, unmarked, unmarkedDeep } from '../marks.ts';
import { typeOf } from '../type-of.ts';
import { anyType, boolType, listType, mapType, numberType, setType, stringType, typeName, type Type } from '../type.ts';
import { bool, isMarked, unknown, type Value } from '../value.ts';
import { anything } from './arguments.ts';
import { ArgumentRefused, type Functions, type Parameter, type TerraformFunction } from './function.ts';

const any: Parameter = { ...anything('v'), nullable: true, partial: true, marks: true };

function conversion(want: Type): TerraformFunction {
  return {
    parameters: [any],
    returns: want,
    mayBeNull: true,
    call: ([value]) => {
      try {
        return convert(value as Value, want);
      } catch (error) {
        if (error instanceof ConversionError) throw new ArgumentRefused(0, reason(value as Value, want));
        throw error;
      }
    },
  };
}

function reason(value: Value, want: Type): string {
  const plain = unmarkedDeep(value);
  const type = typeName(typeOf(value));
  if (isMarked(value)) return `cannot convert this sensitive ${type} to ${typeName(want, true)}`;
  if (plain.kind === 'string' && want.kind === 'bool') return `cannot convert ${JSON.stringify(plain.value)} to bool; only the strings "true" or "false" are allowed`;
  if (plain.kind === 'string' && want.kind === 'number') return `cannot convert ${JSON.stringify(plain.value)} to number; given string must be a decimal representation of a number`;
  return `cannot convert ${type} to ${typeName(want, true)}`;
}

export const conversions: Functions = {
  issensitive: { parameters: [any], returns: boolType, call: ([value]) => (value?.sensitive ? bool(true) : value?.kind === 'unknown' ? unknown(boolType, value.reason, true) : bool(false)) },
  nonsensitive: { parameters: [any], returns: anyType, mayBeNull: true, call: ([value]) => unmarked(value as Value) },
  sensitive: { parameters: [any], returns: anyType, mayBeNull: true, call: ([value]) => sensitive(value as Value) },
  tobool: conversion(boolType),
  tolist: conversion(listType(anyType)),
  tomap: conversion(mapType(anyType)),
  tonumber: conversion(numberType),
  toset: conversion(setType(anyType)),
  tostring: conversion(stringType),
};
