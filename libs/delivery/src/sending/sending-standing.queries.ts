import { Injectable } from '@nestjs/common';
import { MailGate, rows, type MailStanding } from '@relais/platform';
import { DataSource } from 'typeorm';

/** How sending stands, for people: what stops it, what waits for what, and when it will be through. */
export interface SendingStanding extends MailStanding {
  /** Due and not in hand yet. */
  due: number;
  /** In a worker's hands. */
  underWay: number;
  /** Will be due within a day. */
  soon: number;
  /** Waiting deliveries by what they wait for, most first. */
  reasons: { reason: string; count: number }[];
  /** Mails accepted in the last minute, as mails a second. */
  pace: number;
  /** Seconds until what is due has been sent, by the relay's rate, else by the pace of the last minute; null: nobody can say. */
  throughInSeconds: number | null;
}

const COUNTS = `
SELECT (SELECT count(*)::int FROM delivery.delivery WHERE state = 'planned' AND wake_at <= now()) AS due,
       (SELECT count(*)::int FROM delivery.delivery WHERE state IN ('claimed', 'sending')) AS "underWay",
       (SELECT count(*)::int FROM delivery.delivery WHERE state = 'planned' AND wake_at > now() AND wake_at <= now() + interval '1 day') AS soon,
       (SELECT count(*)::int FROM delivery.delivery WHERE state = 'accepted' AND local_day >= current_date - 1 AND settled_at > now() - interval '1 minute') AS lately`;

const REASONS = `
SELECT regexp_replace(reason, ':.*', '') AS reason, count(*)::int AS count FROM delivery.delivery
WHERE state = 'planned' AND reason IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20`;

/** Reads how sending stands. Reads only. */
@Injectable()
export class SendingStandingQueries {
  constructor(
    private readonly db: DataSource,
    private readonly gate: MailGate,
  ) {}

  async read(): Promise<SendingStanding> {
    const [standing, counts, reasons] = await Promise.all([
      this.gate.standing(),
      rows<{ due: number; underWay: number; soon: number; lately: number }>(this.db, COUNTS),
      rows<{ reason: string; count: number }>(this.db, REASONS),
    ]);
    const { lately, ...counted } = counts[0]!;
    const pace = lately / 60;
    const rate = standing.rates.relay?.perSecond ?? pace;
    const stopped = standing.paused !== null || standing.shutUntil !== null;
    const throughInSeconds = counted.due === 0 ? 0 : stopped || rate === 0 ? null : Math.ceil(counted.due / rate);
    return { ...standing, ...counted, reasons, pace: Math.round(pace * 10) / 10, throughInSeconds };
  }
}
