import { number, op32, type Code, type Local } from '../assembler.ts';

/** A function of the kernel, called by code that is written later. */
export type Call = (...operands: Code[]) => Code;

export const byte = { quote: 0x22, comma: 0x2c, colon: 0x3a, backslash: 0x5c, openBrace: 0x7b, closeBrace: 0x7d, space: 0x20, newline: 0x0a } as const;

/** One of the numbers at the addresses of `at`. */
export const state32 = (address: number): Code => op32.load(number(address));
export const put = (address: number, value: Code): Code => op32.store(number(address), 0, value);
export const add = (local: Local, value: number): Code => local.set(op32.plus(local.get, number(value)));
