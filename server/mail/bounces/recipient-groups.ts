import { bareAddress } from './address';

export interface RecipientGroup {
  address: string;
  /** What stands with the address, until the next one. */
  words: string;
}

const MAX_LINE = 1000;
const MAX_WORDS = 1200;
const MAX_GROUPS = 200;

const A = '[^\\s<>()\\[\\]@,;:"]{1,64}@[^\\s<>()\\[\\]@,;:"]{1,253}';
const LINES: RegExp[] = [
  // `<a@b>: host said`, `<a@b> (expanded from <c@d>): host said`, `<a@b>`
  new RegExp(`^\\s*<(${A})>(?:\\s*\\([^)]{0,300}\\))?\\s*:?\\s*(.*)$`),
  // `a@b`, `a@b:`, `* a@b`
  new RegExp(`^[\\s*\\u2022>-]*(${A})\\s*:?\\s*$`),
  // Exim: `a@b (generated from c@d)`; Exchange 2000: `a@b on 22/11/2026 10:11`; Office 365: `a@b<mailto:a@b>`
  new RegExp(`^[\\s*-]*(${A})(?:\\s+\\(|\\s+on \\d|\\s*<mailto:|\\s+because[ :]|\\s*:\\s)(.*)$`, 'i'),
  // `Name (a@b)`, `Name <a@b>`
  new RegExp(`^[^<>()@:]{1,200}[<(](?:mailto:)?(${A})[>)]\\s*(?:<mailto:.*)?:?()$`, 'i'),
  // `Recipient: [SMTP:a@b]`, `To: a@b`, `Recipient Address: a@b`
  new RegExp(
    `^[\\s*-]*(?:recipients?(?: address)?|to|failed recipient|e-?mail address|destinatarios?|your (?:message|e?mail) to)\\s*:\\s*(?:\\[smtp:|<|mailto:)?(${A})[>\\]]?(.*)$`,
    'i'
  ),
  // `Your message to a@b couldn't be delivered`, `… wasn't delivered to a@b because`, `entregar … a a@b`
  new RegExp(
    `(?:^|\\s)(?:message|mail|email|mensaje|delivered|delivering|deliver|entregar|address)[^@<>]{0,80}\\s<?(${A})>?(?=[\\s.,:;]|$)(.*)$`,
    'i'
  ),
];

/** A line that begins the next section ends what is said of the recipient above it. */
const SECTION = /^\s*(?:-{3,}|={3,}|diagnostic information|technical details|generating server)/i;

/**
 * Addresses in a report with the words that belong to each: on the line itself, or below it until the next address. Only
 * addresses that the mail had gone to are believed later, so that a postmaster's or a forward's among them does no harm.
 */
export function recipientGroups(report: string): RecipientGroup[] {
  const groups: RecipientGroup[] = [];
  let open: RecipientGroup | null = null;
  let blanks = 0;
  for (const full of report.split('\n')) {
    const line = full.slice(0, MAX_LINE);
    const start = line.includes('@') ? begin(line) : null;
    if (start) {
      if (groups.length >= MAX_GROUPS) break;
      open = start;
      blanks = 0;
      groups.push(open);
      continue;
    }
    if (/^\s*(?:because:)?\s*$/i.test(line)) {
      blanks += 1;
      // Empty lines may part an address from its reason; the first one after the reason ends it.
      if (blanks > 3 || open?.words !== '') open = null;
      continue;
    }
    if (SECTION.test(line)) open = null;
    if (open && open.words.length < MAX_WORDS) open.words = `${open.words} ${line.trim()}`.trim().slice(0, MAX_WORDS);
  }
  return groups;
}

function begin(line: string): RecipientGroup | null {
  for (const pattern of LINES) {
    const match = pattern.exec(line);
    const address = match ? bareAddress(match[1] ?? '') : null;
    if (address !== null) return { address, words: (match?.[2] ?? '').trim() };
  }
  return null;
}
