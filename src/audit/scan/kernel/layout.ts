// What lies where in the memory that the kernel and its host share.

/** Where the host and the kernel tell each other how far they are: 32-bit numbers at these addresses. */
export const at = {
  /** The next byte to look at, and behind the last that is there. */
  position: 0, end: 4,
  /** Levels that are open below the list; 0 between records. */
  depth: 8, inString: 12, escaped: 16, recordStart: 20, token: 24, tokenStart: 28, wanted: 32, keyEnd: 36, lastSlash: 40,
  /** Of the record at hand: it has to be parsed; which members it had; whether it says that it changed nothing. */
  doubt: 44, seen: 48, readOnly: 52,
  previousEnd: 56, records: 60, found: 64,
  /** `filters` 0: every record is handed out. `lines` 1: a record stands on one line, or it is parsed. */
  filters: 68, lines: 84, names: 72, places: 76, keys: 80, keyLengths: 88,
  /** Start and length of the five texts. */
  slots: 96,
} as const;

/** What a key of the record means: one of the texts, or a word on the record. */
export const slot = { name: 0, service: 1, scope: 2, region: 3, time: 4, readOnly: 5, always: 6 } as const;
/** Why a record has to be parsed: what its keys are cannot be told; what should be in strings stands outside. */
export const doubt = { any: 1, strange: 2 } as const;
export const allSeen = 0b111111;

export const keyTable = { from: 256, size: 96, most: 16, length: 0, slot: 4, text: 16, mask: 48 } as const;
/** Longest key that is looked for, and longest text that is counted without parsing. */
export const longestKey = 32;
export const longestText = 64;
/** A longer one is parsed: several that a fault has run together are not passed over. */
export const longestPassed = 65_536;

/**
 * Records that the host has to look at: start, end, number, the entry of its name (0: parse it), and whether it has been counted. With one
 * that may have run together with what follows it, the kernel stops.
 */
export const foundTable = { from: 4096, size: 20, most: 2048 } as const;

/** Entries by name and service, with how often it changed nothing and how often not; by scope, region and hour with first and last second of it. */
export const entry = { size: 256, hash: 0, state: 4, writes: 8, reads: 12, records: 8, first: 12, last: 16, lengths: 20, texts: 64 } as const;
/** Of a record on the list. */
export const handed = { uncounted: 0, counted: 1, doubtful: 2 } as const;
/** Of a name: nobody has said yet, to be passed over, to be parsed. */
export const state = { asked: 0, passed: 1, wanted: 2 } as const;
export const nameTable = { from: 0x20000, slots: 1024, most: 700 } as const;
export const placeTable = { from: 0x60000, slots: 512, most: 350 } as const;

/** Where the bytes are; the one before may be looked at. */
export const windowStart = 0x80100;
export const blockSize = 64;
/** The kernel may read, but never minds, as many bytes behind the last. */
export const behind = 256;

/** Why it stopped: all bytes are used, the list of records should be looked at, the list is closed at `position`, what stands at `position` belongs in no list. */
export const stop = { more: 0, full: 1, closed: 2, fault: 3 } as const;
