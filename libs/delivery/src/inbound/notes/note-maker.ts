import { Injectable } from '@nestjs/common';
import { askedAs, BrickVersions } from '@relais/editorial';
import { rows, type OutgoingMail } from '@relais/platform';
import { DataSource } from 'typeorm';
import { AnsweringService } from '../../answering/answering.service.js';
import type { NoteAbout } from '../../entities/note.entity.js';
import { OwnAddresses } from '../../sending/own-addresses.js';
import type { Claim } from '../../sending/settlements.js';
import { UNCLEAR } from '../reply/read-answer.rules.js';
import { READ_NOTES } from './note-statements.js';
import { NoteWriter, type Note, type RepliedDelivery } from './note-writer.js';

/** A claimed note. `verdict`: the state that ends it unsent; null: it may go. */
export interface NoteToSend extends RepliedDelivery {
  noteId: string;
  fence: number;
  attempts: number;
  /** Of the received mail it answers; null: it tells of a retraction. */
  digest: string | null;
  retractionId: number | null;
  answeredAt: Date | null;
  about: NoteAbout;
  detail: Record<string, string | null>;
  verdict: 'expired' | 'suppressed' | null;
}

/** Makes the mail of a note out of rows as they are when it leaves. */
@Injectable()
export class NoteMaker {
  constructor(
    private readonly db: DataSource,
    private readonly versions: BrickVersions,
    private readonly answering: AnsweringService,
    private readonly addresses: OwnAddresses,
    private readonly writer: NoteWriter,
  ) {}

  read(claims: Claim[]): Promise<NoteToSend[]> {
    return rows<NoteToSend>(this.db, READ_NOTES, [claims.map(({ id }) => id)]);
  }

  async make(note: NoteToSend): Promise<OutgoingMail> {
    const version = (await this.versions.read([note.versionId])).get(note.versionId)!;
    const brick = askedAs(version, note.occurrence);
    const answers = note.digest !== null && { messageId: note.detail.messageId ?? null };
    // Letters and digits only, and the same at every attempt.
    const unique = note.digest?.slice(0, 32) ?? `r${note.retractionId}x${note.repId}`;
    const raw = this.writer.write(note, brick, await this.contentOf(note), { unique, answers: answers || null });
    return { raw, envelope: { from: this.addresses.envelopeFrom(note.id), to: note.email } };
  }

  private async contentOf(note: NoteToSend): Promise<Note> {
    const { about, detail } = note;
    if (about === 'result' || about === 'repeated') {
      const view = await this.answering.open(this.addresses.answerToken(note));
      const outcome = view.outcome && { ...view.outcome, fresh: about === 'result' };
      return { about: 'result', view: { ...view, outcome } };
    }
    if (about === 'ask') return { about, why: UNCLEAR.find((why) => why === detail.why) ?? 'no-choice' };
    if (about === 'retracted') {
      const { notice } = await this.answering.open(this.addresses.answerToken(note));
      if (!notice || !note.answeredAt) throw new Error('nothing is retracted any more');
      return { about, notice, answeredAt: note.answeredAt };
    }
    if (about === 'stopped') return { about, everything: detail.topic === 'all' };
    return { about };
  }
}
