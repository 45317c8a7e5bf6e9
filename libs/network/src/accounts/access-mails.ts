import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { compileMail, digestOf, Env, GatedMail, Locales, parseSender, Templates } from '@relais/platform';
import { AccessMailParts } from './access-mail-parts.js';
import { markSent } from './single-use-tokens.js';

/** Names the class of a mail: what suppresses or slows lessons must not keep anybody from signing in. */
export const MAIL_CLASS_HEADER = 'X-Relais-Class';
export const SIGN_IN_CLASS = 'sign-in';

/** What a mail is for, as keys of the words below `access`, and where its link leads in the web app. */
const KINDS = { 'sign-in': 'sign-in', invite: 'welcome', reset: 'reset' } as const;
export type AccessMailKind = keyof typeof KINDS;

export interface AccessMail {
  kind: AccessMailKind;
  token: string;
  to: { name: string; address: string; locale: string };
}

/** Pauses before each try: a relay that says "later" is asked again within seconds; after that the person asks again. */
const PAUSES = [0, 2_000, 6_000];

/** Sends the mails by which people get in: at once, by the product's transport, after the row of their link is committed. */
@Injectable()
export class AccessMails implements BeforeApplicationShutdown {
  private readonly log = new Logger('Access');
  private readonly underWay = new Set<Promise<void>>();
  private stopping = false;

  constructor(
    private readonly post: GatedMail,
    private readonly templates: Templates,
    private readonly words: Locales,
    private readonly env: Env,
    private readonly parts: AccessMailParts,
  ) {}

  /** The address a token's link opens: the web app shows a button there, which POSTs the token. */
  link(kind: AccessMailKind | 'first-admin', token: string): string {
    return `${this.env.publicUrl}/${kind === 'first-admin' ? 'first-admin' : KINDS[kind]}/${token}`;
  }

  /** Runs `work` after the answer has gone out, so that its time tells nothing (P40). A stop waits for it. */
  afterwards(work: () => Promise<unknown>): void {
    const running = work().then(
      () => {},
      (error: unknown) => this.log.error(`a mail was not sent: ${(error as Error).message}`),
    );
    this.underWay.add(running);
    void running.finally(() => this.underWay.delete(running));
  }

  /** Waits for the mails under way. */
  async settled(): Promise<void> {
    while (this.underWay.size) await Promise.all(this.underWay);
  }

  beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    return this.settled();
  }

  async send(mail: AccessMail): Promise<void> {
    const from = parseSender(this.env.RELAIS_MAIL_FROM);
    const outgoing = { raw: this.compose(mail), envelope: { from: from.address, to: mail.to.address } };
    for (const pause of PAUSES) {
      if (this.stopping && pause) break; // a stop has no time for another try
      if (pause) await new Promise((resolve) => setTimeout(resolve, pause).unref());
      const result = await this.post.send(outgoing, SIGN_IN_CLASS, () => markSent(this.parts.db, mail.token));
      if (['deferred', 'relay', 'not yet'].includes(result.outcome)) continue;
      if (result.outcome === 'refused') this.log.warn(`a mail to sign in was refused: ${result.response}`);
      return;
    }
    this.log.warn('a mail to sign in could not be handed over: the relay does not take it');
  }

  private compose({ kind, token, to }: AccessMail): Buffer {
    const from = parseSender(this.env.RELAIS_MAIL_FROM);
    const locale = this.words.best(to.locale);
    const t = (key: string) => this.words.t(locale, key);
    const context = {
      locale,
      subject: t(`access.subject.${kind}`),
      name: to.name,
      lead: t(`access.lead.${kind}`),
      button: t(`access.button.${kind}`),
      expiry: t(`access.expiry.${kind}`),
      unasked: t(`access.unasked.${kind}`),
      url: this.link(kind, token),
    };
    const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
    return compileMail({
      subject: plain(context.subject),
      text: plain(this.templates.render('mail/access.text', context)),
      html: plain(this.templates.render('mail/access.html', context)),
      holes: [],
    }).render(
      {},
      {
        messageId: `<access.${digestOf(`mail ${token}`).slice(0, 32)}@${domain}>`,
        date: this.parts.clock.now(),
        from,
        to: { name: to.name, address: to.address },
        headers: { [MAIL_CLASS_HEADER]: SIGN_IN_CLASS },
      },
    );
  }
}

/** Braces in somebody's name are no holes. */
const plain = (text: string): string => text.replaceAll('{{', '{ {');
