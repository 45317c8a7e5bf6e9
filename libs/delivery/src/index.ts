export type { AbsentDays, AbsentParty } from './absences/absence.rules.js';
export { readAbsenceFile } from './absences/absence-file.js';
export { AbsencesService, type ListedAbsence, type NewAbsence } from './absences/absences.service.js';
export type { AnswerInput, AnswerOutcome, AnswerView, Why } from './answering/answer-view.js';
export { AnsweringService } from './answering/answering.service.js';
export { answersRecorded, deliveriesDue, notesDue } from './delivery.jobs.js';
export { DeliverabilityQueries, type DomainDeliverability } from './deliverability/deliverability.queries.js';
export type { DeliverabilityVerdict } from './deliverability/verdict.rules.js';
export { DeliveryModule } from './delivery.module.js';
export { DeliveryQueries, type DeliveryOverview } from './delivery.queries.js';
export type { InboundEnvelope, InboundOutcome } from './inbound/inbound-outcome.js';
export { InboxService, type DoneBricks } from './inbox/inbox.service.js';
export { InboundService } from './inbound/inbound.service.js';
export { NotesService } from './inbound/notes/notes.service.js';
export { ForecastService, type ForecastEntry } from './planning/forecast.service.js';
export { PlanningService } from './planning/planning.service.js';
export {
  LONGEST_PAUSE,
  PreferencesService,
  type ListenedLine,
  type OwnPreferences,
  type PreferencesView,
} from './preferences/preferences.service.js';
export { PreviewService, type PreviewedMail, type PreviewReader } from './previewing/preview.service.js';
export { TestSendsService } from './previewing/test-sends.service.js';
export { ReviewingService } from './reviewing/reviewing.service.js';
export { isSpacingCode } from './rules/spacing/index.js';
export { noticeParagraphs } from './retracting/notice-words.rules.js';
export type { Notice } from './retracting/notice.rules.js';
export { RetractionsService } from './retracting/retractions.service.js';
export { ANSWER_LINK, answerClaim, type Addressed } from './sending/answer-link.rules.js';
export { SendingService } from './sending/sending.service.js';
export { BATCH as SENDING_BATCH } from './sending/retry.rules.js';
export type { Simulation, SimulatedWeek } from './simulating/simulation.rules.js';
export { SimulationService, type SimulationRequest } from './simulating/simulation.service.js';
export { SendingStandingQueries, type SendingStanding } from './sending/sending-standing.queries.js';
export { OverviewQueries, type Attention, type LineToday, type Overview } from './standing/overview.queries.js';
export {
  RepHistoryQueries,
  type ReceivedBrick,
  type RepHistory,
  type RepSummary,
} from './standing/rep-history.queries.js';
export { DEFAULT_CAP } from './planning/cap.rules.js';
export { ParticipationQueries, type DueBrick, type Participation } from './standing/participation.queries.js';
export { TalliesQueries, type BrickDay, type ReasonCount } from './tallies/tallies.queries.js';
export { TalliesService } from './tallies/tallies.service.js';
export { SentDeliveriesQueries, type SentDelivery } from './sending/sent-deliveries.queries.js';
export { ProficiencyQueries, type ProficiencyMap } from './results/proficiency.queries.js';
export { ResultsQueries, type BrickResult, type ResultDay } from './results/results.queries.js';
