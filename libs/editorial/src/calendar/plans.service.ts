import { Injectable } from '@nestjs/common';
import { Conflict, Invalid, isLocalDate, NotFound, rows, type LocalDate } from '@relais/platform';
import { DataSource } from 'typeorm';
import type { BrickPlan } from '../drafts/draft-document.js';
import { lockPublishing } from '../publishing.service.js';
import { dateOf, firstFreeDay } from './calendar.rules.js';

/** A move of a published brick. `from`: the plan that was read. */
export interface PlanMove {
  from: BrickPlan;
  plan?: BrickPlan;
  position?: number;
}

interface PlannedBrick {
  slug: string;
  mode: 'sequence' | 'calendar';
  start: LocalDate;
  plan: BrickPlan;
  position: number;
}

/** Moves plans. Nothing that is done here sends anything. */
@Injectable()
export class PlansService {
  constructor(private readonly db: DataSource) {}

  /**
   * Moves a published brick to another day of its calendar, or to another place in its line; an open draft of it moves along.
   * The new day is at least the day after tomorrow (UTC), so that nowhere it is today: what is moved is never sent by that.
   * @param today in UTC.
   * @throws NotFound `brick.unknown`; Conflict `plan.moved` with the plan as it is, when somebody moved it meanwhile; Conflict
   * `plan.under-way` when its day has come; Invalid `plan.invalid`
   */
  async move(
    brickId: number,
    { from, plan, position }: PlanMove,
    today: LocalDate,
  ): Promise<{ plan: BrickPlan; position: number }> {
    return this.db.transaction(async (em) => {
      await lockPublishing(em);
      const [brick] = await rows<PlannedBrick>(
        em,
        `SELECT b.slug, l.mode, coalesce(l.starts_on, (l.published_at AT TIME ZONE 'UTC')::date)::text AS start, json_build_object('day', b.day, 'on', b.on_date) AS plan, b.position
           FROM editorial.brick AS b JOIN editorial.line AS l ON l.id = b.line_id WHERE b.id = $1 FOR UPDATE OF b`,
        [brickId],
      );
      if (!brick) throw new NotFound('brick.unknown', 'There is no such brick.');
      if (brick.plan.day !== from.day || brick.plan.on !== from.on)
        throw new Conflict('plan.moved', 'Somebody moved this brick in the meantime.', [], { plan: brick.plan, position: brick.position }); // prettier-ignore
      if (plan) this.refuse(brick, plan, today);
      const next = { plan: plan ?? brick.plan, position: position ?? brick.position };
      const values = [brickId, next.plan.day, next.plan.on, next.position];
      await rows(em, `UPDATE editorial.brick SET day = $2, on_date = $3, position = $4, updated_at = now() WHERE id = $1`, values); // prettier-ignore
      await rows(
        em,
        `UPDATE editorial.draft SET day = $2, on_date = $3, position = $4, revision = revision + 1 WHERE brick_id = $1 AND state IN ('draft', 'in-review', 'approved')`,
        values,
      );
      return next;
    });
  }

  private refuse(brick: PlannedBrick, plan: BrickPlan, today: LocalDate): void {
    const fault = (where: string, what: string, fix: string) =>
      new Invalid('plan.invalid', 'The plan has faults:', [{ where, what, fix }]);
    if (plan.on !== null && !isLocalDate(plan.on)) throw fault('plan.on', 'is not a date', 'write year-month-day, such as 2027-02-01'); // prettier-ignore
    if (brick.mode === 'sequence') {
      if (plan.on !== null) throw fault('plan.on', 'a sequence has no dates', 'give `day`: not before so many days after joining'); // prettier-ignore
      return;
    }
    if ((plan.day === null) === (plan.on === null)) throw fault('plan.on', 'a calendar needs a day or a date, one of the two', 'give `on`'); // prettier-ignore
    const free = firstFreeDay(today);
    const was = dateOf(brick.plan, brick.start);
    if (was !== null && was < free) throw new Conflict('plan.under-way', `The day of this brick, ${was}, has come: it is on its way. It can be withdrawn.`); // prettier-ignore
    const next = dateOf(plan, brick.start)!;
    if (next < free) throw fault(plan.on === null ? 'plan.day' : 'plan.on', `${next} is too soon: moving a brick must not send it`, `take ${free} or later`); // prettier-ignore
  }
}
