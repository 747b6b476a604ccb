import { randomUUID } from 'node:crypto';

export interface DeliveryReportSource {
  /** Message-ID of the mail that the report is about. */
  about: string;
  recipient: string;
  action?: 'failed' | 'delayed' | 'delivered';
  status?: string;
  diagnostic?: string;
  messageId?: string;
}

/** A report as Postfix writes it (RFC 3464), by hand: what reads it must not have made it. */
export function deliveryReport({
  about,
  recipient,
  action = 'failed',
  status = '5.1.1',
  diagnostic = `550 5.1.1 <${recipient}>: Recipient address rejected: User unknown`,
  messageId = `<${randomUUID()}@mail.empresa.test>`,
}: DeliveryReportSource): string {
  return [
    'From: MAILER-DAEMON@mail.empresa.test (Mail Delivery System)',
    'To: ventas@empresa.test',
    'Subject: Undelivered Mail Returned to Sender',
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: ${messageId}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="report"',
    '',
    '--report',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'This is the mail system at host mail.empresa.test.',
    '',
    '--report',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mail.empresa.test',
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${diagnostic}`,
    '',
    '--report',
    'Content-Type: text/rfc822-headers',
    '',
    'From: Ventas Empresa <ventas@empresa.test>',
    `To: ${recipient}`,
    'Subject: Re: algo',
    `Message-ID: ${about}`,
    '',
    '--report--',
    '',
  ].join('\r\n');
}
