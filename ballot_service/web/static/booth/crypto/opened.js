// A ballot opened to a checker: what the booth shows, how a checker makes it again (opening.md).
// Refuses a private credential and a nonce: no field is for them, and one field more is refused.

import { ballotFromOpening } from './ballot.js';
import { requireHex, requireString, utf8 } from './encoding.js';
import { requireUuid } from './election.js';
import { BadOpening, WrongElection, WrongOpening } from './errors.js';
import { parseProof } from './proofs.js';
import { verifyEd25519 } from './receipt.js';

const OPENING = 'ballot-service/opening/1';
const TRACKER = 'ballot-service/tracker/1';
const SPOILED = 'ballot-service/spoiled/1';
const MAX = 8192;
const BITS = { 0: [0, 0], 1: [1, 0], 2: [0, 1] };
const HEX = /^[0-9a-f]{64}$/;

/** The digit of each mark, in the opening's text. */
export const DIGITS = Object.freeze({ unmarked: '0', agree: '1', disagree: '2' });

/** @param {{ uuid: string, setupHash: string, tracker: string }} about */
const joined = (kind, { uuid, setupHash, tracker }) =>
  [kind, requireUuid(uuid), requireHex(setupHash, 64), requireHex(tracker, 64)].join('|');

/** @returns {string} the first QR: what the booth is bound to from now on */
export const trackerText = (about) => joined(TRACKER, about);

/**
 * @param {string} text the first QR
 * @returns {{ uuid: string, setupHash: string, tracker: string }}
 */
export function readTracker(text) {
  requireString(text, 'tracker');
  const parts = text.split('|');
  if (parts.length !== 4 || parts[0] !== TRACKER) throw new BadOpening('not a tracker');
  const [, uuid, setupHash, tracker] = parts;
  requireUuid(uuid);
  [setupHash, tracker].forEach((hash) => requireHex(hash, 64));
  return { uuid, setupHash, tracker };
}

/**
 * @param {string} receiptKey the manifest's
 * @param {{ uuid: string, setupHash: string, tracker: string }} about
 * @param {string} signature Base64 with padding: the service will never count this ballot
 */
export function verifySpoiled(receiptKey, about, signature) {
  verifyEd25519(receiptKey, utf8(joined(SPOILED, about)), signature);
}

/**
 * The second QR.
 * @param {{ uuid: string, setupHash: string }} about
 * @param {{ ballot: string, seed: Uint8Array, marks: string[], signature: string }} opened
 *   the ballot's text, and the service's signature that it is spoiled
 */
export function openingText({ uuid, setupHash }, { ballot, seed, marks, signature }) {
  const { credential, signature: { proof } } = JSON.parse(ballot);
  return [
    OPENING, uuid, setupHash, hexOf(seed), marks.map((mark) => DIGITS[mark]).join(''),
    credential, proof.challenge, proof.response, signature,
  ].join('|');
}

/**
 * Requires that an opening gives exactly the ballot whose tracker was shown first, that its own
 * signature holds, and that the service has promised never to count it.
 * @param {{ election: object, setupHash: string, receiptKey: string, listed: Set<string> }} known
 * @param {{ uuid: string, setupHash: string, tracker: string }} shown of the first QR
 * @param {string} text of the second QR
 * @returns {{ choices: string, credential: string }} one digit a question
 */
export function checkOpening({ election, setupHash, receiptKey, listed }, shown, text) {
  requireString(text, 'opening');
  const parts = text.split('|');
  if (text.length > MAX || parts.length !== 9 || parts[0] !== OPENING) {
    throw new BadOpening('not nine fields');
  }
  const [, uuid, setup, seed, choices, credential, challenge, response, signature] = parts;
  if (!HEX.test(seed)) throw new BadOpening('seed');
  for (const [found, wanted] of [[uuid, election.uuid], [shown.uuid, election.uuid],
    [setup, setupHash], [shown.setupHash, setupHash]]) {
    if (found !== wanted) throw new WrongElection('uuid or Setup');
  }
  if (choices.length !== election.questions.length || /[^012]/.test(choices)) {
    throw new BadOpening('choices');
  }
  if (!listed.has(credential)) throw new WrongElection('credential');
  const proof = parseProof({ challenge, response }, election.group.order);
  const { tracker } = ballotFromOpening(election, {
    credential, proof, seed: bytesOf(seed), choices: [...choices].map((digit) => BITS[digit]),
  });
  if (tracker !== shown.tracker) throw new WrongOpening('another ballot than the one shown first');
  verifySpoiled(receiptKey, shown, signature);
  return { choices, credential };
}

const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const bytesOf = (hex) => Uint8Array.from(hex.match(/../g), (pair) => Number.parseInt(pair, 16));
