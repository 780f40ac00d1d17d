// The steps of "Mở thử phiếu": show the tracker, have the ballot spoiled, show what is inside.
// Refuses to come back to a ballot that the service was once asked to spoil.

import { busy } from './screens-start.js';
import { openFirst, openSecond, openUnanswered } from './screen-open.js';

const PASSING = new Set(['offline', 'paused']);

/**
 * @param {import('./frame.js').Frame} frame
 * @param {import('./line.js').Line} line
 * @param {{ tracker: string, qr: string }} prepared
 * @param {object} page
 * @param {(at: string) => void} page.at names the screen
 * @param {() => void} page.back to the review, nothing having been asked
 * @param {() => void} page.anew to a new ballot
 * @param {(step: () => Promise<void>) => void} page.run
 */
export function openToCheck(frame, line, prepared, { at, back, anew, run }) {
  const open = async () => {
    at('opening');
    frame.show(busy('open.asking', 'open.asking_how'));
    try {
      const { qr } = await line.call('open');
      at('opened');
      frame.show(openSecond(qr, prepared.tracker, { anew }));
    } catch (fault) {
      if (!PASSING.has(fault.kind)) throw fault;
      at('opened');
      frame.show(openUnanswered(fault.kind, { again: () => run(open), anew }));
    }
  };
  at('open');
  frame.show(openFirst(prepared, { back, open: () => run(open) }));
}
