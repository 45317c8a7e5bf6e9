import type { Env } from '../../config/env.js';
import type { Finding } from './finding.js';
import type { MailExamination } from './mail-doctor.js';

export type { DnsRecord, Finding } from './finding.js';
export type { MailExamination } from './mail-doctor.js';

/** As `examine` of mail-doctor.ts. Its library is large and no other process needs it, so it is loaded here and now. */
export async function examineMail(env: Env, examination: MailExamination): Promise<Finding[]> {
  const { examine } = await import('./mail-doctor.js');
  return examine(env, examination);
}
