// Times the making of one ballot of sixteen rows on the main thread, each group by its button.
// Refuses real keys: the election is made here from a public number and is never sent.

import { makeBallot } from './crypto/ballot.js';
import { generateCredential } from './crypto/credential.js';
import { parseElection } from './crypto/election.js';
import { groupByName, powerOfGenerator } from './crypto/group.js';
import { Random } from './crypto/random.js';

const ROWS = 16;
const BALLOTS = 5;
const random = new Random();
const choices = Array.from({ length: ROWS }, (_, row) => [[1, 0], [0, 1], [0, 0]][row % 3]);

function election(name) {
  const group = groupByName(name);
  return parseElection(JSON.stringify({
    version: 1,
    description: 'bench',
    name: 'Bench',
    group: name,
    public_key: group.format(powerOfGenerator(group)(987654321n)),
    questions: Array.from({ length: ROWS }, (_, row) => ({
      answers: ['Đồng ý', 'Không đồng ý'], min: 0, max: 1, question: `Row ${row}`,
    })),
    uuid: 'BenchE1ection22',
  }));
}

/** The first figure holds the group's and the key's tables, as in a booth that votes once. */
function measure(name) {
  const times = [];
  const start = performance.now();
  const opened = election(name);
  const tables = performance.now() - start;
  for (let round = 0; round < BALLOTS; round += 1) {
    const credential = generateCredential(random);
    const before = performance.now();
    makeBallot(opened, { credential, choices }, random);
    times.push(performance.now() - before);
  }
  const [first, ...rest] = times;
  const sorted = rest.sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)];
  const rounded = Object.entries({ tables, first, median })
    .map(([what, time]) => [what, Math.round(time)]);
  return { group: name, rows: ROWS, ...Object.fromEntries(rounded) };
}

for (const button of document.querySelectorAll('[data-group]')) {
  button.addEventListener('click', () => {
    const line = JSON.stringify(measure(button.dataset.group));
    document.getElementById('figures').append(`${line}\n`);
  });
}
