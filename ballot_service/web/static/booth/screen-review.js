// The marked ballot to look over, and the question before it is sent.
// Refuses any pressure on unmarked rows: they are counted, said to be valid, and left alone.

import { markKey } from './ballot-view.js';
import { button, el, icon } from './dom.js';

/**
 * @param {any} view
 * @param {string[]} marks one a row, in the manifest's order
 * @param {{ tracker: string }} prepared the ballot that was made of them
 */
export function review(view, marks, { tracker }, { edit, back, open, send }) {
  const unmarked = marks.filter((mark) => mark === 'unmarked').length;
  return {
    unsent: true,
    main: [
      el('div', { class: 'page-head' },
        el('h1', { t: 'review.title' }),
        unmarked === 0
          ? el('p', { t: 'review.all_marked', f: { rows: view.rowCount } })
          : el('p', { t: 'review.unmarked', f: { count: unmarked } })),
      ...(unmarked === view.rowCount ? [note(blank())] : []),
      ...view.groups.map((group, at) => groupOf(view.kind, group, marks, () => edit(at))),
      el('section', { class: 'card stack stack--tight', set: { 'aria-labelledby': 'made' } },
        el('h2', { t: 'review.made', set: { id: 'made' } }),
        el('p', { class: 'code', set: { id: 'prepared' } }, tracker),
        el('p', { class: 'note', t: 'review.made_how' })),
    ],
    acts: [
      button('review.back', back, { kind: 'btn--big', id: 'back' }),
      button('open.title', open, { kind: 'btn--big', id: 'to-open' }),
      button('review.send', send, { kind: 'btn--primary btn--big', id: 'send' }),
    ],
  };
}

function groupOf(kind, group, marks, edit) {
  const id = `review-${group.letter}`;
  return el('section', { set: { 'aria-labelledby': id } },
    el('div', { class: 'title-head' },
      el('h2', { set: { id } },
        el('span', {}, `${group.letter}.`), ' ',
        el('span', { t: 'mark.group', f: { name: group.name } }), ' ',
        button('review.edit', edit, { label: 'review.edit_label', f: { name: group.name } }))),
    el('ol', { class: 'review' }, ...group.rows.map(({ index, number, name }) => {
      const mark = marks[index];
      const look = mark === 'unmarked' ? 'review__row is-unmarked' : 'review__row';
      return el('li', { class: look },
        el('span', { class: 'who' },
          el('span', { class: 'who__no' }, String(number)), ' ',
          el('span', { class: 'who__name' }, name)), ' ',
        el('span', { class: 'review__choice' },
          el(mark === 'unmarked' ? 'span' : 'b', { t: markKey(kind, mark) })));
    })));
}

function note(children) {
  return el('div', { class: 'notice' }, icon('info'), ...children);
}

/** W02: said of a ballot without any mark, which is as valid as another. */
function blank() {
  return [
    el('p', { t: 'review.blank' }),
    el('p', { class: 'note', t: 'page.code', f: { code: 'W02' } }),
  ];
}

/** The question before the ballot is sent. */
export function confirmSending(dialog, unmarked, rows) {
  if (unmarked === rows) return ask(dialog, 'confirm', blank());
  const more = unmarked > 0 ? [el('p', { t: 'confirm.unmarked', f: { count: unmarked } })] : [];
  return ask(dialog, 'confirm', more);
}

/**
 * Asks in the page's dialog; the safe answer stands first and has the focus.
 * @param {HTMLDialogElement} dialog
 * @param {string} what begins the keys of title, text, yes and no
 * @param {Node[]} [more] below the text
 * @returns {Promise<boolean>}
 */
export function ask(dialog, what, more = []) {
  return new Promise((resolve) => {
    const no = button(`${what}.no`, () => dialog.close('no'), { kind: 'btn--big', id: 'not-yet' });
    const yes = button(`${what}.yes`, () => dialog.close('yes'), {
      kind: 'btn--final btn--big', id: 'really-send',
    });
    dialog.replaceChildren(el('div', { class: 'dialog__in' },
      el('h2', { t: `${what}.title`, set: { id: 'confirm-title' } }),
      el('p', { t: `${what}.text`, set: { id: 'confirm-text' } }),
      ...more,
      el('div', { class: 'acts' }, no, yes)));
    dialog.returnValue = '';
    dialog.addEventListener('close', () => {
      const answer = dialog.returnValue === 'yes';
      dialog.replaceChildren();
      resolve(answer);
    }, { once: true });
    dialog.showModal();
    no.focus();
  });
}
