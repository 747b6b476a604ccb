import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

export interface MailService {
  imapPort: number;
  smtpPort: number;
  customerUrl: string;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** The demo's mail service as the demo runs it: a process of its own, on free ports. */
export async function startMailService(dataDirectory: string, kind = 'hoodiecrow'): Promise<MailService> {
  const child = fork(resolve('example/simulators/mail/main.mjs'), [], {
    env: {
      ...process.env,
      DEMO_DATA_DIR: dataDirectory,
      DEMO_MAIL: kind,
      DEMO_MAIL_IMAP_PORT: '0',
      DEMO_MAIL_SMTP_PORT: '0',
      DEMO_CUSTOMER_PORT: '0',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ready = await Promise.race([once(child, 'message').then(([message]) => message as Ready), died(child)]);
  return {
    imapPort: ready.imapPort,
    smtpPort: ready.smtpPort,
    customerUrl: `http://127.0.0.1:${ready.customerPort}`,
    async stop(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill(signal);
      await exited;
    },
  };
}

interface Ready {
  imapPort: number;
  smtpPort: number;
  customerPort: number;
}

async function died(child: ChildProcess): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null];
  throw new Error(`the mail service ended with ${code}`);
}
