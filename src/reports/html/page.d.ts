/** style/page.css and browser/page.ts, bundled and minified. Set by the build. */
declare const LANDRAIL_PAGE_STYLE: string;
declare const LANDRAIL_PAGE_SCRIPT: string;
