import { mkdir, open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createMailWorkerPool } from '../../../server/mail/worker-pool';

/**
 * Runs in a process of its own: how far does its resident memory rise above the warmed-up state while one large mail is
 * parsed? It ends without closing the pool, which shows that idle threads do not keep a process alive.
 */
const MB = 1024 * 1024;
const [workerPath = '', directory = '', kind = ''] = process.argv.slice(2);
const staging = join(directory, `staging-${kind}`);
await mkdir(staging, { recursive: true });
const pool = createMailWorkerPool({ size: 1, stagingDirectory: staging, workerPath });
const limits = { maxMailBytes: 80 * MB, maxFileBytes: 50 * MB, maxFiles: 100 };

/** Written piece by piece, so that the writing itself needs no memory. */
async function writeMail(path: string, megabytes: number): Promise<void> {
  const file = await open(path, 'w');
  const line = `${'QUJD'.repeat(19)}\r\n`;
  const block = Buffer.from(kind === 'text' ? `${'palabra '.repeat(9)}\r\n`.repeat(1000) : line.repeat(1000));
  await file.write(
    'Subject: large\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: text/plain\r\n\r\n'
  );
  if (kind !== 'text') {
    await file.write(
      'body\r\n--m\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    );
  }
  for (let written = 0; written < megabytes * MB; written += block.length) await file.write(block);
  await file.write('\r\n--m--\r\n');
  await file.close();
}

const small = join(directory, `small-${kind}.eml`);
const large = join(directory, `large-${kind}.eml`);
await writeMail(small, 0.1);
await writeMail(large, 50);
for (let run = 0; run < 20; run += 1) await pool.parse(small, limits);

const before = process.memoryUsage().rss;
const start = performance.now();
const outcome = await pool.parse(large, limits);
const milliseconds = performance.now() - start;
// Kibibytes; the highest so far, so a peak between two looks cannot be missed.
const peak = process.resourceUsage().maxRSS * 1024;
const mail = outcome.status === 'parsed' ? outcome.mail : null;
console.log(
  JSON.stringify({
    status: outcome.status,
    mailBytes: (await stat(large)).size,
    files: mail?.attachments.map(({ size, reason }) => ({ size, reason })),
    textLength: mail?.text.length,
    growthMb: (peak - before) / MB,
    milliseconds,
  })
);
await rm(staging, { recursive: true });
