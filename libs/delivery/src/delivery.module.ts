import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EditorialModule } from '@relais/editorial';
import { NetworkModule } from '@relais/network';
import { AnsweringService } from './answering/answering.service.js';
import { DeliveryQueries } from './delivery.queries.js';
import { Absence } from './entities/absence.entity.js';
import { Answer } from './entities/answer.entity.js';
import { Delivery } from './entities/delivery.entity.js';
import { Enrolment, PlannedSlot } from './entities/enrolment.entity.js';
import { OptOut } from './entities/opt-out.entity.js';
import { Review } from './entities/review.entity.js';
import { ForecastService } from './planning/forecast.service.js';
import { MembershipService } from './planning/membership.service.js';
import { PlanningService } from './planning/planning.service.js';
import { PreferencesService } from './preferences/preferences.service.js';
import { ReviewingService } from './reviewing/reviewing.service.js';
import { MailComposer } from './sending/mail-composer.js';
import { MailWords } from './sending/mail-words.js';
import { SendingService } from './sending/sending.service.js';
import { RANDOM, Settlements } from './sending/settlements.js';

const SERVICES = [
  PlanningService,
  ForecastService,
  SendingService,
  AnsweringService,
  ReviewingService,
  PreferencesService,
  DeliveryQueries,
];

/** When and to whom: planning, sending, answering, coming back. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Absence, Delivery, Enrolment, PlannedSlot, Answer, Review, OptOut]),
    NetworkModule,
    EditorialModule,
  ],
  providers: [
    ...SERVICES,
    MembershipService,
    MailComposer,
    MailWords,
    Settlements,
    { provide: RANDOM, useValue: Math.random },
  ],
  exports: SERVICES,
})
export class DeliveryModule {}
