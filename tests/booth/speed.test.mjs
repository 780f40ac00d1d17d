// How long a ballot of 16 rows takes: figures are printed, and never decide whether the tests pass.

import test from 'node:test';
import { CRYPTO, rows, sampleElection } from './support.mjs';

const { makeBallot, verifyBallot } = await import(`${CRYPTO}/ballot.js`);
const { Random } = await import(`${CRYPTO}/random.js`);

for (const group of ['Ed25519', 'BELENIOS-2048']) {
  test(`a ballot of 16 rows, ${group}`, () => {
    const random = new Random();
    const choices = Array.from({ length: 16 }, (_, row) => [row % 2, (row + 1) % 2]);
    const vote = { credential: 'isGKu-h7NBqj-aNHQB-QPzjFR', choices };
    const times = [];
    let text;
    for (let run = 0; run < 3; run += 1) {
      const from = performance.now();
      // A fresh key each time: its table is a part of what a tablet waits for.
      const election = sampleElection(group, rows(16), BigInt(99 + run));
      ({ text } = makeBallot(election, vote, random));
      times.push(Math.round(performance.now() - from));
      if (run < 2) continue;
      const checked = performance.now();
      verifyBallot(election, text);
      times.push(Math.round(performance.now() - checked));
    }
    const [first, ...rest] = times;
    const verified = rest.pop();
    console.log(`${group}, 16 rows: made in ${first} ms (first), ${rest.join(', ')} ms; `
      + `verified in ${verified} ms; ${text.length} bytes`);
  });
}
