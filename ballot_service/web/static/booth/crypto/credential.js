// Credentials: 22 Base58 characters that a member holds, and the key pair that follows from them.
// Refuses any other spelling, and a secret of 0, whose public half would be the identity.

import { hashHex, requireString } from './encoding.js';
import { BadCredential, IdentityElement } from './errors.js';
import { powerOfGenerator } from './group.js';

export const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const GROUPS = [5, 6, 5, 6];
const CLASS = `[${BASE58}]`;
const SHAPE = new RegExp(`^${GROUPS.map((size) => `${CLASS}{${size}}`).join('-')}$`);

/**
 * @param {import('./random.js').Random} random
 * @returns {string} a fresh private credential
 */
export function generateCredential(random) {
  random.requireAlive();
  const draw = (size) => Array.from({ length: size }, () => BASE58[random.below(58)]).join('');
  return GROUPS.map(draw).join('-');
}

/** @param {unknown} text @returns {string} the same text, a private credential by its form */
export function requireCredential(text) {
  requireString(text, 'credential');
  if (!SHAPE.test(text)) throw new BadCredential('not written as XXXXX-XXXXXX-XXXXX-XXXXXX');
  return text;
}

/**
 * @param {import('./group.js').Group} group
 * @param {string} uuid the election's identifier
 * @param {string} credential the private credential, with its dashes
 * @returns {{ secret: bigint, publicText: string }}
 */
export function deriveCredential(group, uuid, credential) {
  requireCredential(credential);
  const half = (index) => hashHex(`derive_credential|${uuid}|${index}|${credential}`);
  const secret = BigInt(`0x${half(0)}${half(1)}`) % group.order;
  if (secret === 0n) throw new IdentityElement('credential');
  return { secret, publicText: group.format(powerOfGenerator(group)(secret)) };
}
