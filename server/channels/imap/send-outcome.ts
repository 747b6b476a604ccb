import { Trouble } from '../../accounts/trouble';
import type { OutgoingMail, RecipientOutcome, SendOutcome } from '../mail-channel';
import { classifySmtpError, isLoginRefusal, temporaryRefusal, type SmtpFailure } from './classify-smtp-error';

/** nodemailer's answer to a mail that was accepted for at least one recipient. */
export interface SmtpAcceptance {
  response: string;
  accepted: string[];
  rejectedErrors?: (SmtpFailure & { recipient?: string })[];
}

interface Facts {
  mail: Pick<OutgoingMail, 'recipients'>;
  /** Was the whole mail given to the connection, so that the server may have it all? */
  handedOver: boolean;
  /** Never shown, should the server say it. */
  password: string;
}

export function acceptedOutcome(info: SmtpAcceptance, { mail, password }: Facts): SendOutcome {
  const refusals = new Map(
    (info.rejectedErrors ?? []).map((error) => [error.recipient ?? '', serverWords(error.response, password)])
  );
  return {
    status: 'accepted',
    response: serverWords(info.response, password),
    recipients: mail.recipients.map((address): RecipientOutcome => {
      const refusal = refusals.get(address);
      return refusal === undefined
        ? { address, status: 'accepted', message: null }
        : { address, status: 'rejected', message: refusal };
    }),
  };
}

/**
 * What a failed send means. Only an answer of the server to the mail or its envelope settles it; where there is none,
 * it is uncertain from the moment the whole mail was handed over, and nothing can have left before that.
 */
export function failedOutcome(error: unknown, facts: Facts): SendOutcome {
  const failure: SmtpFailure & { rejectedErrors?: (SmtpFailure & { recipient?: string })[] } =
    typeof error === 'object' && error !== null ? error : {};
  const responseCode = Number(failure.responseCode) || 0;
  const response = typeof failure.response === 'string' ? failure.response : '';
  const answered = failure.code === 'EENVELOPE' || failure.code === 'EMESSAGE';

  if (answered && responseCode >= 400 && responseCode < 500) return notSent(temporaryRefusal(responseCode, response));
  if (answered && isLoginRefusal(responseCode)) return notSent(new Trouble('login-refused', `SMTP ${responseCode}`));
  // 503: the session was in another state than we thought; it says nothing about the mail (RFC 5321 section 4.2.4).
  if (answered && responseCode === 503 && !facts.handedOver)
    return notSent(new Trouble('server-unavailable', 'SMTP 503'));
  if (answered && responseCode >= 500) return rejected(failure, response, facts);
  // nodemailer compares the size with what the server announced (RFC 1870) before it says anything.
  if (failure.code === 'EMESSAGE' && failure.command === 'MAIL FROM')
    return rejected(failure, String(failure.message ?? ''), facts);
  const trouble = classifySmtpError(error);
  if (facts.handedOver) return { status: 'uncertain', detail: trouble.detail ?? trouble.code };
  return notSent(trouble);
}

const notSent = (trouble: Trouble): SendOutcome => ({ status: 'not-sent', trouble });

function rejected(
  failure: SmtpFailure & { rejectedErrors?: (SmtpFailure & { recipient?: string })[] },
  response: string,
  { mail, password }: Facts
): SendOutcome {
  const words = serverWords(response, password);
  const own = new Map(
    (failure.rejectedErrors ?? []).map((error) => [error.recipient ?? '', serverWords(error.response, password)])
  );
  return {
    status: 'rejected',
    code: rejectionCode(failure),
    response: words,
    recipients: mail.recipients.map((address) => ({ address, status: 'rejected', message: own.get(address) ?? words })),
  };
}

function rejectionCode({
  code,
  command,
  responseCode,
}: SmtpFailure): 'recipient-refused' | 'sender-refused' | 'message-refused' {
  if (command === 'RCPT TO') return 'recipient-refused';
  // 552 to MAIL FROM is about the size that was announced with it (RFC 1870 section 6.1).
  if (command === 'MAIL FROM' && code === 'EENVELOPE' && responseCode !== 552) return 'sender-refused';
  return 'message-refused';
}

/** One line without control characters, of a length that fits a page. */
export function serverWords(text: unknown, password: string): string {
  const words = (typeof text === 'string' ? text : '')
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const hidden = [password, Buffer.from(password).toString('base64')].filter((secret) => secret.length >= 4);
  return hidden.reduce((clean, secret) => clean.split(secret).join('***'), words).slice(0, 500);
}
