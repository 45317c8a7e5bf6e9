import os from 'node:os';

/**
 * Lets a worker give way where it shares a machine with a door: a mail may leave a moment later, a person before a page may not
 * wait. Where the system does not allow it the worker runs as any other process.
 */
export function giveWay(): void {
  try {
    os.setPriority(os.constants.priority.PRIORITY_LOW);
  } catch {
    // a container without that right: nothing depends on it
  }
}
