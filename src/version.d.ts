/** Set by the build from package.json. */
declare const LANDRAIL_VERSION: string | undefined;

/** Which script a file of dist/ starts. Set by the build. */
declare const LANDRAIL_SCRIPT: 'landrail' | 'action' | 'worker';

/** Version of OPA that compiles policies. Set by the build from the compiler's go.mod. */
declare const LANDRAIL_OPA: string | undefined;
