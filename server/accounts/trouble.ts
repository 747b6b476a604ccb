/**
 * What can go wrong with an account, in codes that are stable: the admin pages translate them, `describe` gives the
 * English sentence and what to do. The class decides how the account goes on:
 * `transient` backs off and recovers by itself, `throttled` waits as long as the server asks, `refused` stops until a
 * person reconnects, `configuration` stops until settings or the host's config change.
 */
export type TroubleClass = 'transient' | 'throttled' | 'refused' | 'configuration';

export const TROUBLE = {
  'address-not-allowed': {
    class: 'configuration',
    message: 'This address cannot be used as a mail server.',
    action:
      'Check the server name. A server on a private network has to be named in the plugin config (network.allow).',
  },
  'port-not-allowed': {
    class: 'configuration',
    message: 'This port is not a mail port.',
    action: 'Use 993 or 143 for IMAP, and 465, 587, 2525 or 25 for SMTP.',
  },
  'insecure-not-allowed': {
    class: 'configuration',
    message: 'A connection without encryption is not allowed to this server.',
    action: 'Choose TLS or STARTTLS.',
  },
  'host-not-found': {
    class: 'transient',
    message: 'The server name was not found.',
    action: 'Check the spelling of the server name.',
  },
  'connection-refused': {
    class: 'transient',
    message: 'The server does not answer on this port.',
    action: 'Check the port, or ask your mail provider whether the service is running.',
  },
  'connection-timeout': {
    class: 'transient',
    message: 'The server did not answer in time.',
    action: 'Check the server name and port, or try again later.',
  },
  'connection-lost': {
    class: 'transient',
    message: 'The server closed the connection.',
    action: 'Nothing: it is tried again by itself.',
  },
  'not-a-mail-server': {
    class: 'transient',
    message: 'What answers on this port does not speak the expected mail protocol.',
    action: 'Check the port and the security: 993 and 465 use TLS, 143 and 587 use STARTTLS.',
  },
  'tls-certificate-expired': {
    class: 'transient',
    message: "The server's certificate has expired.",
    action: 'Ask your mail provider to renew the certificate. Nothing was sent to the server.',
  },
  'tls-certificate-untrusted': {
    class: 'transient',
    message: "The server's certificate is not signed by an authority that is trusted here.",
    action: 'Check the server name, or have the host trust your own authority (NODE_EXTRA_CA_CERTS).',
  },
  'tls-host-mismatch': {
    class: 'transient',
    message: "The server's certificate is for another name.",
    action: 'Use the server name that your mail provider documents.',
  },
  'tls-not-offered': {
    class: 'transient',
    message: 'The server does not offer STARTTLS on this port.',
    action: 'Choose TLS with port 993 (IMAP) or 465 (SMTP). Nothing is ever sent unencrypted instead.',
  },
  'tls-failed': {
    class: 'transient',
    message: 'No encrypted connection could be made.',
    action: 'Check the port and the security.',
  },
  'login-refused': {
    class: 'refused',
    message: 'The server refused the user name or password.',
    action: 'Enter the password again. Many providers ask for an app password instead of your usual one.',
  },
  'credentials-missing': {
    class: 'refused',
    message: 'No password is stored for this account.',
    action: 'Enter the password again.',
  },
  'credentials-unreadable': {
    class: 'configuration',
    message: 'The stored password cannot be opened with the keys that this host has.',
    action: 'Restore the key in the plugin config (encryption.keys), or enter the password again.',
  },
  'encryption-key-missing': {
    class: 'configuration',
    message: 'This host has no encryption key, so no password can be stored.',
    action: 'Add encryption.keys to the plugin config; make a key with: openssl rand -base64 32',
  },
  'folder-missing': {
    class: 'transient',
    message: 'The inbox folder was not found on the server.',
    action: 'Check that the user name belongs to a mailbox.',
  },
  'sent-folder-missing': {
    class: 'transient',
    message: 'The server names no folder for sent mail.',
    action: 'A folder called Sent is created when the first answer is sent.',
  },
  'mailbox-read-only': {
    class: 'transient',
    message: 'The mailbox is read-only: mail can be read, and no copy of an answer can be filed in Sent.',
    action: 'Ask your mail provider for write access to keep copies of answers.',
  },
  'sender-refused': {
    class: 'refused',
    message: 'The server does not let this user send from this address.',
    action: 'Use the address of the mailbox, or ask your mail provider to allow it.',
  },
  throttled: {
    class: 'throttled',
    message: 'The server asks us to slow down.',
    action: 'Nothing: it goes on by itself.',
  },
  'server-unavailable': {
    class: 'transient',
    message: 'The server says that it is temporarily unavailable.',
    action: 'Nothing: it is tried again by itself.',
  },
  'storage-full': {
    class: 'transient',
    message: 'There is no room left on this host for incoming mail.',
    action: 'Free disk space. Nothing is lost: mail stays on the server until there is room.',
  },
  'whatsapp-token-refused': {
    class: 'refused',
    message: 'Meta no longer accepts the access token.',
    action: 'Make a new system-user token in Meta Business settings and enter it under "Reconnect".',
  },
  'whatsapp-test-token': {
    class: 'refused',
    message: 'This is a test token: Meta ends it after 24 hours.',
    action: 'Make a system-user token that does not expire in Meta Business settings.',
  },
  'whatsapp-permission-missing': {
    class: 'configuration',
    message: 'The access token lacks a permission, or Meta has not set the app up for this.',
    action:
      'Give the system user the app and the WhatsApp account, with whatsapp_business_messaging and whatsapp_business_management.',
  },
  'whatsapp-number-unknown': {
    class: 'configuration',
    message: 'This token does not find the number, or it belongs to another WhatsApp Business account.',
    action: 'Copy the phone number id and the WhatsApp Business account id again, from WhatsApp > API setup at Meta.',
  },
  'whatsapp-not-registered': {
    class: 'configuration',
    message: 'The number is not registered with the Cloud API.',
    action: 'Register it with its six-digit PIN on this page.',
  },
  'whatsapp-restricted': {
    class: 'configuration',
    message: 'Meta has restricted this account.',
    action: 'See the reason in WhatsApp Manager and appeal there. What customers write keeps coming in.',
  },
  'whatsapp-limited': {
    class: 'configuration',
    message: 'Meta limits what this account may send.',
    action: 'See what Meta says of it under "Number". Answers to customers go out as long as the limit is not reached.',
  },
  'whatsapp-billing-blocked': {
    class: 'configuration',
    message: 'Meta cannot charge for messages of this account.',
    action: 'Add or renew a payment method in WhatsApp Manager. What customers write keeps coming in.',
  },
  'whatsapp-not-subscribed': {
    class: 'configuration',
    message: 'Meta does not send this number’s messages to the app.',
    action: 'Subscribe the app on this page.',
  },
  'whatsapp-foreign-callback': {
    class: 'configuration',
    message: 'Messages of this number go to another address.',
    action: 'Remove the other address at Meta, or ask whoever uses it. It is never overwritten from here.',
  },
  'whatsapp-webhook-missing': {
    class: 'configuration',
    message: 'Meta has not called the address of this host yet.',
    action:
      'Paste the callback address and the verify token into the webhook settings of the app, and choose the field "messages".',
  },
  'whatsapp-no-event': {
    class: 'configuration',
    message: 'No event has arrived for this number yet.',
    action: 'Write a message to the number from a phone, then check again.',
  },
  'whatsapp-app-refused': {
    class: 'configuration',
    message: 'Meta does not accept the app id with this app secret, or the token belongs to another app.',
    action: 'Copy both again from App settings > Basic at Meta, and make the token for this same app.',
  },
  'whatsapp-token-expiring': {
    class: 'refused',
    message: 'The access token expires soon.',
    action: 'Make a system-user token that does not expire and enter it under "Reconnect".',
  },
  'whatsapp-unreachable': {
    class: 'transient',
    message: 'Meta does not answer.',
    action: 'Nothing: it is tried again by itself.',
  },
  'internal-error': {
    class: 'transient',
    message: 'Something unexpected went wrong on this host.',
    action: 'It is tried again by itself; the server log says more.',
  },
} as const satisfies Record<string, { class: TroubleClass; message: string; action: string }>;

export type TroubleCode = keyof typeof TROUBLE;

/** An expected failure of an account's connection. `detail` is for the log of the host, never for a page. */
export class Trouble extends Error {
  constructor(
    readonly code: TroubleCode,
    readonly detail?: string,
    /** Milliseconds that the server asks us to wait, for `throttled`. */
    readonly retryAfterMs?: number
  ) {
    super(TROUBLE[code].message);
    this.name = 'Trouble';
  }

  get class(): TroubleClass {
    return TROUBLE[this.code].class;
  }
}

export const describeTrouble = (code: TroubleCode) => TROUBLE[code];
