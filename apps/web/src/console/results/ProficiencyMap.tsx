import { IconUsers } from '@tabler/icons-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { components } from '../../api/schema.d.ts';
import { nameIn } from '../../words/named.ts';
import { useSpeech } from '../../words/Words.tsx';
import { movedBy, type Place } from './grid-keys.ts';
import { levelOf } from './levels.ts';
import classes from './Proficiency.module.css';

type Cell = components['schemas']['ProficiencyCellDto'];

interface Props {
  cells: Cell[];
  /** Escape was pressed: the keyboard goes on after the map. */
  onLeave: () => void;
}

/** One stop for the keyboard, inside which arrows go from cell to cell; each cell says all that it shows. */
export function ProficiencyMap({ cells, onLeave }: Props) {
  const t = useTranslations('results.map');
  const { language } = useSpeech();
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<Place>([0, 0]);
  const themes = [...new Set(cells.map(({ theme }) => theme))].sort((a, b) => a.localeCompare(b, language));
  const segments = [...new Map(cells.map((cell) => [cell.segment, nameIn(cell.segmentName, language)]))];
  const [row, column] = [Math.min(at[0], segments.length - 1), Math.min(at[1], themes.length - 1)];
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return onLeave();
    const to = movedBy(event.key, event.ctrlKey || event.metaKey, [row, column], [segments.length, themes.length]);
    if (!to || event.altKey || event.shiftKey) return;
    event.preventDefault();
    // The first row and the first column are headings.
    table.current?.rows[to[0] + 1]?.cells[to[1] + 1]?.focus();
  };
  return (
    <div className={classes.scroll}>
      <table ref={table} className={classes.map} role="grid" aria-label={t('grid')} onKeyDown={press}>
        <thead>
          <tr>
            <th scope="row">{t('segment')}</th>
            {themes.map((theme) => (
              <th key={theme} scope="col">
                {theme}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {segments.map(([segment, name], i) => (
            <tr key={segment}>
              <th scope="row">{name}</th>
              {themes.map((theme, j) => (
                <OneCell
                  key={theme}
                  cell={cells.find((cell) => cell.segment === segment && cell.theme === theme)}
                  of={`${name}, ${theme}`}
                  current={i === row && j === column}
                  onFocus={() => setAt([i, j])}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps {
  cell: Cell | undefined;
  /** Its segment and theme. */
  of: string;
  /** The one that Tab comes to. */
  current: boolean;
  onFocus: () => void;
}

function OneCell({ cell, of, current, onFocus }: CellProps) {
  const t = useTranslations('results.map');
  const format = useFormatter();
  const stop = (what: string) => ({ tabIndex: current ? 0 : -1, onFocus, 'aria-label': t('cell', { of, what }) });
  if (!cell)
    return (
      <td className={classes.nothing} {...stop(t('nothing'))}>
        {t('nothing')}
      </td>
    );
  if (cell.proficiency === null)
    return (
      <td className={classes.hidden} title={t('hiddenWhy')} {...stop(t('hiddenWhy'))}>
        {t('hidden')}
      </td>
    );
  const share = format.number(cell.proficiency, { style: 'percent' });
  return (
    <td
      className={`${classes.cell} ${classes[levelOf(cell.proficiency)]}`}
      {...stop(t('figures', { share, count: cell.people ?? 0 }))}
    >
      <span className={classes.value}>{share}</span>
      <span className={classes.people}>
        <IconUsers size={12} aria-hidden /> {format.number(cell.people ?? 0)}
      </span>
    </td>
  );
}
