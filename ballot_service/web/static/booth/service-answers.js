// What the service answers to a ballot: the receipt that holds, or what a refusal means.
// Refuses a receipt of another ballot, of another Setup, or under another key.

import { longCode, shortCode } from './crypto/codes.js';
import { textOf } from './crypto/encoding.js';
import { receiptMessage, verifyReceipt } from './crypto/receipt.js';
import { BoothFault } from './faults.js';
import { ENDED } from './states.js';

/** Refusals of a ballot that are final; any other answer is no answer, and the bytes are kept. */
const FINAL = new Set(['alreadySent', 'changed', 'closed', 'rejected']);

/** The service's answer is ours: our tracker, our Setup, under the manifest's receipt key. */
export function checkReceipt({ uuid, fields }, { tracker, setup }, answer) {
  if (answer.tracker !== tracker) throw new BoothFault('badReceipt', 'tracker');
  if (answer.setup !== setup) throw new BoothFault('badReceipt', 'Setup hash');
  verifyReceipt(fields.receipt_key, { uuid, setupHash: setup, tracker }, answer.signature);
  return answer;
}

/** What the member takes along; nothing in it says how he voted, or who he is. */
export function receiptOf({ uuid, fields: { date } }, { tracker, setup, signature }) {
  const signed = textOf(receiptMessage({ uuid, setupHash: setup, tracker }));
  return {
    tracker: shortCode(tracker), setup: longCode(setup), uuid, date, qr: `${signed}|${signature}`,
  };
}

/** "Not now" has one status and several reasons: the state tells which. */
export async function refusalOf(fault, meeting) {
  if (FINAL.has(fault.kind)) return fault;
  if (fault.kind !== 'conflict' && fault.kind !== 'notOpen') {
    return new BoothFault('offline', fault.detail);
  }
  const state = (await meeting.tryStatus())?.state;
  if (state === 'paused') return new BoothFault('paused');
  return ENDED.has(state) ? new BoothFault('closed', state) : new BoothFault('offline', state);
}
