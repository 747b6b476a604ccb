interface Known {
  detail: string;
  from: string | null;
  subject: string | null;
}

/**
 * What is kept beside the reason. From and Subject are customer content: shown only to those authorised for the account.
 * JSON, which escapes whatever a database may have refused the mail for.
 */
export const quarantineDetail = ({ detail, from, subject }: Known): string =>
  JSON.stringify({
    detail: detail.slice(0, 300),
    from: from?.slice(0, 300) ?? null,
    subject: subject?.slice(0, 300) ?? null,
  });
