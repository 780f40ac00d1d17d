// A ballot that is made and neither sent nor opened yet. Its seed lives here, and ends here.
// Refuses to be opened and sent both, and to hold the nonce of its signature at all.

import { makeBallot } from './crypto/ballot.js';
import { openingText, trackerText } from './crypto/opened.js';
import { BoothFault } from './faults.js';
import { paddingOf } from './padding.js';

const BITS = { agree: [1, 0], disagree: [0, 1], unmarked: [0, 0] };

/** One ballot: shown by its tracker before anybody says whether it is sent or opened. */
export class BallotInHand {
  #seed;
  #marks;
  #opening = false;

  /**
   * @param {{ election: object, setup: string }} opened
   * @param {{ credential: string, marks: string[] }} vote one mark a row
   * @param {import('./crypto/random.js').Random} random
   */
  constructor({ election, setup }, { credential, marks }, random) {
    const choices = marks.map((mark) => BITS[mark]);
    const { text, tracker, seed } = makeBallot(election, { credential, choices }, random);
    this.ballot = text;
    this.tracker = tracker;
    this.padding = paddingOf(election, text);
    this.about = { uuid: election.uuid, setupHash: setup, tracker };
    this.#seed = seed;
    this.#marks = [...marks];
  }

  /** @returns {string} the first QR's text */
  get shown() {
    return trackerText(this.about);
  }

  /** From here on it is never sent, whether or not the service answers. */
  beginOpening() {
    this.#opening = true;
  }

  /** @param {string} signature of the service, verified @returns {string} the second QR's text */
  open(signature) {
    const seed = this.#seed;
    return openingText(this.about, { ballot: this.ballot, seed, marks: this.#marks, signature });
  }

  /** @returns {object} what is kept until the receipt; seed and marks are gone */
  send() {
    if (this.#opening) throw new BoothFault('unexpected', 'opened to a checker');
    this.forget();
    const { ballot, padding, tracker, about: { setupHash: setup } } = this;
    return { ballot, padding, tracker, setup };
  }

  forget() {
    this.#seed.fill(0);
    this.#marks.fill('unmarked');
  }
}
