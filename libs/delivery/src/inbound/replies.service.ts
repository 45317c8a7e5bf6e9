import { Injectable } from '@nestjs/common';
import { BrickVersions, wordingFor, type PublishedBrick } from '@relais/editorial';
import { Gone, Invalid, rows } from '@relais/platform';
import { DataSource } from 'typeorm';
import { AnsweringService } from '../answering/answering.service.js';
import type { AnswerView } from '../answering/answer-view.js';
import { OwnAddresses } from '../sending/own-addresses.js';
import type { InboundOutcome } from './inbound-outcome.js';
import { REPLIED } from './inbound-statements.js';
import type { InboundMessage } from './message.js';
import type { RepliedDelivery } from './note-writer.js';
import { readAnswer } from './reply/choice.rules.js';
import type { Unclear } from './reply/read-answer.rules.js';
import { natureOf } from './reply/nature.rules.js';
import { findDelivery } from './reply/reply-address.rules.js';
import { replyText } from './reply/reply-text.rules.js';
import { ReplyAftermath, type Judged, type Reply } from './reply-aftermath.js';

/** Takes answers by mail: the same one row, by the same rules as the page of the link. What cannot be read as one answer is asked back, never guessed. */
@Injectable()
export class RepliesService {
  constructor(
    private readonly db: DataSource,
    private readonly addresses: OwnAddresses,
    private readonly answering: AnsweringService,
    private readonly versions: BrickVersions,
    private readonly aftermath: ReplyAftermath,
  ) {}

  async take(reply: Reply): Promise<InboundOutcome> {
    const { message } = reply;
    const found = await this.find(reply);
    if (!found) return this.aftermath.unknown(reply);
    const brick = (await this.versions.read([found.versionId])).get(found.versionId)!;
    return this.aftermath.settle(reply, found, brick, await this.judge(message, found, brick));
  }

  /** By the token of the reply address, else by our Message-ID. */
  private async find({ message, recipients }: Reply): Promise<RepliedDelivery | null> {
    const named = findDelivery(message, recipients, this.addresses.replyDoor);
    const id = named.by === 'token' ? this.addresses.openReplyToken(named.token) : null;
    const referred = named.by === 'none' ? null : named.inReplyTo;
    const [found] = await rows<RepliedDelivery>(this.db, REPLIED, [id ?? referred]);
    return found ?? null;
  }

  private async judge(message: InboundMessage, found: RepliedDelivery, brick: PublishedBrick): Promise<Judged> {
    // A forwarded mail is no login: whoever it was passed on to cannot answer for the rep, and a rep who passes it on does not answer.
    const { nature, evidence } = natureOf(message, { repAddress: found.email });
    if (nature !== 'reply')
      return { nature: evidence.includes('other-sender') ? 'foreign' : nature, outcome: 'flagged', note: null };
    const answer = this.addresses.answerToken(found);
    if (found.answered) return resultOf(await this.answering.open(answer));
    const read = readAnswer(replyText(message.text).ownWords, asked(brick, found.locale));
    if (read.kind !== 'answer') {
      const { state } = await this.answering.open(answer);
      if (state === 'expired' || state === 'withdrawn') return closed(state);
      return unclear(read.kind === 'unclear' ? read.why : 'no-choice');
    }
    try {
      return resultOf(await this.answering.answer(answer, { choices: read.choices, text: read.text }, 'reply'));
    } catch (error) {
      if (error instanceof Gone) return closed(error.code === 'answer.withdrawn' ? 'withdrawn' : 'expired');
      if (error instanceof Invalid) return unclear('no-choice');
      throw error;
    }
  }
}

function resultOf(view: AnswerView): Judged {
  const outcome = view.outcome?.fresh ? 'answered' : 'repeated';
  return { nature: 'reply', outcome, note: { about: 'result', view } };
}

function closed(about: 'expired' | 'withdrawn'): Judged {
  return { nature: 'reply', outcome: 'closed', note: { about } };
}

function unclear(why: Unclear): Judged {
  return { nature: 'reply', outcome: 'unclear', note: { about: 'ask', why }, why };
}

function asked(brick: PublishedBrick, locale: string) {
  const { multiple, maxLength } = brick.question;
  return { kind: brick.kind, multiple, maxLength, options: wordingFor(brick, locale).wording.options };
}
