export interface HistoryFlags {
  readonly history?: string;
  readonly config?: string | false;
}

export interface ValueFlags extends HistoryFlags {
  readonly provider: string;
  readonly scope: string;
}

export interface ApproveFlags extends ValueFlags {
  readonly owner: string;
  readonly reason: string;
  readonly expires: string;
  readonly ticket?: string;
}
