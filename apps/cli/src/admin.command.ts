import { AccountsService, OPERATOR, STAFF_ROLES, type StaffRole } from '@relais/network';
import { Invalid, rows } from '@relais/platform';
import { DataSource } from 'typeorm';
import type { RegisterCommands } from './command.js';

interface InviteFlags {
  name?: string;
  role: string;
  partner?: string;
  locale?: string;
}

/** `relais admin`: lets people in from the command line, also when nobody else can. */
export const registerAdminCommands: RegisterCommands = (program, line) => {
  const admin = program.command('admin').description('accounts of staff and partner admins');
  admin
    .command('invite')
    .argument('<email>', 'address of the person')
    .description('make an account, mail its invitation and print the link (it works once, within fourteen days)')
    .option('--name <name>', 'name of the person; the address if left out')
    .option('--role <role>', `one of ${STAFF_ROLES.join(', ')}`, 'programme-admin')
    .option('--partner <id>', 'company of a partner admin, by its id in people files')
    .option('--locale <locale>', 'language of the mail and the interface, such as fr', 'en')
    .action(async (email: string, flags: InviteFlags) => {
      const role = STAFF_ROLES.find((known) => known === flags.role);
      if (!role)
        throw new Invalid('account.invalid', 'The account has faults:', [
          {
            where: '--role',
            what: `${JSON.stringify(flags.role)} is not a role`,
            fix: `one of ${STAFF_ROLES.join(', ')}`,
          },
        ]);
      const { link } = await line.withApp(async (app) => {
        const partnerId = flags.partner === undefined ? null : await partnerOf(app.get(DataSource), flags.partner);
        const roles: StaffRole[] = [role];
        const person = { email, name: flags.name ?? email, locale: flags.locale, roles, partnerId };
        return app.get(AccountsService).invite(person, OPERATOR);
      });
      line.print(link);
    });
};

async function partnerOf(db: DataSource, externalId: string): Promise<number> {
  const [found] = await rows<{ id: number }>(db, 'SELECT id FROM network.partner WHERE external_id = $1', [externalId]);
  if (!found)
    throw new Invalid('account.invalid', 'The account has faults:', [
      { where: '--partner', what: `there is no partner ${externalId}` },
    ]);
  return found.id;
}
