// What a member can still do after a fault: one button or link a kind, two for two ways in.
// Refuses to offer anything where the safe answer is to keep still and call the committee.

import { button, el } from './dom.js';
import { PASSING } from './faults.js';

/** On a shared tablet the next member's turn comes; nothing of this one is left on it. */
const OVER = new Set(['alreadySent', 'slipNotListed']);

/**
 * @param {string} kind of the fault
 * @param {string} at the screen on which it happened
 * @param {object} ways
 * @param {() => void} ways.again sends the same bytes once more
 * @param {() => void} ways.anew makes a new ballot after a refused one
 * @param {() => void} ways.reload
 * @param {() => void} ways.retry takes the same step again; the page need not be served anew
 * @param {() => void} [ways.next] on a shared tablet: to the next member
 * @param {() => void} ways.slip votes by a slip instead of signing in
 * @param {string} ways.signIn address of the sign-in page
 * @param {string} ways.bulletin address of the bulletin board, or ''
 * @returns {Node[]}
 */
export function waysOn(kind, at, ways) {
  const { again, anew, reload, retry, signIn, bulletin, next, slip } = ways;
  const big = { kind: 'btn--primary btn--big', id: 'way-on' };
  const link = (t, href) =>
    el('a', { class: `btn ${big.kind}`, t, set: { href, id: big.id } });
  if (kind === 'sessionExpired') {
    return [button('slip.use', slip, { kind: 'btn--big', id: 'use-slip' }),
      link('fault.sign_in', signIn)];
  }
  if (next !== undefined && OVER.has(kind)) return [button('shared.over', next, big)];
  if (kind === 'rejected') return [button('fault.again', anew, big)];
  if (kind === 'badReceipt' || (at === 'send' && kind === 'unexpected')) {
    return [button('unsent.again', again, big)];
  }
  if (kind === 'closed' && bulletin !== '') return [link('page.bulletin', bulletin)];
  if (PASSING.has(kind)) return [button('fault.retry', retry, big)];
  return kind === 'unexpected' ? [button('fault.reload', reload, big)] : [];
}
