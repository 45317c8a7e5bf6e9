import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { NetworkModule } from '@relais/network';
import { AccessCookies } from './access-cookies.js';
import { AccessGuard } from './access.guard.js';
import { AccountsController } from './accounts.controller.js';
import { AuditController } from './audit.controller.js';
import { OidcClient } from './oidc-client.js';
import { OidcController } from './oidc.controller.js';
import { PasswordController } from './password.controller.js';
import { SecondFactorController } from './second-factor.controller.js';
import { SessionController } from './session.controller.js';
import { SessionView } from './session-view.js';
import { SessionsController } from './sessions.controller.js';
import { SignInLinksController } from './sign-in-links.controller.js';

/** Who may come in: the gate of every route, and the routes of sign-in. */
@Module({
  imports: [NetworkModule],
  controllers: [
    SessionController,
    SessionsController,
    SignInLinksController,
    PasswordController,
    SecondFactorController,
    OidcController,
    AccountsController,
    AuditController,
  ],
  providers: [AccessCookies, SessionView, OidcClient, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [AccessCookies, NetworkModule],
})
export class AccessModule {}
