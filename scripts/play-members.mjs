// Plays members with the real booth modules under Node, for demos and tests.
// Refuses a file of another form; ends with 1 if a single player ends without a verified receipt.
//
//   node scripts/play-members.mjs BASE FILE [--code CODE] [--window MS] [--hurry N]
//
// FILE is JSON: [{"code": SIGN-IN CODE, "choices": CHOICES}, …], CHOICES one of
//   {"TITLE/NOMINEE": "agree" | "disagree" | "unmarked", …}   rows not named are unmarked
//   ["agree", "disagree", "unmarked", …]                      in the ballot's order
//   null                                     takes a ballot, and does not send it
// --code     the manifest's code from paper (5x5); every player compares it
// --window   the window of registration in milliseconds (30000 as on a tablet)
// --hurry    divides every other pause by N (1)
// A service with a CA of its own: NODE_EXTRA_CA_CERTS=ca.pem node scripts/play-members.mjs …

import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { playMember } from './players/player.mjs';

const MARKS = new Set(['agree', 'disagree', 'unmarked']);

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    code: { type: 'string' },
    hurry: { type: 'string', default: '1' },
    window: { type: 'string', default: '30000' },
  },
});
const [base, file] = positionals;
if (file === undefined) throw new Error('play-members.mjs BASE FILE');

/** @returns {(rows: { title: string, nominee: string }[]) => string[]} */
function chooserOf(choices) {
  return (rows) => {
    const marks = Array.isArray(choices) ? choices : namedMarks(choices, rows);
    if (marks.length !== rows.length) throw new Error(`${marks.length} choices of ${rows.length}`);
    for (const mark of marks) if (!MARKS.has(mark)) throw new Error(`no mark: ${mark}`);
    return marks;
  };
}

function namedMarks(choices, rows) {
  const names = rows.map(({ title, nominee }) => `${title}/${nominee}`);
  for (const name of Object.keys(choices)) {
    if (!names.includes(name)) throw new Error(`no such row: ${name}`);
  }
  return names.map((name) => choices[name] ?? 'unmarked');
}

/** Players are told by their number: neither their sign-in code nor their choices are printed. */
async function play({ code, choices }, at) {
  const who = `player ${String(at + 1).padStart(2, '0')}`;
  const tell = (step) => console.log(`${who}: ${step}`);
  try {
    await playMember({
      base: base.replace(/\/$/, ''), code, printed: values.code,
      choose: choices === null ? null : chooserOf(choices),
      registrationWindow: Number(values.window), hurry: Number(values.hurry), tell,
    });
    return true;
  } catch (error) {
    tell(`FAILED: ${error.message} ${error.cause?.code ?? ''}`);
    return false;
  }
}

const members = JSON.parse(await readFile(file, 'utf8'));
const played = await Promise.all(members.map(play));
const good = played.filter(Boolean).length;
const silent = members.filter(({ choices }, at) => choices === null && played[at]).length;
console.log(`${good - silent} of ${played.length - silent} players have a verified receipt`);
process.exit(good === played.length ? 0 : 1);
