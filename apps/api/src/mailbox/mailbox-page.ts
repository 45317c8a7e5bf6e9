import type { Pages } from '../pages/pages.js';

/** A caught mail in the list. */
export interface MailSummary {
  id: string;
  to: string;
  subject: string;
  date: Date | string;
  delivery: string | null;
}

/** A caught mail, opened. */
export interface MailOpened extends MailSummary {
  headers: { name: string; value: string }[];
  text: string;
  html: string;
  source: string;
}

export const MAIL_VIEWS = ['html', 'text', 'headers', 'source'] as const;
export type MailView = (typeof MAIL_VIEWS)[number];

/** The list of caught mails, newest first. */
export function renderMailboxPage(
  pages: Pages,
  locale: string,
  list: { mails: MailSummary[]; to: string; before: string; older: string | null },
): string {
  const lang = encodeURIComponent(locale);
  const address = `${pages.base}/mailbox`;
  const query = (before: string | null) =>
    `${address}?lang=${lang}${list.to ? `&to=${encodeURIComponent(list.to)}` : ''}${before ? `&before=${encodeURIComponent(before)}` : ''}`;
  return pages.render(
    'mailbox',
    {
      locale,
      title: pages.t(locale, 'mailbox.title'),
      wide: true,
      keep: `${list.to ? `&to=${encodeURIComponent(list.to)}` : ''}${list.before ? `&before=${encodeURIComponent(list.before)}` : ''}`,
    },
    {
      action: address,
      to: list.to,
      mails: list.mails.map((mail) => ({
        ...summary(mail),
        href: `${address}/${encodeURIComponent(mail.id)}?lang=${lang}`,
      })),
      newest: list.before ? query(null) : '',
      older: list.older ? query(list.older) : '',
    },
  );
}

/** One caught mail, in one of four views. The HTML is shown in a frame of its own, where nothing of it can run or load. */
export function renderMailPage(pages: Pages, locale: string, mail: MailOpened, view: MailView): string {
  const lang = encodeURIComponent(locale);
  const address = `${pages.base}/mailbox/${encodeURIComponent(mail.id)}`;
  const t = (key: string) => pages.t(locale, `mailbox.${key}`);
  return pages.render(
    'mail',
    { locale, title: mail.subject, wide: true, keep: `&view=${view}` },
    {
      back: `${pages.base}/mailbox?lang=${lang}`,
      mail: summary(mail),
      tabs: MAIL_VIEWS.map((name) => ({
        href: `${address}?view=${name}&lang=${lang}`,
        text: t(name),
        current: name === view,
      })),
      frame: view === 'html' && mail.html ? `${address}/html` : '',
      text: textOf(mail, view) ?? (view === 'headers' || (view === 'html' && mail.html) ? '' : t('noPart')),
      headers: view === 'headers' ? mail.headers : [],
    },
  );
}

function textOf(mail: MailOpened, view: MailView): string | undefined {
  if (view === 'source') return mail.source;
  return (view === 'text' && mail.text) || undefined;
}

function summary(mail: MailSummary) {
  return { to: mail.to, subject: mail.subject, date: new Date(mail.date), delivery: mail.delivery ?? '' };
}
