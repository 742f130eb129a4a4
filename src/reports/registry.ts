import type { Report } from './report.ts';

/** Names that --format takes. */
export const reports: Readonly<Record<string, Report>> = {
  terminal: { title: 'problems for people to read', extension: 'txt', load: async () => (await import('./terminal.ts')).renderTerminal },
  concise: { title: 'one line per finding', extension: 'txt', load: async () => (await import('./concise.ts')).renderConcise },
  json: { title: 'everything, for programs', extension: 'json', load: async () => (await import('./json.ts')).renderJson },
  sarif: { title: 'SARIF 2.1.0, for code scanning', extension: 'sarif', load: async () => (await import('./sarif/sarif.ts')).renderSarif },
  junit: { title: 'JUnit XML, for CI that shows tests', extension: 'xml', load: async () => (await import('./ci/junit.ts')).renderJunit },
  gitlab: { title: 'Code Quality of GitLab', extension: 'json', load: async () => (await import('./ci/gitlab.ts')).renderGitlab },
  github: { title: 'annotations of GitHub Actions', extension: 'txt', load: async () => (await import('./ci/github.ts')).renderGithub },
  markdown: { title: 'for comments and summaries of jobs', extension: 'md', load: async () => (await import('./markdown/markdown.ts')).renderMarkdown },
  csv: { title: 'a row for each finding, for sheets', extension: 'csv', load: async () => (await import('./ci/csv.ts')).renderCsv },
  html: { title: 'one page for a browser, with filters', extension: 'html', stamped: true, load: async () => (await import('./html/html.ts')).renderHtml },
};
