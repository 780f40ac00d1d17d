// Vectors shared with the Python implementation: the same inputs give the same bytes in both.

import assert from 'node:assert/strict';
import test from 'node:test';
import { CRYPTO, fromElsewhere, ownVectors } from './support.mjs';

const { ballotFromParts, requireOpening, verifyBallot } = await import(`${CRYPTO}/ballot.js`);
const { parseElection } = await import(`${CRYPTO}/election.js`);

function check(vectors) {
  assert.ok(vectors.length > 0);
  for (const vector of vectors) {
    const election = parseElection(vector.election);
    const seed = Uint8Array.from(Buffer.from(vector.seed, 'hex'));
    const { credential, choices } = vector;
    const parts = { seed, nonce: BigInt(vector.nonce) };
    const made = ballotFromParts(election, { credential, choices }, parts);
    assert.equal(made.text, vector.ballot, vector.name);
    assert.equal(made.tracker, vector.tracker, vector.name);
    assert.equal(verifyBallot(election, vector.ballot).tracker, vector.tracker, vector.name);
    requireOpening(election, vector.ballot, { seed, choices });
  }
}

test('ballots made by the JavaScript implementation', () => check(ownVectors('ballots-js.json')));

test('ballots made by the Python implementation', () => {
  const text = fromElsewhere('ballots-py.json');
  if (text !== undefined) check(JSON.parse(text).vectors);
});
