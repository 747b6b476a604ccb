/** A Dovecot 2.3 with one mailbox, run by one ordinary user: no chroots, no TLS, no delay after a failed login. */
export function dovecotConfig({ run, account, host, port, home, passwords }) {
  return `
base_dir = ${run}/base
state_dir = ${run}/base
log_path = /dev/stderr
default_internal_user = ${account.name}
default_internal_group = ${account.group}
default_login_user = ${account.name}
first_valid_uid = 1
first_valid_gid = 1
listen = ${host}
protocols = imap
ssl = no
disable_plaintext_auth = no
auth_failure_delay = 0 secs
mail_location = maildir:~/Maildir
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u ${passwords}
}
userdb {
  driver = static
  args = allow_all_users=yes home=${home}
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }
  mailbox Drafts {
    auto = subscribe
    special_use = \\Drafts
  }
  mailbox Trash {
    auto = subscribe
    special_use = \\Trash
  }
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
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
`;
}
