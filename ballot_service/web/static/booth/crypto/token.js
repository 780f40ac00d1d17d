// One-time tokens: RFC 9474 RSABSSA-SHA384-PSS-Randomized over a public credential (record.md 11).
// Refuses issuing keys of another form or exponent or too short, and signatures that do not verify.

import { RSABSSA } from '../vendor/blindrsa.js';
import { bytesToHex, hexToBytes } from '../vendor/noble.js';
import {
  fromBase64, requireFields, requireHex, requireString, toBase64, utf8,
} from './encoding.js';
import { BadSignature, BlindSignatureError, WrongElection } from './errors.js';

const MINIMUM_BITS = 3072;
const MAXIMUM_KEY_BYTES = 4096;
const PREFIX_BYTES = 32;
const ALGORITHM = { name: 'RSA-PSS', hash: 'SHA-384' };
const EXPONENT = '010001';
const PLAIN = /^[0-9A-Za-z]{1,700}$/;
const suite = RSABSSA.SHA384.PSS.Randomized();

/** @typedef {{ credential: string, prefix: string, signature: string }} Token */

/**
 * @param {string} text the manifest's `issuing_key`
 * @param {number} [minimumBits]
 * @returns {Promise<CryptoKey>}
 */
export async function importIssuingKey(text, minimumBits = MINIMUM_BITS) {
  const der = fromBase64(text);
  if (der.length > MAXIMUM_KEY_BYTES) throw new BlindSignatureError('key too long');
  const key = await refusing('not an RSA key', () =>
    crypto.subtle.importKey('spki', der, ALGORITHM, true, ['verify']));
  const { modulusLength, publicExponent } = key.algorithm;
  if (modulusLength < minimumBits) throw new BlindSignatureError(`${modulusLength} bits`);
  if (bytesToHex(publicExponent) !== EXPONENT) throw new BlindSignatureError('exponent');
  const written = new Uint8Array(await crypto.subtle.exportKey('spki', key));
  if (toBase64(written) !== text) throw new BlindSignatureError('key in another form');
  return key;
}

/** @returns {Uint8Array} what a token signs, before RFC 9474's prefix */
export function tokenMessage(uuid, credential) {
  if (!PLAIN.test(uuid) || !PLAIN.test(credential)) {
    throw new BlindSignatureError('a part of the token is not plain letters and digits');
  }
  return utf8(`ballot-service/token/1|${uuid}|${credential}`);
}

/**
 * RFC 9474 Prepare and Blind. Only `request` leaves the tablet.
 * @param {CryptoKey} key
 * @param {{ uuid: string, credential: string }} about the public credential
 * @param {import('./random.js').Random} random
 * @returns {Promise<{ request: string, pending: { prefix: string, inverse: Uint8Array } }>}
 */
export async function blindToken(key, { uuid, credential }, random) {
  random.requireAlive();
  const prefix = random.bytes(PREFIX_BYTES);
  const prepared = prepare(prefix, tokenMessage(uuid, credential));
  const { blindedMsg, inv } = await refusing('blind', () => suite.blind(key, prepared));
  return {
    request: toBase64(blindedMsg),
    pending: { prefix: bytesToHex(prefix), inverse: inv },
  };
}

/**
 * RFC 9474 Finalize: unblinds the service's answer and verifies it.
 * @param {CryptoKey} key
 * @param {{ uuid: string, credential: string }} about
 * @param {{ prefix: string, inverse: Uint8Array }} pending
 * @param {string} answer Base64 with padding
 * @returns {Promise<Token>}
 */
export async function finalizeToken(key, { uuid, credential }, pending, answer) {
  const blind = fromBase64(answer);
  const length = Math.ceil(key.algorithm.modulusLength / 8);
  if (blind.length !== length) throw new BlindSignatureError(`${blind.length} bytes`);
  const prepared = prepare(hexToBytes(pending.prefix), tokenMessage(uuid, credential));
  let signature;
  try {
    signature = await suite.finalize(key, prepared, blind, pending.inverse);
  } catch (error) {
    throw new BadSignature(`token: ${error.message}`);
  }
  return { credential, prefix: pending.prefix, signature: toBase64(signature) };
}

/**
 * @param {CryptoKey} key
 * @param {string} uuid
 * @param {unknown} token
 * @param {string} [credential] whose token it must be
 */
export async function verifyToken(key, uuid, token, credential) {
  const found = requireFields(token, 'token', ['credential', 'prefix', 'signature']);
  requireString(found.credential, 'credential');
  if (credential !== undefined && credential !== found.credential) {
    throw new WrongElection('token of another credential');
  }
  const prefix = hexToBytes(requireHex(found.prefix, 2 * PREFIX_BYTES));
  const prepared = prepare(prefix, tokenMessage(uuid, found.credential));
  const signature = fromBase64(found.signature);
  const holds = await suite.verify(key, signature, prepared);
  if (!holds) throw new BadSignature('token');
}

/** @param {Token} token @returns {string} its one form, in the order of the specification */
export function writeToken({ credential, prefix, signature }) {
  return JSON.stringify({ credential, prefix, signature });
}

function prepare(prefix, message) {
  const prepared = new Uint8Array(prefix.length + message.length);
  prepared.set(prefix);
  prepared.set(message, prefix.length);
  return prepared;
}

/** Runs a step of the platform or the package whose own errors have no name of ours. */
async function refusing(what, step) {
  try {
    return await step();
  } catch (error) {
    throw new BlindSignatureError(`${what}: ${error.message}`);
  }
}
