/** Set by the build from package.json. */
declare const LANDRAIL_VERSION: string | undefined;

/** Which part of the program a file of dist/ starts. Set by the build. */
declare const LANDRAIL_ROLE: 'cli' | 'evaluate-worker';
