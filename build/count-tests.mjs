// Prints the closing line of CI, `N passed, N failed, N skipped`, from vitest's JSON report. A file that failed to load counts as one failure.
import { readFileSync } from 'node:fs';

const [file, status] = process.argv.slice(2);
let passed = 0;
let failed = 0;
let skipped = 0;
try {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  passed = report.numPassedTests;
  failed = report.numFailedTests + report.testResults.filter((one) => one.status === 'failed' && one.assertionResults.length === 0).length;
  skipped = report.numPendingTests + (report.numTodoTests ?? 0);
} catch (error) {
  console.error(`no test report: ${error.message}`);
}
if (status !== '0' && failed === 0) failed = 1;
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
