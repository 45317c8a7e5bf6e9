/** Something this process cannot do without. */
export interface HealthCheck {
  name: string;
  /** Resolves when it works; rejects with the reason when it does not. */
  check(): Promise<void>;
}

/** Injection token: `HealthCheck[]`, what /readyz asks. */
export const HEALTH_CHECKS = Symbol('HEALTH_CHECKS');

/** Longer than this and a check counts as failed, in milliseconds. */
const PATIENCE = 2_000;
/** A reason may quote a connection string: its password stays here. */
const CREDENTIALS = /(\w+:\/\/)[^\s/@]+@/g;

export interface CheckResult {
  name: string;
  status: 'ok' | 'fault';
  reason?: string;
}

/** Asks all at once; a check that hangs is a fault like any other. */
export async function askAll(checks: readonly HealthCheck[]): Promise<CheckResult[]> {
  return Promise.all(
    checks.map(async (one): Promise<CheckResult> => {
      const { name } = one;
      try {
        await withinPatience(one.check());
        return { name, status: 'ok' };
      } catch (error) {
        const reason = error instanceof Error ? error.message || error.name : String(error);
        return { name, status: 'fault', reason: reason.replace(CREDENTIALS, '$1').slice(0, 300) };
      }
    }),
  );
}

function withinPatience(work: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE} ms`)), PATIENCE);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
