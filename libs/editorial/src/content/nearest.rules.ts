/** The known word that `word` most probably was meant to be, or undefined when none is close (more than a third of it differs). */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const given = word.toLowerCase().replaceAll('-', '_').slice(0, 60);
  let best: { name: string; distance: number } | undefined;
  for (const name of known) {
    const distance = differences(given, name.toLowerCase().replaceAll('-', '_').slice(0, 60));
    if (distance < (best?.distance ?? Infinity)) best = { name, distance };
  }
  return best && best.distance <= Math.ceil(given.length / 3) ? best.name : undefined;
}

/** Letters to insert, drop or change to get from one word to the other (Levenshtein 1966). */
function differences(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const above = row;
    row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, changed));
    }
  }
  return row[b.length] ?? 0;
}
