// Screens before the ballot opens: greeting with the code to compare, waiting, a code that differs.
// Refuses the member's name on every screen but the greeting.

import { button, el, icon, pairs } from './dom.js';

const NOW = { issuing: 4, voting: 5 };
/** The box of this Setup can be seen empty only once ballots are issued and registered. */
const BOX = 3;

/** The codes' card: what a member compares with paper. */
function codeCard(view, code, more) {
  const groups = view.groups.length;
  return el('section', { class: 'card stack', set: { 'aria-labelledby': 'compare' } },
    el('h2', { t: 'greet.compare', set: { id: 'compare' } }),
    el('p', { t: 'greet.compare_how' }),
    el('p', { class: 'receipt__code code', set: { id: 'manifest-code' } }, code),
    pairs('kv', [
      ['greet.members', String(view.members).padStart(2, '0')],
      ['greet.content', view.title],
      ['greet.on_ballot', el('span', {
        t: 'greet.on_ballot_value', f: { groups, rows: view.rowCount },
      })],
    ]),
    ...more,
  );
}

/** @param {{ name: string, view: any, code: string }} about */
export function greeting({ name, view, code }, { same, differs }) {
  return {
    narrow: true,
    main: [
      el('div', { class: 'page-head' },
        el('h1', { t: 'greet.hello', f: { name } }),
        el('p', {}, el('span', { t: 'greet.right' }), ' ',
          el('span', { t: `meeting.${view.step}` }), '.')),
      codeCard(view, code, [el('p', { t: 'greet.after' })]),
    ],
    acts: [
      button('greet.differs', differs, { kind: 'btn--big', id: 'differs' }),
      button('greet.same', same, { kind: 'btn--primary btn--big', id: 'same' }),
    ],
  };
}

export function codesDiffer(code, { again }) {
  const told = fault('stop', 'differs.title', 'differs.text');
  told.append(el('p', { class: 'receipt__code code' }, code),
    el('p', { class: 'note', t: 'page.code', f: { code: 'E09' } }));
  return {
    narrow: true,
    main: [told],
    acts: [button('differs.again', again, { kind: 'btn--big' })],
  };
}

/** A short wait with nothing to do. @param {string} key of the title; `_how` is its text */
export function busy(title, text) {
  return { narrow: true, main: [state('clock', title, text)] };
}

/** Waiting for the chair; the line below says how far this tablet is. */
export function waiting({ view, code, step = 'issuing' }) {
  return {
    narrow: true,
    main: [
      stepper(NOW[step]),
      state('clock', 'wait.title', 'wait.text'),
      guide(),
      el('section', { class: 'card stack', set: { 'aria-labelledby': 'codes-again' } },
        el('h2', { t: 'wait.codes', set: { id: 'codes-again' } }),
        pairs('kv', [
          ['code.manifest', code, { class: 'receipt__code code' }],
          ['greet.members', String(view.members).padStart(2, '0')],
          ['greet.content', view.title],
        ])),
      el('p', { class: 'note', t: 'wait.note' }),
    ],
  };
}

/** Five seconds of what the two presses look like; still where motion is unwanted. */
export function guide() {
  const choice = (t, name) => el('span', { class: `guide__choice ${name}`, t });
  return el('figure', { class: 'card guide' },
    el('div', { class: 'guide__scene', set: { 'aria-hidden': 'true' } },
      el('span', { class: 'guide__row' },
        choice('mark.agree', 'guide__choice--one'), choice('mark.disagree', 'guide__choice--two')),
      el('span', { class: 'guide__send', t: 'review.send' }),
      el('span', { class: 'guide__hand' })),
    el('figcaption', { t: 'guide.text' }));
}

/** A state of the whole page: icon, title, text. */
export function state(name, title, text, f) {
  return el('div', { class: 'state' },
    icon(name), el('h1', { t: title }), ...(text ? [el('p', { t: text, f })] : []));
}

/** The same for a fault, told at once by a screen reader. */
export function fault(name, title, text) {
  const node = state(name, title, text);
  node.className = 'state state--fault';
  node.setAttribute('role', 'alert');
  return node;
}

function stepper(now) {
  const steps = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => {
    const word = el('span', { t: `wait.step_${number}` });
    if (number === now) return el('li', { set: { 'aria-current': 'step' } }, word);
    if (number > now || (number === BOX && now === NOW.issuing)) return el('li', {}, word);
    return el('li', { class: 'is-done' }, word, el('i', { class: 'vh', t: 'wait.done' }));
  });
  return el('ol', { class: 'stepper', label: 'wait.steps' }, ...steps);
}
