import { SMTPServer } from 'smtp-server';

const MAX_BYTES = 60 * 1024 * 1024;
/** Addresses that this service does not know, so that a refused recipient can be tried out. */
const UNKNOWN_LOCAL_PART = /^(no-existe|does-not-exist)@/i;

/**
 * Plays the company's mail provider. Whoever logs in as the company may write to anybody; whoever does not may only
 * write to the company, as any mail exchanger has it.
 */
export async function startSmtpService({ host, port, company, deliverToCompany, deliverOutside }) {
  const isCompany = (address) => address.toLowerCase() === company.address;

  const server = new SMTPServer({
    name: 'mail.recambios-levante.example',
    banner: 'Demo',
    size: MAX_BYTES,
    authOptional: true,
    authMethods: ['PLAIN', 'LOGIN'],
    // The demo listens on loopback only; there is no certificate to offer.
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    closeTimeout: 500,
    onAuth(auth, _session, done) {
      const right = auth.username?.toLowerCase() === company.address && auth.password === company.password;
      return right ? done(null, { user: company.address }) : done(answer(535, '5.7.8 Authentication failed'));
    },
    onMailFrom(from, session, done) {
      if (session.user && !isCompany(from.address)) return done(answer(553, '5.7.1 Sender address not owned by user'));
      return done();
    },
    onRcptTo(to, session, done) {
      if (UNKNOWN_LOCAL_PART.test(to.address)) return done(answer(550, '5.1.1 No such user here'));
      if (!session.user && !isCompany(to.address)) return done(answer(550, '5.7.1 Relaying denied'));
      return done();
    },
    onData(stream, session, done) {
      const chunks = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('error', done);
      stream.on('end', () => {
        if (stream.sizeExceeded) return done(answer(552, '5.3.4 Message too big'));
        accept(Buffer.concat(chunks), session).then((id) => done(null, `2.0.0 Queued as ${id}`), done);
      });
    },
  });
  // A client that goes away in mid-session is no reason to end the service.
  server.on('error', (error) => {
    if (error.code === 'EADDRINUSE') return;
    console.error(`smtp: ${error.message}`);
  });

  async function accept(raw, session) {
    const receivedAt = new Date();
    const trace = Buffer.from(
      `Return-Path: <${session.envelope.mailFrom.address}>\r\n` +
        `Received: from [${session.remoteAddress}] by mail.recambios-levante.example with ESMTP id ${session.id};\r\n` +
        ` ${receivedAt.toUTCString().replace('GMT', '+0000')}\r\n`
    );
    const mail = Buffer.concat([trace, raw]);
    for (const { address } of session.envelope.rcptTo) {
      if (isCompany(address)) await deliverToCompany(mail, receivedAt);
      else await deliverOutside(address.toLowerCase(), mail, receivedAt);
    }
    return session.id;
  }

  await new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: server.server.address().port,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

const answer = (responseCode, message) => Object.assign(new Error(message), { responseCode });
