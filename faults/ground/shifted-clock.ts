/**
 * Loaded before a program: its clock is wrong by FAULT_CLOCK_MS milliseconds, as on a host whose time service has failed.
 * Timers and durations are not touched: only the time of day is.
 */
const wrongBy = Number(process.env.FAULT_CLOCK_MS ?? 0);
const RightDate = Date;

class ShiftedDate extends RightDate {
  constructor(...args: [] | [number | string | Date]) {
    if (args.length) super(...(args as [number]));
    else super(RightDate.now() + wrongBy);
  }

  static override now(): number {
    return RightDate.now() + wrongBy;
  }
}

globalThis.Date = ShiftedDate as DateConstructor;
