import { Module } from '@nestjs/common';
import { ChallengesModule } from '@relais/challenges';
import { DeliveryModule } from '@relais/delivery';
import { EditorialModule } from '@relais/editorial';
import { NetworkModule } from '@relais/network';
import { BricksController, WithdrawalsController } from './drafts/bricks.controller.js';
import { DraftView } from './drafts/draft-view.js';
import { DraftsController } from './drafts/drafts.controller.js';

/** What the channel manager’s console asks for. */
@Module({
  imports: [NetworkModule, EditorialModule, DeliveryModule, ChallengesModule],
  controllers: [DraftsController, BricksController, WithdrawalsController],
  providers: [DraftView],
})
export class ConsoleModule {}
