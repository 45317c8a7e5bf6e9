/** One place where two documents are not the same, as a path such as `wordings.0.title`. */
export interface Difference {
  where: string;
  mine: string;
  theirs: string;
}

/** Where two values differ, leaf by leaf, in their order. */
export function differences(mine: unknown, theirs: unknown, where = ''): Difference[] {
  if (!isBranch(mine) && !isBranch(theirs))
    return textOf(mine) === textOf(theirs) ? [] : [{ where, mine: textOf(mine), theirs: textOf(theirs) }];
  const [here, there] = [isBranch(mine) ? mine : {}, isBranch(theirs) ? theirs : {}];
  return [...new Set([...Object.keys(here), ...Object.keys(there)])].flatMap((key) =>
    differences(here[key], there[key], where ? `${where}.${key}` : key),
  );
}

const isBranch = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const textOf = (value: unknown): string => (value === null || value === undefined || isBranch(value) ? '' : String(value)); // prettier-ignore
