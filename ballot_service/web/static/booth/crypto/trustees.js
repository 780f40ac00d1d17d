// The trustees as a booth checks them: the manifest's one group, whose key is the election's.
// Refuses any other shape; the ceremony's own proofs are for the verifier to check.

import { parseJson, requireArray, requireFields, requireString } from './encoding.js';
import { BadTrustees, WrongPublicKey, WrongTrusteeGroup } from './errors.js';

const MAX_BYTES = 16 * 1024 * 1024;
const PARAMETERS = ['threshold', 'certs', 'coefexps', 'signatures', 'verification_keys'];

/**
 * @param {import('./election.js').Election} election
 * @param {import('./manifest.js').Manifest} manifest
 * @param {string} text the trustees' bytes as they are in the record
 */
export function checkTrustees(election, manifest, text) {
  const { size, threshold } = manifest.fields.trustees;
  const list = requireArray(parseJson(text, MAX_BYTES), 'trustees', 0, 100);
  const [entry] = list;
  if (list.length !== 1 || !Array.isArray(entry) || entry.length !== 2 || entry[0] !== 'Pedersen') {
    throw new WrongTrusteeGroup('not exactly one Pedersen group');
  }
  const parameters = requireFields(entry[1], 'Pedersen', PARAMETERS);
  if (parameters.threshold !== threshold) throw new WrongTrusteeGroup('threshold');
  for (const name of PARAMETERS.slice(1)) {
    if (requireArray(parameters[name], name, 0, 100).length !== size) {
      throw new WrongTrusteeGroup(`number of ${name}`);
    }
  }
  const { group } = election;
  let key = group.identity;
  for (const message of parameters.coefexps) {
    key = group.multiply(key, constantTerm(group, message, threshold));
  }
  if (group.format(key) !== election.publicKeyText) {
    throw new WrongPublicKey('not the product of the coefficients');
  }
}

/** A_z0 of one trustee's signed message {"coefexps":[A_z0 ... A_z(t-1)]}. */
function constantTerm(group, signed, threshold) {
  const { message } = requireFields(signed, 'coefexps', ['message', 'signature']);
  requireString(message, 'coefexps.message');
  const { coefexps } = requireFields(parseJson(message, MAX_BYTES), 'coefexps', ['coefexps']);
  if (requireArray(coefexps, 'coefexps', 0, 100).length !== threshold) {
    throw new BadTrustees('coefexps: not threshold coefficients');
  }
  return group.parse(coefexps[0]);
}
