import { ANSWER_LINK, answerClaim, type Addressed } from '@relais/delivery';
import { SignedLinks } from '@relais/platform';
import { SECRET, type World } from './world.js';

/** A delivery with the token of its link. */
export interface Linked {
  id: number;
  token: string;
}

/** The signed links of deliveries after that of id `after`, in the order of their ids, as mails carry them. */
export async function linksAfter(world: World, after: number | string): Promise<Linked[]> {
  const links = new SignedLinks(SECRET);
  const found = await world.query<Addressed>(
    `SELECT id, answer_until AS "answerUntil", version_id AS "versionId", occurrence FROM delivery.delivery WHERE id > $1 ORDER BY id`,
    [after],
  );
  return found.map((delivery) => ({ id: Number(delivery.id), token: links.sign(ANSWER_LINK, answerClaim(delivery)) }));
}
