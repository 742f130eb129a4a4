/** One line that is typed at a prompt. */
export interface Line {
  /** A folder of samples/, in which it is typed. */
  readonly sample: string;
  /** A command for sh, or a comment. */
  readonly typed: string;
  /** Milliseconds from the key that sends it to what it prints. Told here and not measured, so that a run has the same bytes again. */
  readonly runs: number;
  /** Milliseconds for reading what it printed. */
  readonly read: number;
}

/** Between two keys, in milliseconds. */
export const keyTime = 26;

/** The clock of landrail: the morning after the sample night. */
export const clock = '2026-11-02T06:00:00Z';

/** What the README shows first: a pull request is stopped, mended and passes; what was made beside the code is seen in the morning. */
export const story: readonly Line[] = [
  { sample: 'payroll-api', typed: '# A pull request asks for a faster machine.', runs: 0, read: 300 },
  { sample: 'payroll-api', typed: 'sed -i.bak s/t3.medium/g5.12xlarge/ main.tf', runs: 20, read: 400 },
  { sample: 'payroll-api', typed: 'landrail check main.tf', runs: 400, read: 4500 },
  { sample: 'payroll-api', typed: 'sed -i.bak s/g5.12xlarge/m7g.xlarge/ main.tf', runs: 20, read: 400 },
  { sample: 'payroll-api', typed: 'landrail check main.tf', runs: 400, read: 1800 },
  { sample: 'night', typed: '# The next morning: what exists that no code made?', runs: 0, read: 300 },
  { sample: 'night', typed: 'landrail drift --iac code/aws* --inventory inventory/aws* --audit audit/aws | head -21', runs: 700, read: 2500 },
];
