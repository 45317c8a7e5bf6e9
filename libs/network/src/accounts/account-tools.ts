import { Injectable } from '@nestjs/common';
import { AccessMails } from './access-mails.js';
import { AuditService } from './audit.service.js';
import { Passwords } from './passwords.js';
import { SessionsService } from './sessions.service.js';
import { BrowserMarks } from './browser-marks.js';

/** What changing an account takes: its password, its sessions, its mails, the trail. */
@Injectable()
export class AccountTools {
  constructor(
    readonly passwords: Passwords,
    readonly sessions: SessionsService,
    readonly mails: AccessMails,
    readonly audit: AuditService,
    readonly marks: BrowserMarks,
  ) {}
}
