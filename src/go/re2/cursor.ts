/** A place in a pattern, by characters. */
export class PatternCursor {
  readonly text: readonly string[];
  at = 0;

  constructor(pattern: string) {
    this.text = Array.from(pattern);
  }

  get over(): boolean {
    return this.at >= this.text.length;
  }

  /** Empty behind the end. */
  peek(offset = 0): string {
    return this.text[this.at + offset] ?? '';
  }

  take(text: string): boolean {
    for (let index = 0; index < text.length; index++) if (this.peek(index) !== text[index]) return false;
    this.at += text.length;
    return true;
  }
}
