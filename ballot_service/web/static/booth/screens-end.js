// Screens from sending on: on its way, no answer yet, recorded, finished, and every fault.
// Refuses choices and names; "recorded" is shown for a verified receipt and for nothing else.

import { button, el, icon, pairs, words } from './dom.js';
import { CODES } from './faults.js';
import { qrCode } from './qr.js';
import { fault as faultState, state } from './screens-start.js';
import { dayOf } from './texts.js';

/** @param {'offline' | 'paused'} kind why there is no receipt yet */
export function unsent(kind, { again }) {
  const paused = kind === 'paused';
  const title = paused ? 'unsent.paused_title' : 'unsent.title';
  const text = paused ? 'unsent.paused' : 'unsent.text';
  const steps = ['unsent.step_1', 'unsent.step_2', 'unsent.step_3'];
  return {
    narrow: true,
    unsent: true,
    main: [
      faultState(paused ? 'clock' : 'offline', title, text),
      el('section', { class: 'stack stack--tight', set: { 'aria-labelledby': 'asked' } },
        el('h2', { t: 'unsent.asked', set: { id: 'asked' } }),
        el('ol', { class: 'checks checks--two' },
          ...steps.map((t) => el('li', {}, el('span', { t }))))),
      el('p', { class: 'note', t: 'unsent.hidden' }),
      ...(paused ? [] : [el('p', { class: 'note', t: 'page.code', f: { code: CODES.offline } })]),
    ],
    acts: [button('unsent.again', again, { kind: 'btn--primary btn--big', id: 'again' })],
  };
}

/** @param {any} receipt of the driver, verified */
export function done(receipt, { shared = false, end }) {
  const print = button('done.print', () => globalThis.print(), { kind: 'btn--big', id: 'print' });
  const finish = button(shared ? 'done.kept' : 'done.end', end, {
    kind: 'btn--primary btn--big', id: 'finish',
  });
  return {
    narrow: true,
    banner: [el('div', { class: 'state state--done', set: { role: 'status' } },
      icon('done'), el('h1', { t: 'done.title' }), el('p', { t: 'done.text' }))],
    main: [
      el('div', { set: { id: 'closed-notice' } }),
      el('section', { class: 'card receipt', set: { 'aria-labelledby': 'receipt' } },
        el('h2', { t: 'done.receipt', set: { id: 'receipt' } }),
        pairs('kv', [
          ['code.tracker', receipt.tracker, { class: 'receipt__code code' }],
          ['code.setup', receipt.setup, { class: 'code' }],
          ['done.ballot_of', receipt.uuid, { class: 'code', f: { date: dayOf(receipt.date) } }],
          ['done.signature', el('span', { t: 'done.signature_value' })],
        ]),
        qrCode(receipt.qr, words('done.qr')),
        el('p', { t: shared ? 'done.note_shared' : 'done.note' })),
      el('p', { class: 'note', t: 'done.wiped' }),
    ],
    acts: [print, finish],
  };
}

/** What is added below "recorded" once the ballot is closed, or void; the rest stands still. */
export function closedNotice(bulletin, t) {
  const link = el('a', { t: 'page.bulletin', set: { href: bulletin } });
  const over = t === 'done.closed';
  const kind = over ? 'notice' : 'notice notice--caution';
  return el('div', { class: kind, set: { role: 'status' } },
    icon(over ? 'done' : 'alert'), el('p', { t }),
    ...(bulletin === '' ? [] : [el('p', {}, link)]));
}

export function finished(bulletin) {
  const link = el('a', { class: 'btn', t: 'page.bulletin', set: { href: bulletin } });
  return {
    narrow: true,
    main: [state('done', 'end.title', 'end.text')],
    acts: bulletin === '' ? [] : [link],
  };
}

/** Kinds that have a second sentence of their own, beside the catalogue's message. */
const WITH_ADVICE = new Set([
  'alreadySent', 'changed', 'closed', 'issuedElsewhere', 'rejected', 'sessionExpired',
]);

/** Kinds whose icon is not the stop sign: nothing is wrong, it is only late or early. */
const MILD = { issuingOver: 'clock', notOpen: 'clock', offline: 'offline' };

/**
 * @param {import('./faults.js').BoothFault} fault
 * @param {Node[]} acts
 */
export function faultScreen({ kind, detail }, acts) {
  const code = CODES[kind];
  const node = faultState(MILD[kind] ?? 'stop', `fault.${kind}.title`, `fault.${kind}`);
  if (WITH_ADVICE.has(kind)) node.append(el('p', { t: `fault.${kind}_here` }));
  if (code !== undefined) {
    node.append(el('p', { class: 'note', t: 'page.code', f: { code } }));
  }
  if (code === undefined && detail !== '') {
    node.append(el('p', { class: 'note', t: 'page.technician', f: { detail } }));
  }
  return { narrow: true, main: [node], acts };
}
