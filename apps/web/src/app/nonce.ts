/** What style elements carry so that the page's policy lets them in; the server writes a new one into every response. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[name="relais-nonce"]')?.nonce ?? '';

// Where the lock of the scroll bar behind dialogs (react-remove-scroll, of Mantine) looks for it.
(globalThis as { __webpack_nonce__?: string }).__webpack_nonce__ = nonce;
