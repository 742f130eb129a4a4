/** Of the package; `0.0.0-source` when the sources run without a build. */
export const version: string = typeof LANDRAIL_VERSION === 'string' ? LANDRAIL_VERSION : '0.0.0-source';
