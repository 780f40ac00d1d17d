// A tablet of several members: its lamp for the technician, its lock, and its wiping.
// Refuses to tell what is done on it, and to be wiped while a member's receipt stands on it.

import { Random } from './crypto/random.js';
import { drawn } from './drawn.js';

const COVER_AFTER = 60_000;
const LOCK_AFTER = 180_000;
const LOOK = 2_000;
const LAMP = { least: 30_000, most: 60_000 };
const TOUCHES = ['pointerdown', 'keydown', 'input', 'change'];

/** One shared tablet, from the page's start to its wiping. */
export class SharedTablet {
  #touched = performance.now();
  #random = new Random();
  #covered = false;

  /**
   * @param {string} lamp address of the lamp
   * @param {{ using: () => boolean, lockable: () => boolean, cover: () => void, lock: () => void }}
   *   asked `lockable` is false where leaving would take a member's evidence with it
   */
  constructor(lamp, asked) {
    for (const touch of TOUCHES) {
      addEventListener(touch, () => {
        this.#touched = performance.now();
        this.#covered = false;
      }, { capture: true, passive: true });
    }
    setInterval(() => this.#look(asked), LOOK);
    this.#shine(lamp, asked.using);
  }

  /** As the constructor: there is one to a page, and nobody speaks to it. */
  static watch(lamp, asked) {
    return new SharedTablet(lamp, asked);
  }

  /** A new document at the same address: memory, marks and history of this one are gone. */
  static wipe(clear) {
    clear();
    location.replace(location.pathname);
  }

  #look({ using, lockable, cover, lock }) {
    const still = performance.now() - this.#touched;
    if (!using()) return;
    if (still > COVER_AFTER && !this.#covered) {
      this.#covered = true;
      cover();
    }
    if (still > LOCK_AFTER && lockable()) lock();
  }

  /** Speaks at random moments, whatever happens here, so that none of them tells anything. */
  #shine(lamp, using) {
    const speak = () => {
      fetch(lamp, {
        body: JSON.stringify({ using: using() }), cache: 'no-store', credentials: 'same-origin',
        headers: { 'Content-Type': 'application/json' }, method: 'POST',
      }).catch(() => {});
      setTimeout(speak, drawn(this.#random, LAMP.least, LAMP.most));
    };
    speak();
  }
}
