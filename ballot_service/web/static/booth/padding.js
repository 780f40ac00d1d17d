// Padding that makes every request of one election's ballots the same size (attack A14).
// Refuses to touch the ballot: what is missing in digits goes into a header nobody reads.

const NUMBERS = /"(alpha|beta|challenge|response|credential)":"([^"]*)"/g;

/**
 * Numbers are written without leading zeros, so a ballot's length varies by chance by some bytes.
 * The header's value brings every ballot of the election to one length.
 * @param {import('./crypto/election.js').Election} election
 * @param {string} ballot its text
 * @returns {string} as many `X` as digits are missing
 */
export function paddingOf({ group, publicKeyText }, ballot) {
  const scalar = (group.order - 1n).toString().length;
  const element = longestElement(group, publicKeyText);
  let missing = 0;
  for (const [, name, digits] of ballot.matchAll(NUMBERS)) {
    const longest = name === 'challenge' || name === 'response' ? scalar : element;
    missing += longest - digits.length;
  }
  return 'X'.repeat(missing);
}

/** In a field, as many digits as its modulus; on a curve every element has the same length. */
function longestElement({ modulus }, publicKeyText) {
  return modulus === undefined ? publicKeyText.length : (modulus - 1n).toString().length;
}
