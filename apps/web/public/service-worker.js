// Answers page loads of the inbox without a connection, and keeps the program's own files (their names change with what is in them).
// Nothing of a person is ever kept: what the API says is not touched.
const OFFLINE = 'relais-offline-1';
const FILES = 'relais-files-1';
const here = new URL(self.registration.scope);
const root = here.pathname.replace(/\/inbox\/?$/, '');
const PAGE = `${root}/inbox/offline`;
const STYLE = `${root}/web/offline.css`;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(OFFLINE)
      .then((cache) => cache.addAll([PAGE, STYLE]))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  const current = [OFFLINE, FILES];
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => !current.includes(name)).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== here.origin) return;
  if (request.mode === 'navigate') {
    event.respondWith(fetch(request).catch(() => caches.match(PAGE)));
    return;
  }
  if (url.pathname === STYLE) {
    event.respondWith(fetch(request).catch(() => caches.match(STYLE)));
    return;
  }
  if (!url.pathname.startsWith(`${root}/web/assets/`)) return;
  event.respondWith(
    caches.open(FILES).then(async (cache) => {
      const kept = await cache.match(request);
      if (kept) return kept;
      const fresh = await fetch(request);
      if (fresh.ok) await cache.put(request, fresh.clone());
      return fresh;
    }),
  );
});
