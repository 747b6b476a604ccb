/** Nothing before it that would make it part of an IP address or a version, nothing after it either. */
const ENHANCED = /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?!\d|\.\d)/;
const SMTP = /(?<![\d.:/-])([245]\d\d)(?=[\s\-#:;,)]|$)/;

/** The first enhanced status code of a text (RFC 3463 section 2). */
export const enhancedStatus = (text: string): string | null => ENHANCED.exec(text)?.[1] ?? null;

/** The first reply code of a text that can be one (RFC 5321 section 4.2). */
export const smtpCode = (text: string): string | null => SMTP.exec(text)?.[1] ?? null;
