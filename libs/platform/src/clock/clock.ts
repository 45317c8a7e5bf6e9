import { Injectable } from '@nestjs/common';

/** The time of this process. Due times are compared with the database's now(); this clock serves texts and measurements. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }

  /** Milliseconds since an arbitrary start, never going back: for durations. */
  monotonic(): number {
    return performance.now();
  }
}
