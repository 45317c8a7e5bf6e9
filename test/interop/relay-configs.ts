import type { RelayRoot } from './relay-root.js';

/** Largest mail the servers take. */
export const MOST_BYTES = 100_000;
/** Messages an exim takes on one connection before it asks for another. */
export const EXIM_MESSAGES = 5;
/** Every server: `later@` is put off, `nobody@` does not exist, all others are passed on to the port of `onward`. */
export const PUT_OFF = 'later@partner.example';
export const UNKNOWN = 'nobody@partner.example';
/** Who may log in, over TLS. */
export const LOGIN = { user: 'relais', pass: 'secret' };
const CRYPTED = '$6$relais$FCVoJzChSI0WjtejeG.mV5n1A3jqPVkW3YxW9ucvGQaJ9zLTdmTy4uNsbknn4ajd/cCzOBwsHQkTaYL9egcmk.';

/** Ports of one server: its own, that of the next hop, and that of what checks passwords for postfix. */
export interface RelayPorts {
  own: number;
  onward: number;
  passwords: number;
}

/** How to set up and start one kind of server. */
export interface RelayKind {
  configure(root: RelayRoot, ports: RelayPorts): void;
  /** The program and its arguments, as seen inside the folder; it stays in the foreground. */
  command: string[];
  /** What it wrote about its work, for a test that fails. */
  logs: string[];
}

export const RELAYS: Record<'postfix' | 'exim' | 'opensmtpd', RelayKind> = {
  postfix: {
    command: ['/usr/lib/postfix/sbin/master', '-d', '-c', '/etc/postfix'],
    logs: ['var/log/postfix.log'],
    configure(root, { own, onward, passwords }) {
      root.write(
        'etc/postfix/main.cf',
        `compatibility_level = 3.6
queue_directory = /var/spool/postfix
data_directory = /var/lib/postfix
daemon_directory = /usr/lib/postfix/sbin
command_directory = /usr/sbin
shlib_directory = /usr/lib/postfix
mail_owner = postfix
setgid_group = postdrop
maillog_file = /var/log/postfix.log
myhostname = postfix.test
mydestination =
alias_maps =
alias_database =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtpd_peername_lookup = no
smtp_dns_support_level = disabled
relayhost = [127.0.0.1]:${onward}
message_size_limit = ${MOST_BYTES}
smtpd_relay_restrictions = check_recipient_access inline:{ {${PUT_OFF} = 450 4.7.1 come back later} {${UNKNOWN} = 550 5.1.1 no such mailbox} }, permit_mynetworks, reject
header_checks = regexp:/etc/postfix/header_checks
smtpd_tls_security_level = may
smtpd_tls_cert_file = /etc/certificate.pem
smtpd_tls_key_file = /etc/key.pem
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:${passwords}
smtpd_tls_auth_only = yes
`,
      );
      root.write('etc/postfix/header_checks', '/^X-Refuse:/ REJECT not wanted\n');
      const services = `127.0.0.1:${own} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`;
      root.write('etc/postfix/master.cf', services);
      root.folder('var/spool/postfix', 'root', 0o755);
      root.folder('var/spool/postfix/pid', 'root', 0o755);
      for (const queue of [
        'active',
        'bounce',
        'corrupt',
        'defer',
        'deferred',
        'flush',
        'hold',
        'incoming',
        'private',
        'saved',
        'trace',
      ])
        root.folder(`var/spool/postfix/${queue}`, 'postfix');
      root.folder('var/spool/postfix/public', 'postfix', 0o710, 'postdrop');
      root.folder('var/spool/postfix/maildrop', 'postfix', 0o730, 'postdrop');
      root.folder('var/lib/postfix', 'postfix');
      root.folder('var/log', 'root', 0o755);
    },
  },
  exim: {
    command: ['/usr/sbin/exim4', '-bdf', '-q1m'],
    logs: ['var/log/exim4/mainlog', 'var/log/exim4/paniclog', 'var/log/exim4/rejectlog'],
    configure(root, { own, onward }) {
      root.write(
        'etc/exim4/exim4.conf',
        `primary_hostname = exim.test
daemon_smtp_ports = ${own}
local_interfaces = 127.0.0.1
host_lookup =
rfc1413_query_timeout = 0s
message_size_limit = ${MOST_BYTES}
smtp_accept_max_per_connection = ${EXIM_MESSAGES}
smtp_accept_queue_per_connection = 0
tls_advertise_hosts = *
tls_certificate = /etc/certificate.pem
tls_privatekey = /etc/key.pem
keep_environment =
acl_smtp_rcpt = rcpt
acl_smtp_data = content
begin acl
rcpt:
  defer recipients = ${PUT_OFF}
        message = 451 4.7.1 come back later
  deny recipients = ${UNKNOWN}
       message = 550 5.1.1 no such mailbox
  accept
content:
  deny condition = \${if def:h_X-Refuse:}
       message = 550 5.7.1 not wanted
  accept
begin routers
onward:
  driver = manualroute
  route_list = * 127.0.0.1
  self = send
  transport = onward
begin transports
onward:
  driver = smtp
  port = ${onward}
  allow_localhost
  hosts_avoid_tls = *
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_advertise_condition = \${if def:tls_in_cipher}
  server_prompts = :
  server_condition = \${if and{{eq{$auth2}{${LOGIN.user}}}{eq{$auth3}{${LOGIN.pass}}}}}
  server_set_id = $auth2
`,
      );
      root.write('etc/key.pem', root.read('etc/key.pem'), 0o600, 'Debian-exim');
      for (const folder of ['var/spool/exim4', 'var/log/exim4']) root.folder(folder, 'Debian-exim');
      root.folder('run/exim4', 'Debian-exim');
    },
  },
  opensmtpd: {
    command: ['/usr/sbin/smtpd', '-d', '-f', '/etc/smtpd.conf'],
    logs: [],
    configure(root, { own, onward }) {
      root.write(
        'etc/smtpd.conf',
        `pki opensmtpd.test cert "/etc/certificate.pem"
pki opensmtpd.test key "/etc/key.pem"
table logins file:/etc/logins
table putoff { "${PUT_OFF}" }
table unknown { "${UNKNOWN}" }
smtp max-message-size "${MOST_BYTES}"
filter putoff phase rcpt-to match rcpt-to <putoff> reject "451 4.7.1 come back later"
filter unknown phase rcpt-to match rcpt-to <unknown> reject "550 5.1.1 no such mailbox"
filter all chain { putoff, unknown }
listen on 127.0.0.1 port ${own} tls pki opensmtpd.test auth-optional <logins> hostname opensmtpd.test filter all
action onward relay host "smtp://127.0.0.1:${onward}" helo opensmtpd.test
match from any for any action onward
`,
      );
      root.write('etc/logins', `${LOGIN.user} ${CRYPTED}\n`, 0o640, 'opensmtpd');
      root.folder('var/spool/smtpd', 'root', 0o711);
      root.folder('var/lib/opensmtpd/empty', 'root', 0o755);
      root.folder('var/run', 'root', 0o755);
    },
  },
};

export type RelayName = keyof typeof RELAYS;
