import { Injectable } from '@nestjs/common';
import type { Sketch, SketchOf } from '@relais/editorial';
import {
  Clock,
  Conflict,
  dayOf,
  Env,
  freshToken,
  GatedMail,
  Gone,
  NotFound,
  parseSender,
  SignedLinks,
} from '@relais/platform';
import { PreviewService, type PreviewReader } from './preview.service.js';

/** Purposes of the links in test mails: they open a page that records nothing, and no other. */
const PURPOSES = { draft: 'test of a draft', version: 'test of a version' } as const;
/** Days a test link opens. */
const OPENS_FOR = 7;

/** Sends a brick to the one person who wants to see it in the own mailbox. No delivery is written, nothing is recorded. */
@Injectable()
export class TestSendsService {
  constructor(
    private readonly previews: PreviewService,
    private readonly links: SignedLinks,
    private readonly post: GatedMail,
    private readonly env: Env,
    private readonly clock: Clock,
  ) {}

  /**
   * Sends now, marked as a test.
   * @param mark put before the subject, such as `[Test]`.
   * @throws NotFound `draft.unknown`, `version.unknown`; Conflict `test.not-sent` when the relay does not take it
   */
  async send(
    of: SketchOf,
    to: { name: string; address: string },
    reader: PreviewReader,
    { occurrence = 0, mark }: { occurrence?: number; mark: string },
  ): Promise<void> {
    // prettier-ignore
    const sketch = await this.previews.sketch(of);
    const url = `${this.env.publicUrl}/t/${this.token(of)}?lang=${encodeURIComponent(reader.locale)}&n=${occurrence}`;
    const from = parseSender(this.env.RELAIS_MAIL_FROM).address;
    const messageId = `<test.${freshToken().slice(0, 32)}@${from.split('@').at(-1)}>`;
    const raw = this.previews.compose(sketch, { reader, occurrence, url, to, messageId, mark });
    const envelope = { from, to: to.address };
    const result = await this.post.send({ raw, envelope }, 'sign-in', async () => true);
    if (result.outcome === 'accepted' || result.outcome === 'ambiguous') return;
    const reason = 'response' in result ? result.response : 'reason' in result ? result.reason : 'try again in a minute'; // prettier-ignore
    throw new Conflict('test.not-sent', `The mail server did not take the test: ${reason}`);
  }

  /** What a test link shows. @throws NotFound `test.unknown-link`; Gone `test.over` */
  async open(token: string): Promise<Sketch> {
    for (const kind of ['draft', 'version'] as const) {
      const claim = this.links.read(PURPOSES[kind], token);
      if (!claim) continue;
      if (claim.untilDay < this.today()) throw new Gone('test.over', 'This test link is over. Send another one.');
      return this.previews.sketch({ kind, id: claim.id });
    }
    throw new NotFound('test.unknown-link', 'This link is not known here.');
  }

  private token({ kind, id }: SketchOf): string {
    return this.links.sign(PURPOSES[kind], { id, untilDay: this.today() + OPENS_FOR });
  }

  private today(): number {
    return dayOf(this.clock.now());
  }
}
