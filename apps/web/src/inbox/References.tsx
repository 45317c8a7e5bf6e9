import { useTranslations } from 'use-intl';
import type { Brick } from './brick.ts';
import { OutIcon } from './icons.tsx';

/** What can be read at once after the question. */
export function References({ references }: Pick<Brick, 'references'>) {
  const t = useTranslations('inbox.answer');
  if (!references.length) return null;
  return (
    <section className="panel">
      <h3>{t('references')}</h3>
      <ul className="rows">
        {references.map(({ title, url }) => (
          <li key={url}>
            <a href={url} target="_blank" rel="noopener noreferrer">
              <span>
                {title}
                <span className="vh"> ({t('newTab')})</span>
              </span>
              <OutIcon />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
