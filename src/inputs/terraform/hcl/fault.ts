/** A text that is no HCL: where that shows, and in a few words why. HashiCorp's parser has better ones for a whole file (diagnose.ts). */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly offset: number;
  readonly what: string;

  constructor(offset: number, what: string) {
    super(what);
    this.offset = offset;
    this.what = what;
  }
}
