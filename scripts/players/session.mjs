// A player's signed-in session: the sign-in form, its cookie, its token against forgery.
// Refuses to give a cookie to an anonymous request, as a browser told `credentials: 'omit'` does.

const HIDDEN = /name="csrf_token"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="csrf_token"/;
const META = /<meta name="csrf-token" content="([^"]+)"/;
const BOOTH = /\/booth\/([1-9A-HJ-NP-Za-km-z]{14,40})/;

/** Faults of a connection that was never made: nothing was sent. */
const NOT_SENT = new Set(['ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT']);
const TRIES = 10;

/** Asks again where nothing was sent, or where asking twice is asking once. */
async function reaching(ask, { method = 'GET' } = {}) {
  for (let left = TRIES; ; left -= 1) {
    try {
      return await ask();
    } catch (error) {
      const harmless = method === 'GET' || NOT_SENT.has(error?.cause?.code);
      if (!harmless || left === 0) throw error;
      await new Promise((wake) => { setTimeout(wake, 1000); });
    }
  }
}

/** A `fetch` with a memory for cookies of one origin. */
export function fetchWithCookies(base, fetch = globalThis.fetch) {
  const cookies = new Map();
  const { origin } = new URL(base);
  return async (url, options = {}) => {
    const headers = new Headers(options.headers);
    const ours = options.credentials !== 'omit' && new URL(url).origin === origin;
    if (ours && cookies.size > 0) {
      headers.set('Cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
      headers.set('Referer', `${origin}/`);
    }
    const answer = await reaching(() => fetch(url, { ...options, headers }), options);
    if (!ours && answer.headers.getSetCookie().length > 0) {
      throw new Error(`an anonymous endpoint set a cookie: ${url}`);
    }
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /;\s*max-age=0/i.test(line)) cookies.delete(name);
      else if (name !== undefined) cookies.set(name, value);
    }
    return answer;
  };
}

/**
 * Signs in by the form, as a member would.
 * @param {string} base the service's origin
 * @param {string} code of the member
 * @returns {Promise<{ fetch: typeof fetch, uuid: string, csrf: string }>}
 */
export async function signIn(base, code) {
  const fetch = fetchWithCookies(base);
  const form = await (await fetch(`${base}/sign-in`)).text();
  const [, first, second] = HIDDEN.exec(form) ?? [];
  const body = new URLSearchParams({ code, csrf_token: first ?? second ?? '' });
  let answer = await fetch(`${base}/sign-in`, { method: 'POST', body, redirect: 'manual' });
  let place = answer.url;
  for (let hop = 0; hop < 5 && answer.status >= 300 && answer.status < 400; hop += 1) {
    place = new URL(answer.headers.get('location'), place).href;
    answer = await fetch(place, { redirect: 'manual' });
  }
  const [, uuid] = BOOTH.exec(new URL(place).pathname) ?? [];
  if (!answer.ok || uuid === undefined) throw new Error(`not signed in: ${answer.status} ${place}`);
  const [, csrf = ''] = META.exec(await answer.text()) ?? [];
  return { fetch, uuid, csrf };
}
