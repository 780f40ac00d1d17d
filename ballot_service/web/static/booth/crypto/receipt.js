// Receipts: the service's signature over uuid, Setup hash and tracker (record.md 10).
// Refuses signatures by another key, of another ballot, or in a form that RFC 8032 does not allow.

import { ed25519 } from '../vendor/noble.js';
import { fromBase64, requireHex, utf8 } from './encoding.js';
import { requireUuid } from './election.js';
import { BadSignature } from './errors.js';

/**
 * @param {{ uuid: string, setupHash: string, tracker: string }} about hashes in hex
 * @returns {Uint8Array} what a receipt signs
 */
export function receiptMessage({ uuid, setupHash, tracker }) {
  const parts = [requireUuid(uuid), requireHex(setupHash, 64), requireHex(tracker, 64)];
  return utf8(`ballot-service/receipt/1|${parts.join('|')}`);
}

/**
 * @param {string} receiptKey the manifest's `receipt_key`
 * @param {{ uuid: string, setupHash: string, tracker: string }} about
 * @param {string} signature Base64 with padding
 */
export function verifyReceipt(receiptKey, about, signature) {
  verifyEd25519(receiptKey, receiptMessage(about), signature);
}

/**
 * @param {string} publicKey Base64 with padding
 * @param {Uint8Array} message
 * @param {string} signature Base64 with padding
 */
export function verifyEd25519(publicKey, message, signature) {
  const key = fromBase64(publicKey, 32);
  const signed = fromBase64(signature, 64);
  let holds = false;
  try {
    holds = ed25519.verify(signed, message, key, { zip215: false });
  } catch (error) {
    throw new BadSignature(`receipt: ${error.message}`);
  }
  if (!holds) throw new BadSignature('receipt');
}
