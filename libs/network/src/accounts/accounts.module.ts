import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessMailParts } from './access-mail-parts.js';
import { AccessMails } from './access-mails.js';
import { AccountPasswordsService } from './account-passwords.service.js';
import { AccountTools } from './account-tools.js';
import { AccountsQueries } from './accounts.queries.js';
import { AccountsService } from './accounts.service.js';
import { AuditService } from './audit.service.js';
import { DemoAccountsService } from './demo-accounts.service.js';
import { Account } from './entities/account.entity.js';
import { AuditEntry } from './entities/audit-entry.entity.js';
import { RecoveryCode } from './entities/recovery-code.entity.js';
import { Session } from './entities/session.entity.js';
import { SingleUseToken } from './entities/single-use-token.entity.js';
import { FirstAdminService } from './first-admin.service.js';
import { OutsideIdentityService } from './outside-identity.service.js';
import { Passwords } from './passwords.js';
import { SecondFactorService } from './second-factor.service.js';
import { SessionsService } from './sessions.service.js';
import { SignInLinksService } from './sign-in-links.service.js';
import { SignInRecords } from './sign-in-records.js';
import { BrowserMarks } from './browser-marks.js';
import { SignInService } from './sign-in.service.js';

const SERVICES = [
  BrowserMarks,
  AccessMails,
  AccountPasswordsService,
  AccountsQueries,
  AccountsService,
  AuditService,
  DemoAccountsService,
  FirstAdminService,
  OutsideIdentityService,
  SecondFactorService,
  SessionsService,
  SignInLinksService,
  SignInRecords,
  SignInService,
];

/** Who may come in: accounts, sessions, the ways to sign in, the trail. */
@Module({
  imports: [TypeOrmModule.forFeature([Account, AuditEntry, RecoveryCode, Session, SingleUseToken])],
  providers: [...SERVICES, AccessMailParts, AccountTools, Passwords],
  exports: SERVICES,
})
export class AccountsModule {}
