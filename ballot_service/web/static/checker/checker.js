// The checker's page: package, then the tracker, then the opening; at last what was encrypted.
// Refuses an opening before the tracker, the network, and to store anything at all.

import { markKey } from '../booth/ballot-view.js';
import { button, el, icon, pairs, say, speakAll } from '../booth/dom.js';
import { checkOpening, readTracker } from '../booth/crypto/opened.js';
import { shortCode } from '../booth/crypto/codes.js';
import { readPackage } from './package.js';
import { reader } from './reader.js';

const MARKS = { 0: 'unmarked', 1: 'agree', 2: 'disagree' };
const main = document.getElementById('main');
let language = 'vi';
let known;
let reading;

function show(...nodes) {
  reading?.stop();
  reading = undefined;
  main.replaceChildren(...nodes);
  speakAll(language, document.body);
  scrollTo(0, 0);
  const heading = main.querySelector('h1');
  heading?.setAttribute('tabindex', '-1');
  heading?.focus();
}

const head = (t, text) => el('div', { class: 'page-head' }, el('h1', { t }), el('p', { t: text }));

/** Runs a step; whatever it refuses is shown, and the step may be taken again. */
async function run(step) {
  try {
    await step();
  } catch (error) {
    const told = el('div', { class: 'notice notice--fault', set: { id: 'fault', role: 'alert' } },
      icon('alert'), el('p', { t: 'check.not_this' }),
      el('p', { class: 'note', t: 'page.technician', f: { detail: detailOf(error) } }));
    document.getElementById('fault')?.remove();
    main.prepend(told);
    speakAll(language, told);
  }
}

const detailOf = ({ name, detail = '' }) => (detail === '' ? name : `${name}: ${detail}`);

function askPackage() {
  known = undefined;
  const input = el('input', { set: { accept: '.json', id: 'package', type: 'file' } });
  input.addEventListener('change', () => run(async () => {
    known = readPackage(await input.files[0].text());
    askTracker();
  }));
  show(head('check.title', 'check.how'), el('section', { class: 'card stack' },
    el('label', { class: 'field', set: { for: 'package' } },
      el('span', { t: 'check.package' }), input)));
}

function about() {
  return el('section', { class: 'card stack stack--tight' },
    el('h2', {}, known.title), el('p', {}, known.body),
    el('p', { t: 'check.compare' }),
    pairs('kv', [
      ['code.manifest', known.codes.manifest, { class: 'code' }],
      ['code.setup', known.codes.setup, { class: 'code' }],
    ]));
}

function askTracker() {
  const read = reader((text) => run(() => {
    const shown = readTracker(text);
    if (shown.uuid !== known.election.uuid || shown.setupHash !== known.setupHash) {
      throw Object.assign(new Error(), { name: 'WrongElection' });
    }
    askOpening(shown);
  }));
  show(head('check.first', 'check.first_how'), about(),
    el('section', { class: 'card stack' }, ...read.nodes));
  reading = read;
}

function askOpening(shown) {
  const read = reader((text) => judge(shown, text));
  show(head('check.second', 'check.second_how'),
    el('section', { class: 'card stack stack--tight' },
      el('p', { t: 'code.tracker' }),
      el('p', { class: 'receipt__code code', set: { id: 'tracker' } }, shortCode(shown.tracker))),
    el('section', { class: 'card stack' }, ...read.nodes));
  reading = read;
}

/** What cannot be opened to the tracker that was shown is the booth's fault, and said so. */
function judge(shown, text) {
  if (!text.startsWith('ballot-service/opening/')) {
    run(() => { throw Object.assign(new Error(), { name: 'BadOpening' }); });
    return;
  }
  let choices;
  try {
    ({ choices } = checkOpening(known, shown, text));
  } catch (error) {
    show(el('div', { class: 'state state--fault', set: { role: 'alert' } },
      icon('stop'), el('h1', { t: 'check.false' }), el('p', { t: 'check.false_how' }),
      el('p', { class: 'note', t: 'page.technician', f: { detail: detailOf(error) } })),
    again());
    return;
  }
  show(el('div', { class: 'state state--done', set: { role: 'status' } },
    icon('done'), el('h1', { t: 'check.holds' }), el('p', { t: 'check.holds_how' })),
  el('ol', { class: 'review' }, ...known.rows.map((row, at) => shownRow(row, MARKS[choices[at]]))),
  again());
}

/** As on the booth's own review, so that the two can be held side by side. */
function shownRow({ name, title }, mark) {
  const unmarked = mark === 'unmarked';
  return el('li', { class: unmarked ? 'review__row is-unmarked' : 'review__row' },
    el('span', { class: 'who' }, el('span', { class: 'who__name' }, name), ' ',
      el('span', { class: 'who__post' }, title)), ' ',
    el('span', { class: 'review__choice' },
      el(unmarked ? 'span' : 'b', { t: markKey(known.kind, mark) })));
}

const again = () => el('p', {}, button('check.again', () => askTracker(), {
  kind: 'btn--primary btn--big', id: 'again',
}));

say(document.getElementById('who'), { t: 'check.who' });
say(document.getElementById('what'), { t: 'check.title' });
say(document.getElementById('language'), { t: 'page.other_language' });
document.getElementById('language').addEventListener('click', () => {
  language = language === 'vi' ? 'en' : 'vi';
  speakAll(language, document.body);
});
addEventListener('pagehide', () => main.replaceChildren());
askPackage();
