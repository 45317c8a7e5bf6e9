import { Module } from '@nestjs/common';
import { ChallengesModule } from '@relais/challenges';
import { DeliveryModule } from '@relais/delivery';
import { EditorialModule } from '@relais/editorial';
import { NetworkModule } from '@relais/network';
import { PagesModule } from '../pages/pages.module.js';
import { BricksController, WithdrawalsController } from './drafts/bricks.controller.js';
import { DraftView } from './drafts/draft-view.js';
import { DraftsController } from './drafts/drafts.controller.js';
import { CalendarController } from './calendar/calendar.controller.js';
import { CalendarView } from './calendar/calendar-view.js';
import { PeopleImportsController } from './imports/people-imports.controller.js';
import { SendingController } from './sends/sending.controller.js';
import { SendsController } from './sends/sends.controller.js';
import { ResultsController } from './results/results.controller.js';
import { LinesController } from './lines/lines.controller.js';
import { SegmentsController } from './segments/segments.controller.js';
import { PreviewReaders } from './previews/preview-readers.js';
import { PreviewsController } from './previews/previews.controller.js';
import { TestPageController } from './previews/test-page.controller.js';
import { TestSendsController } from './previews/test-sends.controller.js';

/** What the channel manager’s console asks for. */
@Module({
  imports: [NetworkModule, EditorialModule, DeliveryModule, ChallengesModule, PagesModule],
  controllers: [
    DraftsController,
    BricksController,
    WithdrawalsController,
    PreviewsController,
    TestSendsController,
    TestPageController,
    LinesController,
    SegmentsController,
    CalendarController,
    PeopleImportsController,
    SendsController,
    SendingController,
    ResultsController,
  ],
  providers: [DraftView, PreviewReaders, CalendarView],
})
export class ConsoleModule {}
