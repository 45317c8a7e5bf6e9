/** What part of the network somebody may see: all of it, one company with those below it, one person, or nothing. */
export type Scope =
  | { kind: 'network' }
  | { kind: 'partner'; partnerId: number }
  | { kind: 'rep'; repId: number; partnerId: number }
  | { kind: 'nothing' };

/** A condition of SQL with its parameters. */
export interface ScopeCondition {
  sql: string;
  parameters: unknown[];
}

/**
 * The one policy of who sees whom, for a statement that reads reps.
 * @param rep alias of network.rep, or of a table with these columns: `id` and `partner_id`.
 * @param first number of the first parameter that is free.
 */
export function repsInScope(scope: Scope, rep: string, first: number): ScopeCondition {
  switch (scope.kind) {
    case 'network':
      return { sql: 'TRUE', parameters: [] };
    case 'partner':
      // The subtree first: it is small, and an index finds the people of each of its companies.
      return {
        sql: `${rep}.partner_id IN (SELECT below.id FROM network.partner below WHERE below.lineage @> ARRAY[$${first}::int])`,
        parameters: [scope.partnerId],
      };
    case 'rep':
      return { sql: `${rep}.id = $${first}`, parameters: [scope.repId] };
    default:
      return { sql: 'FALSE', parameters: [] };
  }
}

/** The same for a statement that reads companies: a rep sees the own one. @param partner alias of network.partner. */
export function partnersInScope(scope: Scope, partner: string, first: number): ScopeCondition {
  switch (scope.kind) {
    case 'network':
      return { sql: 'TRUE', parameters: [] };
    case 'partner':
      return { sql: `${partner}.lineage @> ARRAY[$${first}::int]`, parameters: [scope.partnerId] };
    case 'rep':
      return { sql: `${partner}.id = $${first}`, parameters: [scope.partnerId] };
    default:
      return { sql: 'FALSE', parameters: [] };
  }
}
