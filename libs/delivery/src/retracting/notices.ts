import { Injectable } from '@nestjs/common';
import { askedAs, asVariant, BrickVersions, RetractionsQueries, variantAt } from '@relais/editorial';
import { noticeOf, type Notice } from './notice.rules.js';

/** Finds what has to be said today about a question that was asked before. */
@Injectable()
export class Notices {
  constructor(
    private readonly retractions: RetractionsQueries,
    private readonly versions: BrickVersions,
  ) {}

  /** Null: what the question said still holds. */
  async of(asked: { versionId: number; occurrence: number }, locale: string): Promise<Notice | null> {
    const version = (await this.versions.read([asked.versionId])).get(asked.versionId);
    if (!version) return null;
    const variant = variantAt(asked.occurrence, version.question.variants?.length ?? 0);
    const standing = await this.retractions.standing(asked.versionId, variant);
    if (!standing) return null;
    const today = (await this.versions.read([standing.currentVersionId])).get(standing.currentVersionId);
    const now = today && standing.kind === 'corrected' ? asVariant(today, variant) : null;
    return noticeOf(standing, askedAs(version, asked.occurrence), now, locale);
  }
}
