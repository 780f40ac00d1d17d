// The source of randomness: what it gives is in range and level; a broken one is refused.

import assert from 'node:assert/strict';
import test from 'node:test';
import { CRYPTO, refuses, rows, sampleElection } from './support.mjs';

const { makeBallot } = await import(`${CRYPTO}/ballot.js`);
const { generateCredential } = await import(`${CRYPTO}/credential.js`);
const { Random } = await import(`${CRYPTO}/random.js`);
const { seedScalars } = await import(`${CRYPTO}/seed.js`);

const vote = { credential: 'isGKu-h7NBqj-aNHQB-QPzjFR', choices: [[1, 0]] };
const election = sampleElection('Ed25519', rows(1));

test('a constant generator is refused', () => {
  for (const byte of [0, 1, 255]) {
    const stuck = () => new Random((array) => array.fill(byte));
    refuses('RandomnessExhausted', () => stuck().seed());
    refuses('RandomnessExhausted', () => makeBallot(election, vote, stuck()));
    refuses('RandomnessExhausted', () => generateCredential(stuck()));
  }
});

test('a generator that repeats itself is refused', () => {
  const repeating = () => new Random((array) => array.map((_, index) => index + 1));
  const source = repeating();
  source.seed();
  refuses('RandomnessExhausted', () => source.seed());
  refuses('RandomnessExhausted', () => makeBallot(election, vote, repeating()));
  refuses('RandomnessExhausted', () => generateCredential(repeating()));
});

test('a repetition is found in a later ballot too', () => {
  let calls = 0;
  const cycle = (array) => {
    calls += 1;
    return array.map((_, index) => (calls % 5) * 40 + index);
  };
  const source = new Random(cycle);
  makeBallot(election, vote, source);
  refuses('RandomnessExhausted', () => makeBallot(election, vote, source));
});

test('a generator that gives too little is refused', () => {
  for (const fill of [() => undefined, (array) => array.slice(1), () => [1, 2, 3]]) {
    refuses('RandomnessExhausted', () => new Random(fill).seed());
  }
});

test('a platform without a generator is refused', (t) => {
  t.mock.getter(globalThis, 'crypto', () => undefined);
  refuses('RandomnessExhausted', () => new Random());
});

test('scalars are in range; indexes are level', () => {
  const random = new Random();
  for (const order of [2n, 3n, 255n, 256n, 257n, election.group.order]) {
    for (let run = 0; run < 50; run += 1) {
      const value = random.scalar(order);
      assert.ok(value > 0n && value < order);
    }
  }
  const counts = new Array(58).fill(0);
  const draws = 58 * 400;
  for (let run = 0; run < draws; run += 1) counts[random.below(58)] += 1;
  const chi = counts.reduce((sum, count) => sum + (count - 400) ** 2 / 400, 0);
  // 57 degrees of freedom: above 130 happens once in ten million level runs.
  assert.ok(chi < 130, `chi-square ${chi}`);
});

test('two labels never give one scalar, and a seed has 32 bytes', () => {
  const binding = { uuid: 'u', fingerprint: 'f', credential: 'c', order: election.group.order };
  const scalar = seedScalars(new Random().seed(), binding);
  const labels = ['0/0/r', '0/1/r', '1/0/r', '0/0/w', '0/sum/w', '0/0/1/c', '0/0/1/s'];
  assert.equal(new Set(labels.map(scalar)).size, labels.length);
  const zero = seedScalars(new Random().seed(), { ...binding, order: 1n });
  refuses('RandomnessExhausted', () => zero('0/0/r'));
  for (const seed of [new Uint8Array(31), new Uint8Array(33), 'x'.repeat(32), undefined]) {
    refuses('RandomnessExhausted', () => seedScalars(seed, binding));
  }
});
