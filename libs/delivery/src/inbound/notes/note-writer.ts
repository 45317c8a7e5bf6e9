import { Injectable } from '@nestjs/common';
import { fillNames, wordingFor, type PublishedBrick } from '@relais/editorial';
import { Clock, compileMail, formatDate, Locales, Templates } from '@relais/platform';
import type { AnswerView } from '../../answering/answer-view.js';
import type { Notice } from '../../retracting/notice.rules.js';
import { noticeParagraphs } from '../../retracting/notice-words.rules.js';
import { OwnAddresses } from '../../sending/own-addresses.js';
import type { Unclear } from '../reply/read-answer.rules.js';
import { REPLY_MARKER } from '../reply/separators.rules.js';

/** A delivery somebody replied to, and who that is. */
export interface RepliedDelivery {
  id: string;
  repId: number;
  email: string;
  locale: string;
  timeZone: string;
  firstName: string;
  lastName: string;
  partnerName: string;
  lineSlug: string;
  lineName: Record<string, string>;
  versionId: number;
  occurrence: number;
  answerUntil: Date;
  answered: boolean;
}

/** What the note is about: the result of an answer, a reply that is not one or not surely the rep's, a brick that is closed, or a wish to stop. */
export type Note =
  | { about: 'result'; view: AnswerView }
  | { about: 'ask'; why: Unclear }
  | { about: 'unproven' }
  | { about: 'stopped'; everything: boolean }
  | { about: 'retracted'; notice: Notice; answeredAt: Date }
  | { about: 'expired' }
  | { about: 'withdrawn' };

/** What makes a note the mail it is. */
export interface NoteIdentity {
  /** Letters and digits, of this note alone: its Message-ID is made of them. */
  unique: string;
  /** The received mail it answers; its Message-ID with angle brackets, null when it has none that can be repeated. */
  answers: { messageId: string | null } | null;
}

interface Words {
  subject: string;
  verdict: string;
  paragraphs: string[];
  options: { letter: string; html: string; text: string }[];
  explanation: { html: string; text: string } | null;
  link: { url: string; label: string } | null;
}

/** What every note of a delivery is about. */
interface Frame {
  delivery: RepliedDelivery;
  brick: PublishedBrick;
  locale: string;
  title: string;
}

const NOTHING = { verdict: '', paragraphs: [], options: [], explanation: null, link: null };

/** Puts a note into words: the mail that answers a reply. */
@Injectable()
export class NoteWriter {
  constructor(
    private readonly templates: Templates,
    private readonly locales: Locales,
    private readonly addresses: OwnAddresses,
    private readonly clock: Clock,
  ) {}

  write(delivery: RepliedDelivery, brick: PublishedBrick, note: Note, { unique, answers }: NoteIdentity): Buffer {
    const locale = this.locales.best(delivery.locale);
    const { wording } = wordingFor(brick, delivery.locale);
    const { firstName, lastName, partnerName } = delivery;
    const names = { rep: { firstName, lastName }, partner: { name: partnerName } };
    const title = fillNames(wording.title, names, 'text');
    const words = this.wordsOf(note, { delivery, brick, locale, title });
    const replyTo = this.addresses.replyTo(delivery);
    const unsubscribeUrl = this.addresses.unsubscribeUrl(delivery.id);
    const context = {
      ...words,
      locale,
      title,
      replyMarker: replyTo && note.about === 'ask' ? REPLY_MARKER : '',
      why: this.locales.t(locale, answers ? 'note.why' : 'note.whyRetracted'),
      unsubscribeUrl,
    };
    const own = this.addresses.messageId(delivery.id);
    const mail = compileMail({
      subject: plain(words.subject),
      text: plain(this.templates.render('mail/note.text', context)),
      html: plain(this.templates.render('mail/note.html', context)),
      holes: [],
    });
    return mail.render(
      {},
      {
        messageId: this.addresses.noteId(unique),
        date: this.clock.now(),
        from: this.addresses.from,
        to: { name: `${firstName} ${lastName}`.trim(), address: delivery.email },
        ...(replyTo && { replyTo }),
        autoSubmitted: answers ? 'auto-replied' : 'auto-generated',
        ...(!answers && { unsubscribe: [unsubscribeUrl] }),
        // Our own id as well: an answer to this note then leads back to the delivery, with or without a reply address.
        headers: answers?.messageId
          ? { 'In-Reply-To': answers.messageId, References: `${own} ${answers.messageId}` }
          : { References: own },
      },
    );
  }

  private wordsOf(note: Note, frame: Frame): Words {
    const { delivery, brick, locale, title } = frame;
    const t = (key: string, values = {}) => this.locales.t(locale, key, values);
    if (note.about === 'result') return this.resultOf(note.view, frame);
    if (note.about === 'retracted') return this.retractionOf(note, frame);
    if (note.about === 'ask') {
      const lead = t(askKey(brick), { max: String(brick.question.maxLength ?? '') });
      return {
        ...NOTHING,
        subject: t('note.subjectAsk', { title }),
        paragraphs: [t('note.ask'), `${t(`note.unclear.${note.why}`)} ${lead}`],
        options: lettered(brick, delivery.locale),
        link: { url: this.addresses.answerUrl(delivery), label: t('note.open') },
      };
    }
    if (note.about === 'unproven') {
      const link = { url: this.addresses.answerUrl(delivery), label: t('note.open') };
      return { ...NOTHING, subject: t('note.subjectUnproven', { title }), paragraphs: [t('note.unproven')], link };
    }
    if (note.about === 'stopped') {
      const { lineName, lineSlug } = delivery;
      const line = lineName[locale] ?? lineName[locale.split('-')[0]!] ?? Object.values(lineName)[0] ?? lineSlug;
      const link = { url: this.addresses.unsubscribeUrl(delivery.id), label: t('note.preferences') };
      const what = t(note.everything ? 'note.stoppedAll' : 'note.stoppedLine', { line });
      return { ...NOTHING, subject: t('note.subjectStopped'), paragraphs: [what], link };
    }
    const what = note.about === 'expired' ? t('note.expired') : t('note.withdrawn');
    return { ...NOTHING, subject: t('note.subjectClosed', { title }), paragraphs: [what] };
  }

  private retractionOf({ notice, answeredAt }: Extract<Note, { about: 'retracted' }>, frame: Frame): Words {
    const { delivery, locale, title } = frame;
    const t = (key: string, values = {}) => this.locales.t(locale, key, values);
    const date = formatDate(answeredAt, locale, delivery.timeZone, 'day');
    return {
      subject: t(`notice.subject.${notice.kind}`, { title }),
      verdict: t(`notice.title.${notice.kind}`),
      paragraphs: [
        `${t('notice.answered', { date })} ${t(`notice.what.${notice.kind}`)}`,
        ...noticeParagraphs(notice, t),
      ],
      options: notice.right.map((option) => ({ ...option, letter: '' })),
      explanation: notice.explanation,
      link: { url: this.addresses.answerUrl(delivery), label: t('note.see') },
    };
  }

  private resultOf({ kind, outcome, notice }: AnswerView, frame: Frame): Words {
    const { delivery, brick, locale, title } = frame;
    const t = (key: string, values = {}) => this.locales.t(locale, key, values);
    const { choices, right, correct, fresh, answeredAt } = outcome!;
    const date = formatDate(answeredAt, locale, delivery.timeZone, 'stamp');
    const options = lettered(brick, delivery.locale);
    const letters = (ids: string[]) => options.filter(({ id }) => ids.includes(id)).map(({ letter }) => letter);
    const wrong = correct === false;
    return {
      subject: t('note.subjectResult', { title }),
      verdict: t(`result.verdict.${correct === null ? kind : correct ? 'right' : 'wrong'}`),
      paragraphs: [
        fresh ? t('note.recorded') : t('note.before', { date }),
        ...(notice ? [t(`notice.what.${notice.kind}`), ...noticeParagraphs({ ...notice, right: [] }, t)] : []),
        ...(choices.length ? [t('note.yours', { choices: letters(choices).join(', ') })] : []),
        ...(wrong ? [t('note.right', { count: right.length })] : []),
      ],
      options: wrong ? options.filter(({ id }) => right.includes(id)) : [],
      explanation: wordingFor(brick, delivery.locale).explanation,
      link: { url: this.addresses.answerUrl(delivery), label: t('note.see') },
    };
  }
}

function askKey({ kind, question }: PublishedBrick): string {
  if (kind === 'open') return 'note.askOpen';
  if (kind === 'info' || kind === 'video') return 'note.askRead';
  return question.multiple ? 'note.askSeveral' : 'note.askOne';
}

function lettered(brick: PublishedBrick, locale: string) {
  return wordingFor(brick, locale).wording.options.map((option) => ({ ...option, letter: option.id.toUpperCase() }));
}

/** Everything is filled in already: braces that somebody's name or an author's words bring along are no holes. */
const plain = (text: string): string => text.replaceAll('{{', '{ {');
