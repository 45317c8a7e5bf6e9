import { useFormatter, useTranslations } from 'use-intl';
import type { Brick, Outcome } from './brick.ts';
import { Html } from './Html.tsx';
import { CheckIcon, CrossIcon } from './icons.tsx';

/** Every option once the answer is known. The words say what the colour says. */
export function Marks({ brick, outcome }: { brick: Brick; outcome: Outcome }) {
  const t = useTranslations('inbox.result');
  const format = useFormatter();
  if (!brick.options.length) return null;
  return (
    <ul className="marks" lang={brick.locale}>
      {brick.options.map(({ id, html }) => {
        const { tone, word } = markOf(brick, outcome, id);
        const share = outcome.shares?.find((one) => one.id === id)?.share;
        return (
          <li className={`mark ${tone}`} key={id}>
            <span className="key" aria-hidden="true">
              {id.toUpperCase()}
            </span>
            <Html className="txt" html={html} inline />
            {word && (
              <span className="tag">
                {tone === 'wrong' ? <CrossIcon /> : <CheckIcon />}
                {t(word)}
              </span>
            )}
            {share !== undefined && (
              <span className="share">
                <svg className="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                  <rect className="rail" width="100" height="10" rx="2" />
                  <rect className="fill" width={share * 100} height="10" rx="2" />
                </svg>
                <b>{format.number(share, { style: 'percent' })}</b>
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function markOf({ multiple }: Brick, { choices, right, correct }: Outcome, id: string) {
  const chosen = choices.includes(id);
  if (correct === null) return chosen ? ({ tone: 'mine', word: 'yours' } as const) : { tone: '', word: null };
  if (right.includes(id))
    return { tone: 'right', word: chosen ? 'yoursRight' : multiple ? 'missed' : 'rightOne' } as const;
  return chosen ? ({ tone: 'wrong', word: 'yoursWrong' } as const) : { tone: '', word: null };
}
