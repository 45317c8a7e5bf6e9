/** A partner whose place in the network cannot be settled, by external id. */
export interface Unsettled {
  id: string;
  parent: string;
}

/**
 * Finds the circles among partners and their parents: each as the ids in it, from one to its parent and so on. Partners that
 * only hang below a circle are not in it.
 */
export function findLoops(partners: readonly Unsettled[]): string[][] {
  const parentOf = new Map(partners.map(({ id, parent }) => [id, parent]));
  const done = new Set<string>();
  const loops: string[][] = [];
  for (const { id } of partners) {
    const path: string[] = [];
    const onPath = new Set<string>();
    let at: string | undefined = id;
    while (at !== undefined && !done.has(at) && !onPath.has(at)) {
      path.push(at);
      onPath.add(at);
      at = parentOf.get(at);
    }
    if (at !== undefined && onPath.has(at)) loops.push(path.slice(path.indexOf(at)));
    for (const each of path) done.add(each);
  }
  return loops;
}

/** `P-1 -> P-2 -> P-1`, shortened when it is long. */
export function showLoop(loop: readonly string[]): string {
  const shown = loop.length > 6 ? [...loop.slice(0, 5), '…'] : loop;
  return [...shown, loop[0]].join(' -> ');
}
