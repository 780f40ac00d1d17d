// The wall's figures: asked for without a cookie, shown in the batches that the service gives.
// Refuses to know anything but numbers and the state; a new state is a new page.

import { showFigures } from './figures.js';

const PERIOD = 4000;
const { counts, state } = document.body.dataset;

/** Figures, and which of two sentences about the quorum holds. */
function showNews(news) {
  showFigures(news);
  for (const place of document.querySelectorAll('[data-quorum]')) {
    place.hidden = (place.dataset.quorum === 'yes') !== news.quorum_holds;
  }
}

/** Whether this page is being left: asked again, a slow service would never get to answer. */
let leaving = false;

function renew() {
  leaving = true;
  location.reload();
}

async function look() {
  const answer = await fetch(counts, {
    cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer',
  });
  if (!answer.ok) return;
  const news = await answer.json();
  if (news.state !== state) renew();
  else showNews(news);
}

function next() {
  if (!leaving) setTimeout(() => look().catch(() => undefined).finally(next), PERIOD);
}

next();
