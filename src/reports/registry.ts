import type { Report } from './report.ts';

/** Names that --format takes. */
export const reports: Readonly<Record<string, Report>> = {
  terminal: { title: 'problems for people to read', extension: 'txt', load: async () => (await import('./terminal.ts')).renderTerminal },
  concise: { title: 'one line per finding', extension: 'txt', load: async () => (await import('./concise.ts')).renderConcise },
  json: { title: 'everything, for programs', extension: 'json', load: async () => (await import('./json.ts')).renderJson },
  sarif: { title: 'SARIF 2.1.0, for code scanning', extension: 'sarif', load: async () => (await import('./sarif/sarif.ts')).renderSarif },
};
