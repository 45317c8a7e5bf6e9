import type { Notice } from './notice.rules.js';

type Translate = (key: string, values?: Record<string, string | number>) => string;

/**
 * A notice in sentences: what was called right, what was wrong with it, what becomes of the points, and the lead to what is right now.
 * They are the same in a note and on the page.
 */
export function noticeParagraphs(
  { was, reason, right }: Pick<Notice, 'was' | 'reason' | 'right'>,
  t: Translate,
): string[] {
  return [
    ...(was.length ? [t('notice.was', { text: was.map(({ text }) => text).join(' / ') })] : []),
    ...(reason === null ? [] : [reason]),
    t('notice.points'),
    ...(right.length ? [t('notice.now', { count: right.length })] : []),
  ];
}
