// The page's line to its worker: calls with answers, news while they run, snapshots to keep.
// Refuses to outlive the worker: after `end` every call is a fault, and nothing is kept any more.

import { BoothFault } from './faults.js';

/** One worker, from its start to its end. */
export class Line {
  #worker;
  #waiting = new Map();
  #calls = 0;

  /**
   * @param {{ keep: (snapshot: string) => void, news: (news: any) => void }} handlers
   */
  constructor({ keep, news }) {
    this.#worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    this.#worker.addEventListener('message', ({ data }) => {
      if (data.keep !== undefined) {
        keep(data.snapshot);
        this.#worker.postMessage({ kept: data.keep });
      } else if (data.id === undefined) news(data.news);
      else this.#settle(data);
    });
    this.#worker.addEventListener('error', () => this.#failAll('worker'));
  }

  /**
   * @param {string} call one of the worker's list
   * @param {object} [args]
   * @returns {Promise<any>} rejects with a BoothFault
   */
  call(call, args) {
    if (this.#worker === undefined) return Promise.reject(new BoothFault('unexpected', 'ended'));
    this.#calls += 1;
    const id = this.#calls;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, call, args });
    });
  }

  /** Ends the worker: what it knew is gone. Calls that still wait are never answered. */
  end() {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#waiting.clear();
  }

  #settle({ id, value, fault }) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (fault === undefined) waiting?.resolve(value);
    else waiting?.reject(new BoothFault(fault.kind, fault.detail));
  }

  #failAll(detail) {
    for (const { reject } of this.#waiting.values()) reject(new BoothFault('unexpected', detail));
    this.#waiting.clear();
  }
}
