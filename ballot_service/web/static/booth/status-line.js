// The one line that changes while a screen stands: what the worker's news mean on each screen.
// Refuses to change anything else: marks and choices stay as the member left them.

import { ENDED } from './states.js';

/** Screens on which nothing is sent yet, and a close ends everything. */
const UNSENT = new Set(['mark', 'review', 'open', 'slip', 'next']);

/**
 * @param {string} at the screen
 * @param {any} news of the worker; null where the service did not answer
 * @returns {{ closed: true } | { key?: string, progress?: true } | undefined}
 */
export function lineFor(at, news) {
  if (at === 'wait') {
    const { step = 'held', offline = true } = news ?? {};
    return { key: offline ? 'wait.offline' : `wait.${step}` };
  }
  if (at === 'issuing' || at === 'slipwait') {
    return { key: news === null ? 'greet.offline' : undefined };
  }
  if (UNSENT.has(at)) return whileUnsent(at, news?.state);
  if (at === 'unsent') {
    const text = news?.state === 'paused' ? 'unsent.paused_title' : 'unsent.answers';
    return { key: news === null ? 'unsent.no_answer' : text };
  }
  return at === 'done' && ENDED.has(news?.state) ? { closed: true } : undefined;
}

function whileUnsent(at, state) {
  const marking = at === 'mark' || at === 'review';
  if (ENDED.has(state)) return { closed: true };
  if (state === undefined) return { key: marking ? 'mark.offline' : 'greet.offline' };
  if (state === 'paused') return { key: marking ? 'mark.paused' : 'unsent.paused_title' };
  return at === 'mark' ? { progress: true } : {};
}
