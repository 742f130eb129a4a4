/** Of `check`; what `main` says of them, in the words of a user. */
export const exitCodes = `
Exit codes:
  0  judged, and no finding at or above --fail-on
  1  findings at or above --fail-on, or undecided ones with --undecided fail
  2  invalid flag, config or policy, or a named input not read completely (--strict: any input)
  3  nothing was judged: no resource was recognised, or no guardrail ran`;

/** Of `report`: the run has had a code of its own. */
export const reportCodes = `
Exit codes:
  0  the reports are written, whatever the run had found; with --exit-code that of the run
  2  invalid flag, a file that is not a complete result, or a report that cannot be written`;

/** Of `init`: what becomes of what is there. */
export const initNotes = `
Existing files are never overwritten. Exit codes:
  0  written, or printed with --dry-run
  2  a landrail.yaml exists already, or an input could not be read completely
  3  nothing found that a guardrail could judge`;
