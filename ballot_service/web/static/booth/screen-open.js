// "Mở thử phiếu": first the tracker that binds the booth, then, once spoiled, what it encrypted.
// Refuses to show what is inside before the service has signed that the ballot is never counted.

import { button, el, words } from './dom.js';
import { qrCode } from './qr.js';
import { fault, state } from './screens-start.js';

/** @param {{ tracker: string, qr: string }} prepared */
export function openFirst({ tracker, qr }, { back, open }) {
  return {
    narrow: true,
    unsent: true,
    main: [
      el('div', { class: 'page-head' },
        el('h1', { t: 'open.title' }), el('p', { t: 'open.what' })),
      el('section', { class: 'card receipt', set: { 'aria-labelledby': 'open-first' } },
        el('h2', { t: 'open.first', set: { id: 'open-first' } }),
        el('p', { class: 'receipt__code code', set: { id: 'tracker' } }, tracker),
        qrCode(qr, words('open.first_qr')),
        el('p', { t: 'open.first_how' })),
    ],
    acts: [
      button('open.back', back, { kind: 'btn--big', id: 'back' }),
      button('open.open', open, { kind: 'btn--final btn--big', id: 'open' }),
    ],
  };
}

/** The service has not answered: the ballot is not sent any more, whatever it did. */
export function openUnanswered(kind, { again, anew }) {
  const paused = kind === 'paused';
  return {
    narrow: true,
    main: [fault(paused ? 'clock' : 'offline', paused ? 'unsent.paused_title' : 'open.unanswered',
      'open.unanswered_how')],
    acts: [
      button('open.anew', anew, { kind: 'btn--big', id: 'anew' }),
      button('fault.retry', again, { kind: 'btn--primary btn--big', id: 'again' }),
    ],
  };
}

/** @param {string} qr of the opening @param {string} tracker */
export function openSecond(qr, tracker, { anew }) {
  return {
    narrow: true,
    unsent: true,
    main: [
      state('stop', 'open.spoiled', 'open.spoiled_how'),
      el('section', { class: 'card receipt', set: { 'aria-labelledby': 'open-second' } },
        el('h2', { t: 'open.second', set: { id: 'open-second' } }),
        el('p', { class: 'receipt__code code' }, tracker),
        qrCode(qr, words('open.second_qr'), { dense: true }),
        el('p', { t: 'open.second_how' })),
    ],
    acts: [button('open.anew', anew, { kind: 'btn--primary btn--big', id: 'anew' })],
  };
}
