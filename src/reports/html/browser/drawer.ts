/** Evidence of one thing, over the page: the element that a summary opens is shown in the dialog, which the browser closes on Escape and gives the focus back. */
export function drawer(): (summary: HTMLElement) => void {
  const dialog = document.querySelector<HTMLDialogElement>('#drawer');
  const place = dialog?.querySelector(':scope > div');
  const title = dialog?.querySelector('h2');
  dialog?.addEventListener('click', (event) => {
    // A link of the page shows what is behind the dialog.
    if (event.target === dialog || (event.target as Element).closest('a[href^="#"]') !== null) dialog.close();
  });
  return (summary) => {
    const body = summary.nextElementSibling;
    if (!dialog || !place || !title || !body) return;
    title.textContent = summary.querySelector('.what')?.textContent ?? '';
    place.replaceChildren(body.cloneNode(true));
    dialog.showModal();
  };
}
