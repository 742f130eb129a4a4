export function pageTexts(root: string): Promise<Readonly<Record<'LANDRAIL_PAGE_STYLE' | 'LANDRAIL_PAGE_SCRIPT', string>>>;
