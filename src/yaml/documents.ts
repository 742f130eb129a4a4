import { Composer, LineCounter, Parser, visit, type Document, type Node } from 'yaml';
import { tooDeepAt } from './depth.ts';

/** Levels in each other, deeper than anything that somebody wrote; those that aliases lead to count likewise. Go stops at 10,000. */
export const deepest = 256;

/** Of a text that is data: every scalar is a text, and what it means is told by whoever asks. */
export interface Documents {
  readonly documents: readonly Document[];
  /** What is wrong with any of them, and with a text that holds none. Without a full stop. */
  readonly faults: readonly { readonly code: string; readonly message: string; readonly line: number; readonly isWarning: boolean }[];
}

/** Null for a text that is nested too deeply. */
export function documentsIn(text: string): Documents | null {
  const lines = new LineCounter();
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  if (tooDeepAt(tokens, deepest) !== null) return null;
  const composer = new Composer({ schema: 'failsafe', uniqueKeys: false, merge: false, prettyErrors: false, logLevel: 'silent' });
  const documents = [...composer.compose(tokens)];
  const faults = (documents.length === 0 ? [composer.streamInfo()] : documents).flatMap(({ errors, warnings }) =>
    [...errors, ...warnings].map(({ code, message, pos, name }) => ({ code, message, line: lines.linePos(pos[0]).line, isWarning: name === 'YAMLWarning' })),
  );
  return { documents, faults };
}

/** What each alias stands for: the last node before it that has its anchor. */
export function aliasesIn(document: Document): ReadonlyMap<unknown, Node> {
  const anchors = new Map<string, Node>();
  const targets = new Map<unknown, Node>();
  visit(document, {
    Alias: (_, alias) => {
      const target = anchors.get(alias.source);
      if (target) targets.set(alias, target);
    },
    Value: (_, node) => {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return targets;
}
