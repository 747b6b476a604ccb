export interface DovecotConfig {
  /** Holds everything; owned by `user`. */
  directory: string;
  user: string;
  imapPort: number;
  imapsPort: number;
  lmtpPort: number;
  submissionPort: number;
  /** PEM files; without them there is no TLS at all, so STARTTLS is not offered either. */
  tls: { cert: string; key: string } | null;
  /** An SMTP server that takes what comes in by submission. */
  relay: { host: string; port: number } | null;
  readOnlyUsers: string[];
  /** Made and marked as \\Sent in every mailbox; null for a server that knows no such folder. */
  sentFolder: string | null;
}

/**
 * A Dovecot 2.3 of one ordinary user: no chroots, no other users, no delay after a failed login (by default a client
 * waits longer with each one, and successful logins with it).
 */
export function dovecotConfig(config: DovecotConfig): string {
  const { directory, user } = config;
  return `
base_dir = ${directory}/run
state_dir = ${directory}/state
log_path = ${directory}/dovecot.log
info_log_path = ${directory}/dovecot.log
default_internal_user = ${user}
default_internal_group = ${user === 'nobody' ? 'nogroup' : user}
default_login_user = ${user}
first_valid_uid = 1
first_valid_gid = 1
listen = 127.0.0.1
protocols = imap lmtp${config.relay ? ' submission' : ''}
disable_plaintext_auth = no
auth_failure_delay = 0 secs
auth_mechanisms = plain login
auth_username_chars =
mail_location = maildir:~/Maildir
mail_plugins = acl
mail_max_userip_connections = 200
${config.tls ? `ssl = yes\nssl_cert = <${config.tls.cert}\nssl_key = <${config.tls.key}` : 'ssl = no'}
${config.relay ? `submission_relay_host = ${config.relay.host}\nsubmission_relay_port = ${config.relay.port}\nsubmission_relay_trusted = yes\nhostname = localhost` : ''}

passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u ${directory}/passwords
}
userdb {
  driver = static
  args = allow_all_users=yes home=${directory}/mail/%u
}
namespace inbox {
  inbox = yes
  separator = /
${config.sentFolder === null ? '' : `  mailbox "${config.sentFolder}" {\n    auto = create\n    special_use = \\Sent\n  }`}
}
plugin {
  acl = vfile:${directory}/acl
}
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${config.imapPort}
  }
  inet_listener imaps {
    port = ${config.tls ? config.imapsPort : 0}
    ssl = yes
  }
}
service submission-login {
  chroot =
  inet_listener submission {
    port = ${config.submissionPort}
  }
}
service lmtp {
  inet_listener lmtp {
    port = ${config.lmtpPort}
  }
}
`;
}

/** Global ACLs: everyone owns their mailboxes, the read-only users may look and read. */
export const aclFile = (readOnlyUsers: string[]) => readOnlyUsers.map((user) => `* user=${user} lr\n`).join('');

export const passwordFile = (passwords: Map<string, string>) =>
  [...passwords].map(([user, password]) => `${user}:{PLAIN}${password}::::::\n`).join('');
