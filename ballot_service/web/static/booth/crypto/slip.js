// A slip's code: 25 characters, the last one checks the others; it gives a credential (slips.md).
// Refuses a code that was mistyped, before anything is derived from it.

import { ALPHABET, plainCode } from './codes.js';
import { BASE58, requireCredential } from './credential.js';
import { hashHex, requireString } from './encoding.js';
import { requireUuid } from './election.js';
import { BadSlip } from './errors.js';

const LENGTH = 25;
const GROUPS = [5, 6, 5, 6];
/** x^5 + x^2 + 1: its root has order 31, longer than a code has places. */
const FIELD = 0b100101;
const MAX_TYPED = 200;

/**
 * @param {string} typed or scanned
 * @returns {string} its one form, five groups of five
 */
export function readSlip(typed) {
  requireString(typed, 'slip');
  if (typed.length > MAX_TYPED) throw new BadSlip('too long');
  const plain = plainCode(typed);
  for (const character of plain) {
    if (!ALPHABET.includes(character)) throw new BadSlip('a foreign character');
  }
  if (plain.length !== LENGTH) throw new BadSlip(`${plain.length} characters`);
  const values = [...plain].map((character) => ALPHABET.indexOf(character));
  if (checkSymbol(values.slice(0, -1)) !== values.at(-1)) throw new BadSlip('check symbol');
  return plain.match(/.{5}/g).join('-');
}

/**
 * @param {string} uuid of the meeting: a slip of another one gives another credential
 * @param {string} typed
 * @returns {string} the private credential
 */
export function slipCredential(uuid, typed) {
  const plain = readSlip(typed).replaceAll('-', '');
  let number = BigInt(`0x${hashHex(`ballot-service/slip/1|${requireUuid(uuid)}|${plain}`)}`);
  const parts = GROUPS.map((size) => Array.from({ length: size }, () => {
    const digit = BASE58[Number(number % 58n)];
    number /= 58n;
    return digit;
  }).join(''));
  return requireCredential(parts.join('-'));
}

/** The sum of x^(24-i) times value i in GF(32). */
function checkSymbol(values) {
  return values.reduce((sum, value) => {
    const next = (sum ^ value) << 1;
    return next & 32 ? next ^ FIELD : next;
  }, 0);
}
