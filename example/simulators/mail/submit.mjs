import nodemailer from 'nodemailer';

/** Hands a mail to the company's mail exchanger, as the customer's provider would: SMTP, no login. */
export async function submitToCompany({ host, port, from, to, raw }) {
  const transport = nodemailer.createTransport({
    host,
    port,
    secure: false,
    ignoreTLS: true,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({ envelope: { from, to: [to] }, raw });
  } finally {
    transport.close();
  }
}
