/**
 * What a service may say went wrong. Each carries a stable `code` that scripts can rely on and, where it helps, the field or
 * place at fault. Doors map them once: HTTP to problem+json, the command line to exit 1, the job runner to "do not retry".
 */
export abstract class DomainError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly details: readonly Fault[] = [],
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** One fault of a longer list: where it is, what is wrong, how to mend it. */
export interface Fault {
  where: string;
  what: string;
  fix?: string;
}

/** The input cannot be accepted as it is; mending it and trying again can work. */
export class Invalid extends DomainError {}
/** There is no such thing, or the caller may not know that there is. */
export class NotFound extends DomainError {}
/** The request contradicts what is already recorded. */
export class Conflict extends DomainError {
  /** @param current what is recorded, where that helps to mend it: whoever was overtaken sees by what. */
  constructor(
    code: string,
    message: string,
    details: readonly Fault[] = [],
    readonly current?: unknown,
  ) {
    super(code, message, details);
  }
}
/** The caller is known and may not do this. */
export class Forbidden extends DomainError {}
/** It existed; its time is over. */
export class Gone extends DomainError {}
/** Nobody is signed in, or not far enough for this. */
export class SignInNeeded extends DomainError {}
/** Too often in too short a time. `retryAfter`: seconds until the next try can succeed. */
export class TooMany extends DomainError {
  constructor(
    code: string,
    message: string,
    readonly retryAfter: number,
  ) {
    super(code, message);
  }
}
