import type { ImportProgress } from '@relais/network';
import { Presets, SingleBar } from 'cli-progress';

/** A bar on stderr while a file is read. Only a person watches one: without a terminal there is none. */
export class ImportProgressBar {
  private readonly bar = new SingleBar(
    {
      format: '{bar} {percentage}% | {rows} rows | {phase}',
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
    },
    Presets.shades_classic,
  );

  private constructor(private readonly total: number) {
    this.bar.start(total, 0, { rows: 0, phase: 'reading' });
  }

  /** @param bytes size of the file; 0 when nobody knows it. */
  static onTerminal(bytes: number): ImportProgressBar | null {
    return process.stderr.isTTY && bytes > 0 ? new ImportProgressBar(bytes) : null;
  }

  readonly show = ({ phase, rows, bytes }: ImportProgress): void => {
    this.bar.update(Math.min(bytes, this.total), { rows, phase });
  };

  stop(): void {
    this.bar.stop();
  }
}
