import { Injectable } from '@nestjs/common';
import { Conflict, Invalid, NotFound, rows, type Fault } from '@relais/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { LocalName } from '../entities/local-name.js';
import { readLocale } from '../fields/locale.rules.js';
import { Refusal } from '../fields/refusal.js';
import { isSlug } from '../fields/slug.rules.js';
import { readLine, refuseControl } from '../fields/text.rules.js';
import { checkSegmentRule, type KnownCodes, type SegmentRule } from './segment.rules.js';
import { defineSegments, type SegmentDefinition } from './segments.service.js';

/** A segment as editors see it. */
export interface EditedSegment {
  slug: string;
  name: LocalName;
  rule: SegmentRule;
  /** Send it back with every change. */
  revision: number;
  /** It differs from its file, or has none. */
  editedInConsole: boolean;
  updatedAt: Date;
}

const SELECT = `
  SELECT slug, name, rule, revision, updated_at AS "updatedAt", filed IS DISTINCT FROM jsonb_build_object('name', name, 'rule', rule) AS "editedInConsole"
    FROM network.segment`;

/** Segments as the console edits them. */
@Injectable()
export class EditedSegmentsService {
  constructor(private readonly db: DataSource) {}

  /** By slug; tens of them. */
  async all(): Promise<EditedSegment[]> {
    return rows<EditedSegment>(this.db, `${SELECT} ORDER BY slug`);
  }

  /** @throws NotFound `segment.unknown` */
  async find(slug: string, em?: EntityManager): Promise<EditedSegment> {
    const [found] = await rows<EditedSegment>(em ?? this.db, `${SELECT} WHERE slug = $1${em ? ' FOR UPDATE' : ''}`, [slug]); // prettier-ignore
    if (!found) throw new NotFound('segment.unknown', `There is no segment ${slug}.`);
    return found;
  }

  /** @throws Conflict `segment.exists`; Invalid `segment.invalid` */
  async create(given: SegmentDefinition): Promise<EditedSegment> {
    const definition = await this.sound(given);
    return this.db.transaction(async (em) => {
      const { created } = await defineSegments(em, [definition], { unlessThere: true });
      if (!created) throw new Conflict('segment.exists', `There is a segment ${given.slug} already.`, [{ where: 'slug', what: 'is taken' }]); // prettier-ignore
      return this.find(given.slug, em);
    });
  }

  /**
   * @throws NotFound `segment.unknown`; Invalid `segment.invalid`; Conflict `segment.changed` with the segment as it is, when somebody
   * changed it meanwhile
   */
  async update(given: SegmentDefinition, revision: number): Promise<EditedSegment> {
    const definition = await this.sound(given);
    return this.db.transaction(async (em) => {
      const before = await this.find(given.slug, em);
      if (before.revision !== revision)
        throw new Conflict('segment.changed', 'Somebody changed this segment in the meantime. What you sent was not saved.', [], before); // prettier-ignore
      await defineSegments(em, [definition]);
      await rows(em, 'UPDATE network.segment SET revision = revision + 1 WHERE slug = $1', [given.slug]);
      return this.find(given.slug, em);
    });
  }

  /** A rule as it may be used. @throws Invalid `segment.invalid` with the place of every fault */
  async readRule(input: unknown): Promise<SegmentRule> {
    const { rule, faults } = checkSegmentRule(input, await this.knownCodes());
    if (faults.length) throw new Invalid('segment.invalid', 'The rule has faults:', faults);
    return rule;
  }

  private async sound({ slug, name, rule: input }: SegmentDefinition): Promise<SegmentDefinition> {
    const faults: Fault[] = [];
    if (!isSlug(slug)) faults.push({ where: 'slug', what: 'is not a slug', fix: 'lower-case words joined by -' });
    if (Object.keys(name).length === 0) faults.push({ where: 'name', what: 'is missing', fix: 'name it in one language at least' }); // prettier-ignore
    for (const [locale, text] of Object.entries(name)) {
      const where = `name.${locale}`;
      if (readLocale(locale) !== locale) faults.push({ where, what: 'is not a language' });
      const line = text.trim() === '' ? new Refusal('is empty', 'write a name') : (refuseControl(text) ?? readLine(text)); // prettier-ignore
      if (line instanceof Refusal) faults.push({ where, what: line.reason, fix: line.fix });
    }
    const checked = checkSegmentRule(input, await this.knownCodes());
    faults.push(...checked.faults);
    if (faults.length) throw new Invalid('segment.invalid', 'The segment has faults:', faults);
    return { slug, name, rule: checked.rule };
  }

  private async knownCodes(): Promise<KnownCodes> {
    const found = await rows<{ of: string; code: string }>(
      this.db,
      `SELECT 'tier' AS of, code FROM network.tier UNION ALL SELECT 'channel', code FROM network.channel_type`,
    );
    const codes = (of: string) => new Set(found.filter((f) => f.of === of).map(({ code }) => code));
    return { tiers: codes('tier'), channelTypes: codes('channel') };
  }
}
