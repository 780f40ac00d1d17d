// What a ballot shows, taken from the manifest alone: groups, rows, places, basis. Pure data.
// Refuses to order anything: titles and names stand as the frozen manifest has them.

/** Kinds that ask for more than half of all members; a consultation has no threshold. */
const WITH_THRESHOLD = new Set(['removal', 'addition', 'reballot']);
const WITH_PLACES = new Set(['addition', 'reballot']);

/**
 * @typedef {object} Row
 * @property {number} index its place in the manifest's questions, from 0
 * @property {number} number in its group, from 1
 * @property {string} name
 * @property {number} year
 * @property {string} position
 */

/**
 * @typedef {object} Group
 * @property {string} letter A, B …, from Z on AA
 * @property {string} name of the title
 * @property {'own' | 'superior'} authority
 * @property {string} authorityName
 * @property {{ expected: number, certain: number } | null} places null where none are filled
 * @property {{ category: string, count: number }[]} structure what is still missing
 * @property {Row[]} rows
 */

/**
 * The key of a mark's words: on a removal, to agree is to agree that somebody leaves the plan.
 * @param {string} kind of the ballot
 * @param {string} mark "agree", "disagree" or "unmarked"
 */
export function markKey(kind, mark) {
  return kind === 'removal' && mark === 'agree' ? 'mark.agree_removal' : `mark.${mark}`;
}

/** @param {Record<string, any>} fields of a checked manifest */
export function ballotView(fields) {
  const nominees = new Map(fields.nominees.map((nominee) => [nominee.id, nominee]));
  const rowsOf = new Map(fields.titles.map(({ id }) => [id, []]));
  fields.questions.forEach(({ title, nominee }, index) => {
    const rows = rowsOf.get(title);
    const { name, birth_year: year, position } = nominees.get(nominee);
    rows.push({ index, number: rows.length + 1, name, year, position });
  });
  const titles = inOrderOfRows(fields);
  return {
    title: fields.title,
    body: fields.body,
    step: fields.step,
    kind: fields.kind,
    run: fields.run,
    date: fields.date,
    members: fields.roll.members,
    basis: basisOf(fields),
    rowCount: fields.questions.length,
    groups: titles.map((title, at) => groupOf(fields.kind, title, letterOf(at), rowsOf)),
  };
}

/** Titles in the order in which the ballot's rows first name them. */
function inOrderOfRows({ questions, titles }) {
  const byId = new Map(titles.map((title) => [title.id, title]));
  return [...new Set(questions.map(({ title }) => title))].map((id) => byId.get(id));
}

function groupOf(kind, title, letter, rowsOf) {
  const filled = WITH_PLACES.has(kind);
  const missing = title.structure
    .map(({ category, minimum, staying }) => ({ category, count: minimum - staying }))
    .filter(({ count }) => count > 0);
  return {
    letter,
    name: title.name,
    authority: title.authority,
    authorityName: title.authority_name,
    places: filled ? { expected: title.places, certain: title.places_certain } : null,
    structure: filled ? missing : [],
    rows: rowsOf.get(title.id),
  };
}

/** More than numerator/denominator of N; `least` is the smallest count that passes (R2). */
function basisOf({ kind, profile, roll }) {
  const { majority_numerator: over, majority_denominator: under } = profile;
  const known = Number.isSafeInteger(over) && Number.isSafeInteger(under) && under > 0;
  if (!WITH_THRESHOLD.has(kind) || !known) return null;
  const least = Math.floor((over * roll.members) / under) + 1;
  return { over, under, least, half: 2 * over === under };
}

function letterOf(index) {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : letterOf(Math.floor(index / 26) - 1) + letter;
}
