// What a page of the staff does by itself: asks for news, opens questions, prints, finds a name.
// Refuses to reload over a form that somebody is filling in, and to build a word of its own.

import { showFigures } from './figures.js';

const PERIOD = 2500;
const body = document.body;

/** Whether a reload would take something from under somebody's hands. */
function busy() {
  if (document.querySelector('dialog[open]')) return true;
  return [...document.querySelectorAll('input:not([type=hidden]), select')].some((field) => {
    if (field.type === 'search') return false;
    if (field.type === 'file') return field.files.length > 0;
    // The value of a box never changes, and without one of its own it differs from the default.
    if (['checkbox', 'radio'].includes(field.type)) return field.checked !== field.defaultChecked;
    return field.value !== (field.defaultValue ?? '');
  });
}

/** Whether an act is on its way: a reload now would take it back before it arrives. */
let sending = false;

/** Whether this page is being left: asked again, a slow service would never get to answer. */
let leaving = false;

function renew() {
  if (sending || leaving) return;
  if (busy()) document.getElementById('stale').hidden = false;
  else {
    leaving = true;
    location.reload();
  }
}

async function poll(address, seen) {
  const headers = seen.tag ? { 'If-None-Match': seen.tag } : {};
  const answer = await fetch(address, { headers, credentials: 'same-origin', redirect: 'manual' });
  if (answer.status === 401 || answer.status === 403) return renew();
  if (answer.status !== 200) return undefined;
  seen.tag = answer.headers.get('ETag') ?? '';
  const news = await answer.json();
  const mark = JSON.stringify([news.state, news.codes, news.box, news.signed, news.roll,
    news.figures.quorum_holds, news.figures.slips, news.figures.partials,
    news.figures.possession_proofs]);
  if (seen.mark !== undefined && seen.mark !== mark) return renew();
  seen.mark = mark;
  if (news.state !== body.dataset.state) return renew();
  showFigures(news.figures);
  return undefined;
}

function watch(address) {
  const seen = {};
  const next = () => leaving || setTimeout(async () => {
    // A network that is away for a moment is no news; the figures stay as they are.
    await poll(address, seen).catch(() => undefined);
    next();
  }, PERIOD);
  // At once: what changes between the page and its first poll would never be seen.
  poll(address, seen).catch(() => undefined).then(next);
}

function openQuestion(dialog) {
  const scrim = dialog.closest('.scrim');
  document.body.append(dialog);
  scrim?.remove();
  dialog.removeAttribute('open');
  dialog.showModal();
  dialog.querySelector('[data-safe]')?.focus();
  dialog.addEventListener('cancel', () => location.assign(dialog.dataset.home));
}

/** Finds names with or without the marks of Vietnamese. */
function plain(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
}

function filter(field) {
  const rows = document.getElementById(field.dataset.filter).tBodies[0].rows;
  const apply = () => {
    const wanted = plain(field.value.trim());
    for (const row of rows) row.hidden = !plain(row.dataset.name ?? '').includes(wanted);
    sessionStorage.setItem('filter', field.value);
  };
  field.value = sessionStorage.getItem('filter') ?? '';
  field.addEventListener('input', apply);
  apply();
}

/** Shows the chosen names beside a file control, and says in the page's words what is missing. */
function tellFiles(field) {
  const place = field.parentElement;
  const shown = place.querySelector('.file__some');
  const bare = shown.textContent;
  const tell = () => {
    field.setCustomValidity('');
    const names = [...field.files].map((file) => file.name).join(', ');
    shown.textContent = names || bare;
    place.classList.toggle('is-picked', names !== '');
  };
  field.addEventListener('change', tell);
  field.addEventListener('invalid', () => field.setCustomValidity(field.dataset.unpicked));
  // What the browser kept over a reload is shown too.
  tell();
}

if (body.dataset.progress) watch(body.dataset.progress);
document.querySelectorAll('dialog[data-modal]').forEach(openQuestion);
document.querySelectorAll('[data-filter]').forEach(filter);
document.querySelectorAll('input[data-unpicked]').forEach(tellFiles);
for (const button of document.querySelectorAll('[data-print]')) {
  button.addEventListener('click', () => print());
}
// The same button twice is one act.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.method !== 'post' || form.dataset.sent) {
    if (form.dataset.sent) event.preventDefault();
    return;
  }
  if (form.action.endsWith('.json') || form.action.endsWith('/export')) return;
  if (form.dataset.download !== undefined) {
    // A file leaves the page as it is: what was refused before is answered by it.
    document.querySelector('main .notice--fault')?.remove();
    return;
  }
  form.dataset.sent = 'yes';
  sending = true;
});
// Back from another page: nothing is on its way.
addEventListener('pageshow', () => { sending = false; });
