/** A system that writes its reports without fields, known by words that nobody else writes. */
export interface Form {
  name: string;
  marks: RegExp[];
  /** Words by which this form says that it goes on trying. */
  delayed?: RegExp;
}

export const FORMS: readonly Form[] = [
  {
    name: 'qmail',
    marks: [/this is the qmail-send program/i, /i(?:'m| am) afraid i wasn'?t able to deliver/i],
  },
  {
    name: 'exim',
    marks: [/this message was created automatically by (?:the )?mail delivery software/i],
    delayed: /has not (?:yet )?been delivered to (?:one or more|all)/i,
  },
  { name: 'postfix', marks: [/this is the (?:mail system|postfix program) at host/i] },
  {
    name: 'sendmail',
    marks: [
      /-{3,} the following addresses had (?:permanent|transient|delivery)/i,
      /-{3,} transcript of session follows/i,
    ],
    delayed: /transient non-fatal errors|this is a warning message only/i,
  },
  {
    name: 'exchange',
    marks: [
      /your message did not reach some or all of the intended recipients/i,
      /delivery has failed to these recipients or (?:groups|distribution lists)/i,
      /the following recipient\(s\) (?:could not|cannot) be reached/i,
      /your message to \S{3,320} could(?:n'?t| not) be delivered/i,
      /no se (?:pudo|puede|ha podido) entregar (?:el|su|tu) mensaje|error de entrega a estos destinatarios/i,
      /microsoft exchange|remote server returned '/i,
    ],
    delayed:
      /delivery to these recipients or (?:groups|distribution lists) is delayed|delivery (?:is|has been) delayed/i,
  },
  {
    name: 'gmail',
    marks: [
      /delivery to the following recipients? (?:failed permanently|has been delayed)/i,
      /address not found|message not delivered|message blocked|recipient inbox full/i,
      /there was a (?:temporary )?problem delivering your message to/i,
      /your message wasn'?t delivered to/i,
    ],
    delayed: /delivery incomplete|gmail will retry|temporary problem/i,
  },
  { name: 'domino', marks: [/your message\s{1,200}subject:[^\n]{0,1000}\n\s{0,200}was not delivered to:/i] },
  {
    name: 'yahoo',
    marks: [/sorry,? we were unable to deliver your message to the following address/i, /message from yahoo\.com/i],
  },
  {
    name: 'barracuda',
    marks: [
      /barracuda (?:spam|email security|networks)/i,
      /your message to: \S{1,320}\s{1,20}was (?:blocked|considered)/i,
    ],
  },
  {
    name: 'mimecast',
    marks: [
      /an email you addressed to email address ?:/i,
      /the email (?:that )?you sent (?:to|could not be delivered)/i,
    ],
  },
  {
    name: 'generic',
    marks: [
      /the following (?:addresses|recipients?|address\(es\)|recipient\(s\))[^\n]{0,80}(?:failed|undeliver|not be delivered|rejected)/i,
      /could(?: not|n't) be delivered to (?:one or more|the following|some)/i,
    ],
  },
];
