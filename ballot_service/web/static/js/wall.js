// The wall's figures: asked for without a cookie, shown in the batches that the service gives.
// Refuses to know anything but numbers and the state; a new state is a new page.

import { showFigures } from './figures.js';

const PERIOD = 4000;
const { counts, state } = document.body.dataset;

async function look() {
  const answer = await fetch(counts, {
    cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer',
  });
  if (!answer.ok) return;
  const news = await answer.json();
  if (news.state !== state) location.reload();
  else showFigures(news);
}

function next() {
  setTimeout(() => look().catch(() => undefined).finally(next), PERIOD);
}

next();
