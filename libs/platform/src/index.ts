export { Clock } from './clock/clock.js';
export { Env, readEnv } from './config/env.js';
export { settleSecret } from './config/secret.js';
export { DatabaseModule } from './database/database.module.js';
export { migrate } from './database/migrate.js';
export { prepared } from './database/prepared.js';
export { rows, type Query } from './database/rows.js';
export {
  Conflict,
  DomainError,
  Forbidden,
  Gone,
  Invalid,
  NotFound,
  SignInNeeded,
  TooMany,
  type Fault,
} from './errors/errors.js';
export { RateLimits, type RateLimit } from './limits/rate-limits.js';
export { Sealing } from './links/sealing.js';
export { digestOf, freshToken } from './links/fresh-token.js';
export { dayOf, SignedLinks, type LinkClaim } from './links/signed-link.js';
export { startEmbeddedPostgres, type EmbeddedPostgres } from './postgres/embedded-postgres.js';
export { defineJob, JobQueue, type JobDefinition, type QueueName } from './queue/job.js';
export { isTimeZone, timeZoneNames, timeZoneVersion } from './time/zone-data.js';
export {
  addDays,
  compareDates,
  dateOfDay,
  dayNumber,
  daysBetween,
  isLocalDate,
  isLocalTime,
  minuteOfDay,
  mondayOf,
  weekdayOf,
  type LocalDate,
  type LocalTime,
} from './time/local-date.rules.js';
export { toInstant, toLocal, type LocalMoment } from './time/zones.rules.js';
export { Batcher, type BatcherOptions } from './batcher/batcher.js';
export { PlatformModule, type PlatformOptions } from './platform.module.js';
export { openRuntime, type Runtime } from './runtime/runtime.js';
export { JobRoutes } from './queue/job-routes.js';
export { QueueWorkerModule } from './queue/queue.module.js';
export { Ticker, type Tick } from './ticks/ticks.js';
export { exitWithReason, reasonOf, runUntilSignal } from './runtime/process.js';
export { processLogger } from './runtime/logger.js';
export { formatDate, formatNumber, type DateStyle } from './words/formats.js';
export { Locales, type MessageValues } from './words/locales.js';
export { Stencil } from './words/stencil.js';
export { Templates, type TemplateContext } from './words/templates.js';
export { wordsFolder } from './words/words-folder.js';
export { YamlFile, type YamlPath } from './yaml/yaml-file.js';
export { readYaml, type YamlProblem, type YamlText } from './yaml/yaml-text.js';
export { examineMail, type DnsRecord, type Finding, type MailExamination } from './mail/doctor/examine-mail.js';
export { parseSender, type MailAddress } from './mail/address.rules.js';
export { PAUSED } from './mail/gate/gate-statements.js';
export { GatedMail } from './mail/gate/gated-mail.js';
export { MailGate, type MailStanding } from './mail/gate/mail-gate.js';
export type { MailClassName } from './mail/gate/mail-classes.rules.js';
export type { Rate, RelayRates } from './mail/gate/rate.rules.js';
export { MAIL_TRANSPORT, type MailTransport, type OutgoingMail, type SendResult } from './mail/mail-transport.js';
export { DkimVerifier } from './mail/dkim-verifier.js';
export { compileMail, MailTemplate } from './mail/mime.rules.js';
export { REF_HEADER } from './mail/mail.module.js';
export { ImapInbox, type FetchedMail } from './mail/imap-inbox.js';
export { parseImapUrl, type ImapSource } from './mail/imap-url.js';
export { InboundDoor, MOST_INBOUND_BYTES, type InboundMail } from './mail/inbound-door.js';
export { MailboxStore, type MailboxEntry, type MailboxMessage } from './mail/mailbox.store.js';
export { withWindowsCharacters } from './text/windows-1252.rules.js';
