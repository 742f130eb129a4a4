/** Set by the build from package.json. */
declare const LANDRAIL_VERSION: string | undefined;
