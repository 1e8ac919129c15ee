// Keeps the personal weather page as it last was: the network first, what was kept when there is none.
const kept = "weather-1";
const patience = 8_000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  if (event.data?.keep) {
    event.waitUntil(caches.open(kept).then((cache) => Promise.all(event.data.keep.map((address) => keep(cache, address)))));
  }
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) {
    return;
  }

  if (address.pathname.startsWith("/assets/")) {
    event.respondWith(keptFirst(request));
  } else if (request.mode === "navigate" && request.url.startsWith(self.registration.scope)) {
    event.respondWith(networkFirst(request));
  }
});

async function keep(cache, address) {
  if (new URL(address).pathname.startsWith("/assets/") && await cache.match(address)) {
    return;
  }

  const answer = await fetch(address).catch(() => null);
  if (answer?.ok && !answer.redirected) {
    await cache.put(address, answer);
  }
}

// An asset's name holds its content's hash: what is kept is right for good.
async function keptFirst(request) {
  const cache = await caches.open(kept);
  const found = await cache.match(request);
  if (found) {
    return found;
  }

  const answer = await fetch(request);
  if (answer.ok) {
    await cache.put(request, answer.clone());
  }

  return answer;
}

async function networkFirst(request) {
  const cache = await caches.open(kept);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(patience) });
    if (answer.ok && !answer.redirected) {
      await cache.put(request.url, answer.clone());
    }

    return answer;
  } catch (gone) {
    const found = await cache.match(request.url) ?? await cache.match(request.url, { ignoreSearch: true });
    if (found) {
      return found;
    }

    throw gone;
  }
}
