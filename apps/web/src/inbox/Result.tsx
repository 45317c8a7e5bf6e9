import { useEffect, useRef, type ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { Answered, Brick, Outcome } from './brick.ts';
import { Html } from './Html.tsx';
import { CheckIcon, CrossIcon } from './icons.tsx';
import { Marks } from './Marks.tsx';
import { References } from './References.tsx';

/** What came of an answer, at once and in the same place: right or wrong in words and sign, why, what to read, points. */
export function Result({ answered: { brick, won, pending }, children }: { answered: Answered; children: ReactNode }) {
  const t = useTranslations('inbox.result');
  const format = useFormatter();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus();
  }, []);
  const outcome = brick.outcome!;
  const tone = toneOf(outcome);
  return (
    <>
      <div className={`verdict ${tone}`} tabIndex={-1} ref={box}>
        {tone === 'wrong' ? <CrossIcon /> : <CheckIcon />}
        <h2>{t(verdictOf(brick, outcome))}</h2>
        {won ? <p className="won">{t('won', { count: won })}</p> : null}
        {tone === 'wrong' && <p>{t('leadWrong')}</p>}
        {!outcome.fresh && (
          <p>{t('again', { day: format.dateTime(new Date(outcome.answeredAt), { dateStyle: 'long' }) })}</p>
        )}
        {pending && <p>{t('pending')}</p>}
      </div>
      <h3 lang={brick.locale}>{brick.title}</h3>
      <Explained brick={brick} outcome={outcome} />
      {children}
    </>
  );
}

/** The brick again with every option marked, and the reason: after an answer, and in the history. */
export function Explained({ brick, outcome }: { brick: Brick; outcome: Outcome }) {
  const t = useTranslations('inbox.result');
  const title = brick.kind === 'quiz' ? 'why' : brick.kind === 'open' ? 'model' : 'inShort';
  return (
    <>
      <Html className="body" html={brick.bodyHtml} locale={brick.locale} />
      <Marks brick={brick} outcome={outcome} />
      {outcome.text && (
        <>
          <h3>{t('said')}</h3>
          <p className="said">{outcome.text}</p>
        </>
      )}
      {outcome.explanationHtml && (
        <section className="panel">
          <h3>{t(title)}</h3>
          <Html html={outcome.explanationHtml} locale={brick.locale} />
        </section>
      )}
      <References references={brick.references} />
    </>
  );
}

function toneOf({ correct }: Outcome): 'right' | 'wrong' | 'noted' {
  return correct === null ? 'noted' : correct ? 'right' : 'wrong';
}

function verdictOf({ kind }: Brick, { correct }: Outcome) {
  if (correct !== null) return correct ? 'right' : 'wrong';
  return kind === 'quiz' ? 'poll' : kind;
}
