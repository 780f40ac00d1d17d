// What the booth keeps over a reload: token, credential, finished ballot. Never a mark or a seed.
// Refuses a snapshot of another meeting, of another form, or with a field it should not hold.

/**
 * Every phase, with exactly the fields that are kept in it.
 * asked: the blinded request has left, perhaps. held: the token is here. left: the session ended.
 * registered: the service has the token, or it was a slip. made: the ballot's bytes, perhaps sent.
 * done: receipt.
 */
const FIELDS = Object.freeze({
  asked: ['manifest', 'credential', 'prefix', 'inverse', 'request'],
  held: ['manifest', 'credential', 'token'],
  left: ['manifest', 'credential', 'token'],
  registered: ['manifest', 'credential'],
  made: ['manifest', 'credential', 'ballot', 'padding', 'tracker', 'setup'],
  done: ['manifest', 'tracker', 'setup', 'signature'],
});

/** @typedef {{ phase: string } & Record<string, string>} Held every value is a text */

/**
 * @param {Held} held
 * @param {string} uuid
 * @returns {string} only the fields of its phase
 */
export function writeSnapshot(held, uuid) {
  const kept = Object.fromEntries(FIELDS[held.phase].map((name) => [name, held[name]]));
  return JSON.stringify({ version: 1, uuid, phase: held.phase, ...kept });
}

/**
 * @param {string | null | undefined} text
 * @param {string} uuid of the page's own meeting
 * @returns {Held | undefined} undefined where there is nothing that this booth can use
 */
export function readSnapshot(text, uuid) {
  let found;
  try {
    found = JSON.parse(text ?? 'null');
  } catch {
    return undefined;
  }
  if (found === null || typeof found !== 'object') return undefined;
  const { version, uuid: of, ...held } = found;
  if (version !== 1 || of !== uuid || !Object.hasOwn(FIELDS, held.phase)) return undefined;
  const names = Object.keys(held).sort();
  const expected = ['phase', ...FIELDS[held.phase]].sort();
  const same = names.length === expected.length
    && names.every((name, index) => name === expected[index] && typeof held[name] === 'string');
  return same ? held : undefined;
}
