import { Injectable } from '@nestjs/common';
import { PreviewService, type PreviewReader } from '@relais/delivery';
import type { Sketch } from '@relais/editorial';
import type { Person } from '@relais/network';
import type { PreviewQuery } from './preview.dto.js';

/** Finds or makes up the reader of a preview. */
@Injectable()
export class PreviewReaders {
  constructor(private readonly previews: PreviewService) {}

  async of(
    me: Person,
    { rep, locale }: Pick<PreviewQuery, 'rep' | 'locale'>,
    { line }: Sketch,
  ): Promise<PreviewReader> {
    // prettier-ignore
    const reader = rep === undefined ? madeUp(line.locale) : await this.previews.readerOf(rep, me.scope);
    return locale === undefined ? reader : { ...reader, locale };
  }
}

/** Somebody whose name reads well in many languages. */
export const madeUp = (locale: string): PreviewReader => ({
  firstName: 'Camille',
  lastName: 'Martin',
  partnerName: 'Acme',
  locale,
  timeZone: 'UTC',
});
