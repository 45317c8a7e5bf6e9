import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';

/** What browsers offer that can install; it is no standard, so the types do not know it. */
interface InstallOffer extends Event {
  prompt: () => Promise<unknown>;
}

let offer: InstallOffer | null = null;
window.addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault();
  offer = event as InstallOffer;
  window.dispatchEvent(new Event('relais-installable'));
});

/** Puts the inbox on the home screen, where the browser can. */
export function Install() {
  const t = useTranslations('inbox.settings');
  const [can, setCan] = useState(offer !== null);
  useEffect(() => {
    const changed = () => setCan(offer !== null);
    window.addEventListener('relais-installable', changed);
    return () => window.removeEventListener('relais-installable', changed);
  }, []);
  if (!can) return null;
  return (
    <section className="panel">
      <h2>{t('install')}</h2>
      <p>{t('installWhat')}</p>
      <button
        type="button"
        className="btn quiet"
        onClick={() => {
          void offer?.prompt();
          offer = null;
          setCan(false);
        }}
      >
        {t('installGo')}
      </button>
    </section>
  );
}
