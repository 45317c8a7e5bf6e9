import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EditorialModule } from '@relais/editorial';
import { NetworkModule } from '@relais/network';
import { DkimVerifier } from '@relais/platform';
import { AbsencesService } from './absences/absences.service.js';
import { AnsweringService } from './answering/answering.service.js';
import { DeliverabilityQueries } from './deliverability/deliverability.queries.js';
import { DeliveryQueries } from './delivery.queries.js';
import { Absence, Closure } from './entities/absence.entity.js';
import { Answer } from './entities/answer.entity.js';
import { Delivery } from './entities/delivery.entity.js';
import { Enrolment, PlannedSlot } from './entities/enrolment.entity.js';
import { InboundMessage } from './entities/inbound-message.entity.js';
import { NoteRow } from './entities/note.entity.js';
import { OptOut } from './entities/opt-out.entity.js';
import { Review } from './entities/review.entity.js';
import { Suppression } from './entities/suppression.entity.js';
import { ChoiceTally, Tally, TallyDay } from './entities/tally.entity.js';
import { ParticipationQueries } from './standing/participation.queries.js';
import { TalliesQueries } from './tallies/tallies.queries.js';
import { TalliesService } from './tallies/tallies.service.js';
import { ToldRetraction } from './entities/told-retraction.entity.js';
import { InboundJournal } from './inbound/inbound-journal.js';
import { InboundService } from './inbound/inbound.service.js';
import { NoteMaker } from './inbound/notes/note-maker.js';
import { NoteWriter } from './inbound/notes/note-writer.js';
import { NotesService } from './inbound/notes/notes.service.js';
import { RepliesService } from './inbound/replies.service.js';
import { ReplyAftermath } from './inbound/reply-aftermath.js';
import { ReplyJudge } from './inbound/reply-judge.js';
import { ReportsService } from './inbound/reports.service.js';
import { SenderProof } from './inbound/sender/sender-proof.js';
import { InboxService } from './inbox/inbox.service.js';
import { ForecastService } from './planning/forecast.service.js';
import { MembershipService } from './planning/membership.service.js';
import { PlanningService } from './planning/planning.service.js';
import { PreferencesService } from './preferences/preferences.service.js';
import { PreviewService } from './previewing/preview.service.js';
import { TestSendsService } from './previewing/test-sends.service.js';
import { Notices } from './retracting/notices.js';
import { RetractionsService } from './retracting/retractions.service.js';
import { ReviewingService } from './reviewing/reviewing.service.js';
import { OverviewQueries } from './standing/overview.queries.js';
import { RepHistoryQueries } from './standing/rep-history.queries.js';
import { SimulationService } from './simulating/simulation.service.js';
import { CarryOver } from './sending/carry-over.js';
import { ClaimedMails } from './sending/claimed-mails.js';
import { MailComposer } from './sending/mail-composer.js';
import { MailWords } from './sending/mail-words.js';
import { OwnAddresses } from './sending/own-addresses.js';
import { Refusals } from './sending/refusals.js';
import { ProficiencyQueries } from './results/proficiency.queries.js';
import { ResultsQueries } from './results/results.queries.js';
import { SentDeliveriesQueries } from './sending/sent-deliveries.queries.js';
import { SendingStandingQueries } from './sending/sending-standing.queries.js';
import { SendingService } from './sending/sending.service.js';
import { RANDOM, Settlements } from './sending/settlements.js';

const SERVICES = [
  PlanningService,
  ForecastService,
  SendingService,
  AnsweringService,
  InboxService,
  ReviewingService,
  PreferencesService,
  AbsencesService,
  DeliveryQueries,
  SendingStandingQueries,
  DeliverabilityQueries,
  InboundService,
  NotesService,
  RetractionsService,
  SimulationService,
  OverviewQueries,
  RepHistoryQueries,
  PreviewService,
  TestSendsService,
  TalliesService,
  TalliesQueries,
  ParticipationQueries,
  SentDeliveriesQueries,
  ResultsQueries,
  ProficiencyQueries,
];

/** What inbound.service.ts is made of. */
const INBOUND = [
  InboundJournal,
  ReportsService,
  RepliesService,
  ReplyJudge,
  ReplyAftermath,
  SenderProof,
  NoteMaker,
  NoteWriter,
];

/** When and to whom: planning, sending, answering, coming back. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      Absence,
      Closure,
      Delivery,
      Enrolment,
      PlannedSlot,
      Answer,
      Review,
      OptOut,
      Suppression,
      InboundMessage,
      NoteRow,
      ToldRetraction,
      Tally,
      ChoiceTally,
      TallyDay,
    ]),
    NetworkModule,
    EditorialModule,
  ],
  providers: [
    ...SERVICES,
    MembershipService,
    CarryOver,
    ClaimedMails,
    MailComposer,
    MailWords,
    Settlements,
    Refusals,
    OwnAddresses,
    Notices,
    ...INBOUND,
    { provide: RANDOM, useValue: Math.random },
    { provide: DkimVerifier, useFactory: () => new DkimVerifier() },
  ],
  exports: SERVICES,
})
export class DeliveryModule {}
