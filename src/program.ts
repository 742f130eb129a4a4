/** Everything that runs from dist/landrail.js, by the file that starts it there; loading it runs it. */
export const roles = {
  cli: () => import('./cli.ts'),
  'evaluate-worker': () => import('./rego/evaluate-worker.ts'),
};
