// What the HTML report has inline: one style sheet and one script, each of files of its own.
import { build } from 'esbuild';

/** @returns names that stand for their texts in src/reports/html/html.ts */
export async function pageTexts(root) {
  const text = async (entry) => {
    const { outputFiles: [file] } = await build({ absWorkingDir: root, entryPoints: [entry], bundle: true, minify: true, write: false, format: entry.endsWith('.ts') ? 'iife' : undefined, target: ['chrome120', 'firefox121', 'safari17'], charset: 'ascii', legalComments: 'none', logLevel: 'warning' });
    // Either would end the element that holds it.
    if (/<\/(?:script|style)|<!--/i.test(file.text)) throw new Error(`${entry} holds what ends its element`);
    return JSON.stringify(file.text.trim());
  };
  return { LANDRAIL_PAGE_STYLE: await text('src/reports/html/style/page.css'), LANDRAIL_PAGE_SCRIPT: await text('src/reports/html/browser/page.ts') };
}
