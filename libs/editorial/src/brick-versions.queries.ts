import { Injectable } from '@nestjs/common';
import { rows } from '@relais/platform';
import { LRUCache } from 'lru-cache';
import { DataSource } from 'typeorm';
import type { PublishedBrick } from './published-brick.js';

/** Some 10 KB each; far more than are in circulation at a time. */
const KEPT = 2000;

/** Brick versions by id. They never change, so each is read once and kept; what is given is frozen, because it is shared. */
@Injectable()
export class BrickVersions {
  private readonly memory = new LRUCache<number, PublishedBrick>({ max: KEPT });

  constructor(private readonly db: DataSource) {}

  /** One statement for all that are not in memory. An id that does not exist is not in the map. */
  async read(versionIds: readonly number[]): Promise<Map<number, PublishedBrick>> {
    const found = new Map<number, PublishedBrick>();
    const missing = new Set<number>();
    for (const id of versionIds) {
      const kept = this.memory.get(id);
      if (kept) found.set(id, kept);
      else missing.add(id);
    }
    if (missing.size === 0) return found;
    const read = await rows<PublishedBrick>(
      this.db,
      `SELECT v.id AS "versionId", v.brick_id AS "brickId", b.line_id AS "lineId", v.number, v.kind, v.theme, v.question, v.answer_key AS key
         FROM editorial.brick_version AS v
         JOIN editorial.brick AS b ON b.id = v.brick_id
        WHERE v.id = ANY($1)`,
      [[...missing]],
    );
    for (const brick of read) {
      this.memory.set(brick.versionId, freeze(brick));
      found.set(brick.versionId, brick);
    }
    return found;
  }
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}
