interface WeekInfo {
  getWeekInfo?: () => { firstDay: number };
  weekInfo?: { firstDay: number };
}

/** The day on which weeks begin where a language is spoken; ISO. Browsers that cannot tell get Monday. */
export function firstWeekday(locale: string): number {
  const known = new Intl.Locale(locale) as unknown as WeekInfo;
  return (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1;
}
