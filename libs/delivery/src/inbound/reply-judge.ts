import { Injectable } from '@nestjs/common';
import { askedAs, BrickVersions, wordingFor, type PublishedBrick } from '@relais/editorial';
import { Gone, Invalid } from '@relais/platform';
import { AnsweringService } from '../answering/answering.service.js';
import type { AnswerView } from '../answering/answer-view.js';
import { OwnAddresses } from '../sending/own-addresses.js';
import type { RepliedDelivery } from './notes/note-writer.js';
import { readAnswer, type AskedBrick } from './reply/choice.rules.js';
import { optOutAsked } from './reply/opt-out-words.rules.js';
import type { ReadAnswer, Unclear } from './reply/read-answer.rules.js';
import { natureOf } from './reply/nature.rules.js';
import { replyText, type ReplyText } from './reply/reply-text.rules.js';
import type { Judged, Reply } from './reply-aftermath.js';
import { SenderProof } from './sender/sender-proof.js';

/** The delivery of a reply. `known`: the reply carries its signed address, so it answers the very mail the rep got. */
export interface Found {
  delivery: RepliedDelivery;
  known: boolean;
}

/** Reads replies: by the same rules as the page of the link. What cannot be read as one answer is asked back, never guessed. */
@Injectable()
export class ReplyJudge {
  constructor(
    private readonly addresses: OwnAddresses,
    private readonly answering: AnsweringService,
    private readonly versions: BrickVersions,
    private readonly proof: SenderProof,
  ) {}

  async judge({ message, raw }: Reply, { delivery, known }: Found): Promise<Judged> {
    // A forwarded mail is no login: whoever it was passed on to cannot answer for the rep, and a rep who passes it on does not answer.
    const { nature, evidence } = natureOf(message, { repAddress: delivery.email });
    if (nature !== 'reply')
      return { nature: evidence.includes('other-sender') ? 'foreign' : nature, outcome: 'flagged', note: null };
    // Anybody can write a Message-ID and a sender: then a signature or the receiving server must vouch for the rep's domain.
    if (!known && !(await this.proof.vouches(message, raw, delivery.email)))
      return { nature, outcome: 'unproven', note: 'unproven' };
    const words = replyText(message.text, { marked: message.fromHtml });
    const version = (await this.versions.read([delivery.versionId])).get(delivery.versionId)!;
    const brick = askedAs(version, delivery.occurrence);
    const read = readOwnWords(words, asked(brick, delivery.locale));
    const stop = stopAsked(words, brick, read);
    if (stop)
      return { nature, outcome: 'opted-out', note: 'stopped', topic: stop === 'all' ? 'all' : delivery.lineSlug };
    return this.record(delivery, read);
  }

  private async record(delivery: RepliedDelivery, read: ReadAnswer): Promise<Judged> {
    const token = this.addresses.answerToken(delivery);
    if (delivery.answered) return resultOf(await this.answering.open(token));
    if (read.kind !== 'answer') {
      const { state } = await this.answering.open(token);
      if (state === 'expired' || state === 'withdrawn') return closed(state);
      return unclear(read.kind === 'unclear' ? read.why : 'no-choice');
    }
    try {
      return resultOf(await this.answering.answer(token, { choices: read.choices, text: read.text }, 'reply'));
    } catch (error) {
      if (error instanceof Gone) return closed(error.code === 'answer.withdrawn' ? 'withdrawn' : 'expired');
      if (error instanceof Invalid) return unclear('no-choice');
      throw error;
    }
  }
}

/** An open brick takes any words, so those below a header may be the quoted mail itself. */
function readOwnWords({ ownWords, belowHeader }: ReplyText, brick: AskedBrick): ReadAnswer {
  const read = readAnswer(ownWords, brick);
  return belowHeader && brick.kind === 'open' && read.kind === 'answer'
    ? { kind: 'unclear', why: 'below-header', found: [] }
    : read;
}

/** An option that is called "Stop" is an answer; words of an open answer that say nothing else are a wish to stop. */
function stopAsked({ ownWords }: ReplyText, { kind }: PublishedBrick, read: ReadAnswer): 'line' | 'all' | null {
  return read.kind === 'answer' && kind !== 'open' ? null : optOutAsked(ownWords);
}

function resultOf(view: AnswerView): Judged {
  return view.outcome?.fresh
    ? { nature: 'reply', outcome: 'answered', note: 'result' }
    : { nature: 'reply', outcome: 'repeated', note: 'repeated' };
}

function closed(about: 'expired' | 'withdrawn'): Judged {
  return { nature: 'reply', outcome: 'closed', note: about };
}

function unclear(why: Unclear): Judged {
  return { nature: 'reply', outcome: 'unclear', note: 'ask', why };
}

function asked(brick: PublishedBrick, locale: string): AskedBrick {
  const { multiple, maxLength } = brick.question;
  return { kind: brick.kind, multiple, maxLength, options: wordingFor(brick, locale).wording.options };
}
