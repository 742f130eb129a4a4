/**
 * The part of the WebAssembly JavaScript interface (https://webassembly.github.io/spec/js-api/) that Node has and that
 * TypeScript only describes together with the whole browser.
 */
declare namespace WebAssembly {
  type ImportValue = ((...args: never[]) => unknown) | Memory | Table | number | bigint;
  interface Imports {
    [module: string]: { [name: string]: ImportValue };
  }
  interface Exports {
    readonly [name: string]: unknown;
  }

  class Module {
    constructor(bytes: Uint8Array<ArrayBuffer> | ArrayBuffer);
    private readonly brand: 'Module';
    static imports(module: Module): readonly { readonly module: string; readonly name: string; readonly kind: string }[];
    static exports(module: Module): readonly { readonly name: string; readonly kind: string }[];
  }
  class Instance {
    constructor(module: Module, imports?: Imports);
    readonly exports: Exports;
  }
  /** Sizes are in pages of 65,536 bytes. */
  class Memory {
    constructor(limits: { readonly initial: number; readonly maximum?: number });
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
  class Table {
    readonly length: number;
    private readonly brand: 'Table';
  }
  class CompileError extends Error {}
  class LinkError extends Error {}
  class RuntimeError extends Error {}

  function validate(bytes: Uint8Array<ArrayBuffer> | ArrayBuffer): boolean;
  function compile(bytes: Uint8Array<ArrayBuffer> | ArrayBuffer): Promise<Module>;
  function instantiate(module: Module, imports?: Imports): Promise<Instance>;
}
