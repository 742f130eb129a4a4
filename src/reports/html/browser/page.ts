// What the page does where scripts may run: it narrows the lists, shows what is not written in the page itself, and opens evidence in a drawer.
import type { PageContent } from '../page-content.ts';
import { readState, writeState } from './state.ts';
import { List, type Wanted } from './list.ts';
import { Parts } from './parts.ts';
import { drawer } from './drawer.ts';

const content = JSON.parse(document.getElementById('data')?.textContent ?? '{}') as PageContent;
const form = document.querySelector<HTMLFormElement>('#filters');
const parts = new Parts(content);
const lists = [...document.querySelectorAll<HTMLElement>('[data-list]')].map((element) => new List(element, content.lists[Number(element.dataset['list'])] ?? [], parts));
const open = drawer();

/** Which combinations of facets are asked for; null is any. */
function wanted(): Wanted {
  const state = readState(form);
  const asked = Object.entries(content.facets).map(([name, values]) => (state.has(name) ? values.indexOf(state.get(name) ?? '') : null));
  const text = (state.get('text') ?? '').trim().toLowerCase();
  return { rows: content.rows.map((row) => row.every((value, facet) => asked[facet] === null || asked[facet] === value)), text };
}

function apply(): void {
  const now = wanted();
  for (const list of lists) list.show(now);
  for (const box of document.querySelectorAll<HTMLElement>('.guardrail, .chapter')) {
    const inside = lists.filter(({ element }) => box.contains(element));
    if (inside.length === 0) continue;
    const count = inside.reduce((sum, list) => sum + list.count, 0);
    const all = inside.reduce((sum, list) => sum + list.all, 0);
    box.classList.toggle('none', count === 0);
    const label = box.querySelector('.count');
    if (label) label.textContent = count === all ? String(all) : `${count} of ${all}`;
  }
  const [[count, all], [others, allOthers]] = [counted(true), counted(false)];
  const state = document.getElementById('state');
  // What is undecided, waived or known is no finding of the head of the page.
  const whole = count === all && others === allOthers;
  if (state) state.textContent = `${whole ? `All ${all}` : `${count} of ${all}`} findings${allOthers === 0 ? '' : ` and ${whole ? allOthers : `${others} of ${allOthers}`} more that are no failures`} are listed.`;
}

/** Of what fails, or of all else that is judged: how much is shown, and of how much. */
function counted(isFailing: boolean): readonly [count: number, all: number] {
  const some = lists.filter(({ element }) => element.closest('.items') === null && (element.closest('#findings') !== null) === isFailing);
  return [some.reduce((sum, list) => sum + list.count, 0), some.reduce((sum, list) => sum + list.all, 0)];
}

function changed(): void {
  writeState(form);
  apply();
}

/** What is typed is announced when the typing rests. */
let rest = 0;
form?.addEventListener('input', (event) => {
  clearTimeout(rest);
  if ((event.target as HTMLElement).tagName === 'INPUT') rest = window.setTimeout(changed, 120);
  else changed();
});
form?.addEventListener('submit', (event) => event.preventDefault());
form?.addEventListener('reset', () => setTimeout(changed));

function fromAddress(): void {
  if (location.hash !== '' && !location.hash.includes('=')) return;
  const state = new URLSearchParams(location.hash.slice(1));
  for (const field of form?.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[name]') ?? []) field.value = state.get(field.name) ?? '';
  apply();
}

/** A part that is printed is read whole. */
let closed: readonly HTMLDetailsElement[] = [];
addEventListener('beforeprint', () => {
  closed = [...document.querySelectorAll('details')].filter((one) => !one.open && one.closest('.whole, .why, figure') === null);
  for (const one of closed) {
    lists.find(({ element }) => element.contains(one))?.fill(one);
    one.open = true;
  }
});
addEventListener('afterprint', () => {
  for (const one of closed) one.open = false;
});
addEventListener('hashchange', fromAddress);
document.addEventListener('click', (event) => {
  const item = (event.target as Element).closest<HTMLElement>('.item > summary');
  if (item === null) return;
  event.preventDefault();
  lists.find(({ element }) => element.contains(item))?.fill(item.parentElement ?? item);
  open(item);
});

/** While nobody waits, so that the first search does not have to. */
function read(from: number): void {
  lists[from]?.read();
  if (from < lists.length) later(() => read(from + 1));
}
const later = 'requestIdleCallback' in window ? (then: () => void) => requestIdleCallback(then) : (then: () => void) => setTimeout(then, 50);

if (form) form.hidden = false;
fromAddress();
apply();
later(() => read(0));
