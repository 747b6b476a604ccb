const people = (field) =>
  [field ?? []]
    .flat()
    .flatMap((entry) => entry.value)
    .map(({ name, address }) => ({ name: name ?? '', address: address ?? '' }));

/** A mail as the page and the tests see it. `direction` is the customer's point of view. */
export function toDto({ id, side, at, mail }, threadId, base) {
  return {
    id,
    threadId,
    direction: side,
    from: people(mail.from)[0] ?? { name: '', address: '' },
    to: people(mail.to),
    cc: people(mail.cc),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html || null,
    at: at.toISOString(),
    date: mail.date?.toISOString() ?? null,
    messageId: mail.messageId ?? null,
    inReplyTo: mail.inReplyTo ?? null,
    references: [mail.references ?? []].flat(),
    attachments: mail.attachments.map((file, index) => ({
      name: file.filename ?? `adjunto-${index + 1}`,
      type: file.contentType,
      size: file.size,
      inline: Boolean(file.related),
      url: `${base}/${id}/attachments/${index}`,
    })),
  };
}
