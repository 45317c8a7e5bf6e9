// Before the first paint, so that nobody who chose the dark sees a white flash.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem('relais-color-scheme');
  } catch {
    // a browser that keeps nothing
  }
  var dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
