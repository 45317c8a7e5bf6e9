import pg from 'pg';
import { toLocal } from '@relais/platform';

/** Reps of one partner. */
const PARTNER_SIZE = 50;
/** One of them has ordinary office hours at any moment. */
const ZONES = [
  'Europe/Paris',
  'Asia/Tokyo',
  'America/Los_Angeles',
  'Pacific/Auckland',
  'America/Sao_Paulo',
  'Asia/Kolkata',
];

/** A zone in which it is the middle of the day, so that a line that speaks at 06:00 has spoken and no day begins or ends. */
export function zoneAtNoon(now = Date.now()): string {
  const distance = (zone: string) => {
    const [hours, minutes] = toLocal(now, zone).time.split(':').map(Number);
    return Math.abs(hours! * 60 + minutes! - 13 * 60);
  };
  return [...ZONES].sort((a, b) => distance(a) - distance(b))[0]!;
}

/**
 * Fills the network with reps, fifty a partner, half French half English, all in one zone. Written past the people import:
 * what is measured begins after it.
 */
export async function fillNetwork(url: string, reps: number, zone: string): Promise<void> {
  await quickly(url, async (client) => {
    await client.query(
      `INSERT INTO network.partner (external_id, name, channel_type, tier, country, time_zone)
       SELECT 'P' || i, 'Partner ' || i, (ARRAY['reseller', 'distributor'])[1 + i % 2], (ARRAY['gold', 'silver'])[1 + i % 2],
              (ARRAY['FR', 'CA', 'DE'])[1 + i % 3], $2
       FROM generate_series(1, $1::int) AS i`,
      [Math.ceil(reps / PARTNER_SIZE), zone],
    );
    await client.query('UPDATE network.partner SET lineage = ARRAY[id]');
    await client.query(
      `INSERT INTO network.rep (external_id, partner_id, email, first_name, last_name, locale, time_zone, job_role)
       SELECT 'R' || i, 1 + (i - 1) / $2::int, 'rep' || i || '@partner' || (1 + (i - 1) / $2::int) || '.example.com',
              (ARRAY['Claire', 'Ana', 'Jürgen', 'Zoé'])[1 + i % 4], 'Dupont ' || i, (ARRAY['en', 'fr'])[1 + i % 2], $3, 'sales'
       FROM generate_series(1, $1::int) AS i`,
      [reps, PARTNER_SIZE, zone],
    );
  });
  await analyse(url, ['network.partner', 'network.rep']);
}

/** Runs statements of preparation without key checks and without waiting for the disk. */
export async function quickly(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(`SET session_replication_role = replica; SET synchronous_commit = off`);
    await work(client);
  } finally {
    await client.end();
  }
}

/** What autovacuum does to a table in its first minutes of life. */
export async function analyse(url: string, tables: string[]): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    for (const table of tables) await client.query(`VACUUM (ANALYZE) ${table}`);
  } finally {
    await client.end();
  }
}
