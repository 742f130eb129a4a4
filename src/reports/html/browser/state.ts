/** The fields of the form that are not empty, by name. */
export function readState(form: HTMLFormElement | null): ReadonlyMap<string, string> {
  const state = new Map<string, string>();
  if (form) for (const [name, value] of new FormData(form)) if (typeof value === 'string' && value !== '') state.set(name, value);
  return state;
}

/** The address says what is shown, so that it can be sent; going back goes out of the page, not through every step. */
export function writeState(form: HTMLFormElement | null): void {
  const text = new URLSearchParams([...readState(form)]).toString();
  history.replaceState(null, '', text === '' ? location.pathname + location.search : `#${text}`);
}
