import { ImapFlow } from 'imapflow';
import type { DemoFacts } from './demo';

/** Files a mail in the folder of sent mail, as Outlook or Thunderbird does after sending one. */
export async function fileInSent({ imap }: DemoFacts, raw: string): Promise<void> {
  const client = new ImapFlow({
    host: imap.host,
    port: imap.port,
    secure: false,
    doSTARTTLS: false,
    auth: { user: imap.user, pass: imap.password },
    logger: false,
  });
  await client.connect();
  try {
    const sent = (await client.list()).find((folder) => folder.specialUse === '\\Sent');
    if (!sent) throw new Error('the mailbox has no folder for sent mail');
    await client.append(sent.path, raw.replace(/\r?\n/g, '\r\n'), ['\\Seen']);
  } finally {
    await client.logout();
  }
}
