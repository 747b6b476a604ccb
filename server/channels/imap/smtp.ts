import type { OutgoingMail, SendOutcome } from '../mail-channel';
import { classifySmtpError } from './classify-smtp-error';
import type { ImapTarget, NetworkDeps } from './connection';
import { acceptedOutcome, failedOutcome, type SmtpAcceptance } from './send-outcome';
import { openSmtp, type SmtpConnection } from './smtp-connection';
import { wholeMail } from './whole-mail';

/**
 * Sends one mail over a connection of its own. Never throws for what the server does: see `SendOutcome`. An abort
 * breaks off; the outcome then says how far it came.
 */
export async function sendMail(
  deps: NetworkDeps,
  target: ImapTarget,
  mail: OutgoingMail,
  signal: AbortSignal
): Promise<SendOutcome> {
  let smtp: SmtpConnection | null = null;
  try {
    smtp = await openSmtp(target, deps, { signal });
    await smtp.login();
    return await transmit(smtp, target, mail, signal);
  } catch (error) {
    return { status: 'not-sent', trouble: classifySmtpError(error) };
  } finally {
    smtp?.end();
  }
}

async function transmit(
  { client }: SmtpConnection,
  target: ImapTarget,
  mail: OutgoingMail,
  signal: AbortSignal
): Promise<SendOutcome> {
  const whole = wholeMail(await mail.raw(), mail.size);
  const facts = () => ({ mail, handedOver: whole.handedOver, password: target.secrets.password });
  const abort = () => client.close();
  signal.addEventListener('abort', abort, { once: true });
  try {
    const info = await new Promise<SmtpAcceptance>((resolve, reject) => {
      // close() by us forgets the send in flight without calling back; other ends call back right after this event.
      client.once('end', () =>
        setImmediate(() => reject(Object.assign(new Error('connection closed'), { code: 'ECONNECTION' })))
      );
      client.send(
        { from: mail.from, to: mail.recipients, size: mail.size, use8BitMime: true },
        whole.stream,
        (error, result) => (error ? reject(error) : resolve(result))
      );
      if (signal.aborted) abort();
    });
    return acceptedOutcome(info, facts());
  } catch (error) {
    // Without the final dot; a half-sent mail is thrown away by the server (RFC 5321 section 4.1.1.4).
    client.close();
    return failedOutcome(error, facts());
  } finally {
    signal.removeEventListener('abort', abort);
    whole.stream.destroy();
  }
}
