// A time drawn uniformly by the booth's own randomness, so that the host cannot foresee it.
// Refuses Math.random, whose output can be told from what came before.

/**
 * @param {import('./crypto/random.js').Random} random
 * @param {number} least milliseconds
 * @param {number} most
 * @returns {number} least <= time < most
 */
export function drawn(random, least, most) {
  const [a, b, c, d] = random.bytes(4);
  const share = (((a * 256 + b) * 256 + c) * 256 + d) / 2 ** 32;
  return least + share * (most - least);
}
