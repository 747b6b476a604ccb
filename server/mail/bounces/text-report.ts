import { bareAddress } from './address';
import { FORMS, type Form } from './forms';
import { recipientGroups } from './recipient-groups';
import { outcomeOf } from './outcome';
import { reportPart } from './report-part';
import type { DeliveryAction, RecipientReport } from './types';

const MAX_RECIPIENTS = 100;

export interface TextReport {
  form: string;
  recipients: RecipientReport[];
  overall: Omit<RecipientReport, 'address' | 'originalAddress'>;
}

/** The words of systems that write no fields. Null where no known form, and nothing like one, is found. */
export function readTextReport(
  subject: string,
  text: string,
  failedRecipients: readonly string[],
  mayGuess: boolean
): TextReport | null {
  const report = reportPart(text);
  const form = formOf(subject, report, failedRecipients.length > 0, mayGuess);
  if (!form) return null;
  const action = actionOf(form, subject, report);
  const groups = recipientGroups(report).slice(0, MAX_RECIPIENTS);
  const overall = outcomeOf(action, null, codedWords(report) ?? report.slice(0, MAX_WORDS));
  const named = failedRecipients.flatMap((value) => value.split(',').map(bareAddress)).filter((one) => one !== null);
  const addresses = [...new Set(named.length > 0 ? named : groups.map(({ address }) => address))];
  const recipients = addresses.slice(0, MAX_RECIPIENTS).map((address) => {
    const words = groups.find((group) => group.address === address && group.words !== '')?.words;
    const own = words === undefined ? null : outcomeOf(action, null, words);
    const isAlone = addresses.length === 1;
    return {
      address,
      originalAddress: null,
      ...(own && !(isAlone && saysLittle(own)) ? own : alone(report, own, overall)),
    };
  });
  return { form: form.name, recipients, overall };
}

const GUESS: Form = { name: 'unknown', marks: [] };
const FAILURE =
  /undeliver|(?:not|never) (?:be )?delivered|could(?: not|n't) be delivered|delivery (?:has |status notification )?\W{0,2}fail|fail(?:ed|ure) (?:permanently|notice)|returned mail|returned to sender|mail delivery (?:failed|failure)|non.?remis|unzustellbar|no se (?:ha podido|pudo|puede) entregar|n[aã]o (?:foi|p[oô]de ser) entregue|delivery (?:incomplete|delayed)|permanent (?:fatal )?errors?|\b5\d\d[ -]#?5\.\d{1,3}\.\d{1,3}\b/i;

function formOf(subject: string, report: string, hasHeader: boolean, mayGuess: boolean): Form | null {
  const known = FORMS.find(({ marks }) => marks.some((mark) => mark.test(report)));
  if (known) return known;
  const looksFailed = FAILURE.test(subject) || FAILURE.test(report.slice(0, 5000));
  return (hasHeader || mayGuess) && looksFailed ? GUESS : null;
}

const DELAY =
  /\bdelayed\b|delivery incomplete|will (?:be retried|continue|keep|retry)|still (?:being retried|trying)|warning message only|do not need to resend|not (?:yet )?been delivered (?:yet )?(?:after|for)|has not been delivered to (?:one or more|its|all)|(?:transient|temporary) (?:non-?fatal )?(?:errors?|problem)|retraso|verz[oö]ger/i;
const FINAL =
  /fail(?:ed|ure) permanently|permanent (?:fatal )?(?:error|failure)|giving up|given up|i'?ve given up|could not be delivered|undeliverable|returned to sender|delivery failed/i;

function actionOf(form: Form, subject: string, report: string): DeliveryAction {
  const words = `${subject}\n${report.slice(0, 5000)}`;
  if (FINAL.test(words)) return 'failed';
  return form.delayed?.test(words) || DELAY.test(words) ? 'delayed' : 'failed';
}

const MAX_WORDS = 600;

type Outcome = TextReport['overall'];

const saysLittle = (outcome: Outcome): boolean => outcome.status === null && outcome.smtpCode === null;

/** A report about one recipient may give the server's answer far from the address. */
function alone(report: string, own: Outcome | null, overall: Outcome): Outcome {
  if (!own) return overall;
  if (!saysLittle(overall)) return overall.reason === 'unknown' ? { ...overall, reason: own.reason } : overall;
  if (own.reason !== 'unknown') return own;
  const whole = outcomeOf(own.action, null, report.slice(0, MAX_JUDGED));
  return { ...whole, diagnostic: own.diagnostic };
}

const MAX_JUDGED = 2000;
const CODED = /(?:^|[:;'"(#<>])\s*[45]\d\d[ \-:#]|(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.])/;

/** From the first line with a code on, that of the mail's own subject left aside. */
function codedWords(report: string): string | null {
  const lines = report.split('\n', 400).map((line) => line.slice(0, 1000));
  const first = lines.findIndex((line) => CODED.test(line) && !/^\s*subject\s*:/i.test(line));
  if (first < 0) return null;
  const after = lines.slice(first, first + 6);
  const end = after.findIndex((line) => line.trim() === '');
  return after
    .slice(0, end < 0 ? undefined : end)
    .join(' ')
    .slice(0, MAX_WORDS);
}
