import { Injectable } from '@nestjs/common';
import { LinesQueries, type Line } from '@relais/editorial';
import { compileAnyOf, SegmentQueries } from '@relais/network';

/** A condition over r (network.rep), p (network.partner) and a line id, with its parameters. */
export interface Membership {
  sql: string;
  parameters: unknown[];
}

/** Which reps a line speaks to right now: the one place where lines meet segments. */
@Injectable()
export class MembershipService {
  constructor(
    private readonly lines: LinesQueries,
    private readonly segments: SegmentQueries,
  ) {}

  activeLines(): Promise<Line[]> {
    return this.lines.active();
  }

  /**
   * @param lineId SQL that names the line, such as `e.line_id`.
   * @param firstParameter number of the first free placeholder.
   * @throws NotFound when a line names a segment that does not exist.
   */
  async condition(lines: Line[], lineId: string, firstParameter: number): Promise<Membership> {
    const slugs = [...new Set(lines.flatMap((line) => line.segments))];
    const rules = new Map((await this.segments.rulesOf(slugs)).map((rule, i) => [slugs[i]!, rule]));
    const parameters: unknown[] = [];
    const terms = lines.map((line) => {
      const own = line.segments.map((slug) => rules.get(slug)!);
      const compiled = compileAnyOf(own, firstParameter + parameters.length);
      parameters.push(...compiled.parameters);
      return `(${lineId} = ${line.id} AND (${compiled.sql}))`;
    });
    return { sql: terms.length ? `(${terms.join(' OR ')})` : 'false', parameters };
  }
}
