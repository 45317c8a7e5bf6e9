/** Path the product is mounted at behind a proxy, without a slash at its end; the server writes it into the page. */
export const BASE = document.querySelector<HTMLMetaElement>('meta[name="relais-base"]')?.content ?? '';
