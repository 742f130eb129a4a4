// The arrows between the rooms of src/: who may import whom. Every rule says why.
const stages = 'inputs|audit|correlate|history|rego|judge|reports|config';

const alone = (room, why, allowed = ['model']) => ({
  name: `${room}-stands-alone`,
  comment: why,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: `^src/(${[room, ...allowed].join('|')})/` },
});

export default {
  forbidden: [
    {
      name: 'only-a-command-collects',
      comment: 'What talks to a cloud stands behind a command of its own: nothing that judges may ever reach it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(collect/|inventory\\.ts$|commands/inventory(/|\\.ts$))' },
      to: { path: '^src/(collect/|inventory\\.ts$)' },
    },
    alone('collect', 'The collector asks a cloud and writes what it says; what that means is not its business.'),
    alone('model', 'The model is the ground floor: everything stands on it, so it stands on nothing.', []),
    alone('go', 'How Go computes, prints and matches: the outside rule of both OPA and Terraform, so it belongs to neither.', []),
    alone('yaml', 'What a text of YAML may do to its reader: configs, templates, Terraform and policies are all written in it.', []),
    alone('catalog', 'Facts are data over the model; they know no stage.'),
    alone('inputs', 'A reader turns bytes into resources and knows neither policies nor reports.', ['model', 'catalog', 'go', 'yaml']),
    alone('audit', 'A log tells events, in the words of an inventory; what they mean for a resource is decided where sides are joined.', ['model', 'catalog']),
    alone('correlate', 'Declared, live and observed are joined as plain values, whatever they were read from.', ['model', 'catalog']),
    alone('history', 'What has been seen before is a store of events; it knows no log and no policy.'),
    alone('rego', 'The engine judges views of the model and knows neither formats nor reports.', ['model', 'go', 'yaml']),
    alone('judge', 'Judging is a pure function of claims and settings.'),
    alone('reports', 'A report is a pure function of the Result; it must not reach into a stage. Where regions are on a map is no part of a Result.', ['model', 'catalog/world']),
    alone('github', 'What GitHub is told is rendered from the Result; it is all that the Action says to a network.', ['model', 'reports']),
    {
      name: 'only-the-action-tells-github',
      comment: 'A check on a machine goes to no network: what does is loaded by the Action alone.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(github/|action\\.ts$)' },
      to: { path: '^src/github/' },
    },
    alone('config', 'Config is validated data; it must not trigger work.', ['model', 'yaml']),
    {
      name: 'stages-meet-only-in-check',
      comment: 'Only check.ts, drift.ts (with its sides and items) and what they share in judging.ts (and baseline.ts and history.ts, which edit a file) join stages, so that the whole data flow of a command is on one screen.',
      severity: 'error',
      from: { path: '^src/commands/' },
      to: { path: '^src/(inputs|audit|correlate|history|judge)/' },
    },
    {
      name: 'roof-is-not-imported',
      comment: 'Nothing below the roof knows how it was called.',
      severity: 'error',
      from: { path: `^src/(model|go|yaml|catalog|${stages}|commands)/|^src/(check|drift|drift-request|drift-sides|drift-items|told|init|judging|baseline|history|kept-events|past)\\.ts$` },
      to: { path: '^src/(launch|cli|action|index)\\.ts$' },
    },
    { name: 'no-cycles', comment: 'A cycle means that two rooms are one.', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-tests-in-src', comment: 'Shipped code never depends on tests.', severity: 'error', from: { path: '^src/' }, to: { path: '^test/' } },
    {
      name: 'dependencies-exist',
      comment: 'An import that resolves to nothing fails at the user, not here.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/(catalog/generate|rego/compiler)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs', '.json'], conditionNames: ['import', 'types', 'default'], exportsFields: ['exports'] },
  },
};
