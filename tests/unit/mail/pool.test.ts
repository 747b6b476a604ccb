import { writeFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createMailWorkerPool } from '../../../server/mail/worker-pool';
import type { MailWorkerPool } from '../../../server/mail/types';
import { createPoolHarness, LIMITS, type PoolHarness } from './pool-harness';

const HEAD = 'From: Ana <ana@x.test>\nSubject: =?utf-8?q?Ma=C3=B1ana?=\n';

describe('bombs', () => {
  let harness: PoolHarness;
  beforeAll(async () => {
    harness = await createPoolHarness({ size: 2 });
  });
  afterAll(() => harness.close());

  const nested = (depth: number) =>
    `${HEAD}Content-Type: multipart/mixed; boundary=b0\n\n${Array.from({ length: depth }, (_, index) => `--b${index}\nContent-Type: multipart/mixed; boundary=b${index + 1}\n\n`).join('')}`;
  const flat = (count: number) =>
    `${HEAD}Content-Type: multipart/mixed; boundary=m\n\n${'--m\nContent-Type: text/plain\n\nx\n'.repeat(count)}--m--\n`;

  const quarantined: [string, () => string, unknown][] = [
    // Whichever limit the stream reaches first.
    ['2,000 nested parts', () => nested(2000), expect.stringMatching(/^too-(?:deep|many-parts)$/)],
    ['51 nested parts and more', () => nested(60), 'too-deep'],
    ['2,000 parts side by side', () => flat(2000), 'too-many-parts'],
    [
      '5 MB of head',
      () => `${HEAD}${Array.from({ length: 50_000 }, (_, index) => `X-${index}: ${'y'.repeat(90)}\n`).join('')}\nx`,
      'headers-too-large',
    ],
    [
      '100,000 addresses',
      () => `${HEAD}To: ${Array.from({ length: 100_000 }, (_, index) => `person${index}@x.test`).join(',\n ')}\n\nx`,
      'headers-too-large',
    ],
  ];
  it.each(quarantined)('puts aside %s, with From and Subject', async (_name, make, reason) => {
    const outcome = await harness.outcome(make());
    expect(outcome).toMatchObject({ status: 'quarantined', reason, from: 'Ana <ana@x.test>', subject: 'Mañana' });
  });

  const shown: [string, () => string][] = [
    ['40 nested parts', () => `${nested(40)}--b40\nContent-Type: text/plain\n\ndeep inside\n`],
    ['500 parts', () => flat(500)],
    ['10 MB of HTML', () => `${HEAD}Content-Type: text/html\n\n${'<p>word</p>\n'.repeat(850_000)}`],
    ['20,000 nested divs', () => `${HEAD}Content-Type: text/html\n\n${'<div>'.repeat(20_000)}word`],
    ['formatting bomb', () => `${HEAD}Content-Type: text/html\n\n${'<b>'.repeat(20_000)}${'<p>word'.repeat(200)}`],
    [
      '50,000 addresses in 1 MB',
      () => `${HEAD}To: ${Array.from({ length: 50_000 }, (_, index) => `p${index}@x.test`).join(',')}\n\nword`,
    ],
    ['5 MB of angle brackets', () => `${HEAD}Content-Type: text/html\n\n${'<'.repeat(5_000_000)}`],
    ['20,000 encoded words', () => `${HEAD}X: ${'=?utf-8?q?a?= '.repeat(20_000)}\n\nword`],
    ['10 MB without a line end', () => `${HEAD}\n${'x'.repeat(10_000_000)}`],
    ['20 MB of plain text', () => `${HEAD}\n${'word\n'.repeat(4_000_000)}`],
    ['a boundary that never comes', () => `${HEAD}Content-Type: multipart/mixed; boundary=never\n\nword`],
    [
      '2,000 pieces of a file name',
      () =>
        `${HEAD}Content-Type: application/x;\n${Array.from({ length: 2000 }, (_, index) => ` name*${index}=x`).join(';\n')}\n\nword`,
    ],
  ];
  it.each(shown)('shows %s', async (_name, make) => {
    const mail = await harness.parse(make());
    expect(mail.subject).toBe('Mañana');
    expect(mail.text.length).toBeLessThanOrEqual(500_000);
    expect((mail.html ?? '').length).toBeLessThanOrEqual(1_000_000);
  });

  it('keeps the main thread free meanwhile', async () => {
    const raws = shown.map(([, make]) => make());
    const paths = await Promise.all(
      raws.map(async (raw, index) => {
        const path = join(harness.bench.directory, `bomb-${index}.eml`);
        await writeFile(path, raw);
        return path;
      })
    );
    const before = performance.eventLoopUtilization();
    await Promise.all(paths.map((path) => harness.pool.parse(path, LIMITS)));
    expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5);
  });
});

describe('threads that end', () => {
  let harness: PoolHarness;
  let script: string;
  let pool: MailWorkerPool | null = null;

  /** A worker in whose place a mail decides what happens: real threads, real ends. */
  const WORKER = `
    import { parentPort } from 'node:worker_threads';
    import { readFileSync, writeFileSync } from 'node:fs';
    import { join } from 'node:path';
    const mail = { text: '' };
    parentPort.on('message', ({ id, kind, request }) => {
      const text = kind === 'sign' ? request.html : readFileSync(request.rawPath, 'utf8');
      if (kind === 'parse') writeFileSync(join(request.stagingDirectory, request.stagingPrefix + '-0'), 'staged');
      if (text.includes('LOOP') && !(text.includes('HTML') && request.plainOnly)) for (;;);
      if (text.includes('EXIT')) process.exit(3);
      if (text.includes('THROW')) setImmediate(() => { throw new Error('boom'); });
      else if (text.includes('FULL')) parentPort.postMessage({ id, kind: 'failed', code: 'ENOSPC', message: 'no space' });
      else if (text.includes('HEAP')) { const all = []; for (;;) all.push(new Array(1e5).fill(Math.random())); }
      else if (kind === 'sign') parentPort.postMessage({ id, kind: 'signed', result: { html: text, text } });
      else parentPort.postMessage({ id, kind: 'parsed', outcome: { status: 'parsed', mail: { text, plainOnly: request.plainOnly } } });
    });
    parentPort.postMessage({ kind: 'ready' });
  `;

  beforeAll(async () => {
    harness = await createPoolHarness();
    script = join(harness.bench.directory, 'scripted.mjs');
    await writeFile(script, WORKER);
  });
  afterEach(async () => {
    await pool?.close();
    pool = null;
  });
  afterAll(() => harness.close());

  const open = (options: { size?: number; timeoutMs?: number; maxHeapMb?: number; workerPath?: string } = {}) => {
    pool = createMailWorkerPool({
      size: 1,
      stagingDirectory: harness.bench.staging,
      workerPath: script,
      timeoutMs: 1000,
      ...options,
    });
    return pool;
  };
  let count = 0;
  const mail = async (text: string) => {
    const path = join(harness.bench.directory, `scripted-${count++}.eml`);
    await writeFile(path, `Subject: ${text}\r\n\r\n`);
    return path;
  };
  const stagedBefore = () => readdir(harness.bench.staging).then((names) => names.length);

  it.each([
    ['LOOP', 'parse-timeout'],
    ['EXIT', 'parser-crashed'],
    ['THROW', 'parser-crashed'],
    ['HEAP', 'parser-crashed'],
  ])('puts a mail aside that does %s, and loses none behind it', async (deed, reason) => {
    const running = open({ maxHeapMb: 64 });
    const before = await stagedBefore();
    const paths = await Promise.all(['one', deed, 'two', 'three', 'four', 'five', 'six', 'seven'].map(mail));
    const outcomes = await Promise.all(paths.map((path) => running.parse(path, LIMITS)));
    expect(outcomes[1]).toEqual({ status: 'quarantined', reason, detail: '', from: null, subject: deed });
    for (const index of [0, 2, 3, 4, 5, 6, 7])
      expect(outcomes[index]).toMatchObject({ status: 'parsed', mail: { plainOnly: false } });
    // Seven mails have a staged file each; those of the stopped tries are gone.
    expect((await stagedBefore()) - before).toBe(7);
  });

  it('shows a mail as plain text when its HTML was the reason', async () => {
    expect(await open({ timeoutMs: 300 }).parse(await mail('LOOP only with HTML'), LIMITS)).toMatchObject({
      status: 'parsed',
      mail: { plainOnly: true },
    });
  });

  const written = (html: string) => ({ html, text: null, signature: null });

  it('says that composed HTML could not be sanitised', async () => {
    const running = open({ timeoutMs: 300 });
    expect(await running.sign(written('LOOP'))).toBeNull();
    expect(await running.sign(written('<p>x</p>'))).toMatchObject({ html: '<p>x</p>' });
  });

  it('does not count the time that a mail waits for others', async () => {
    const running = open({ timeoutMs: 600 });
    const paths = await Promise.all(['LOOP one', 'LOOP two', 'patient'].map(mail));
    const outcomes = await Promise.all(paths.map((path) => running.parse(path, LIMITS)));
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['quarantined', 'quarantined', 'parsed']);
  });

  it('tells a full disk from a bad mail', async () => {
    await expect(open().parse(await mail('FULL'), LIMITS)).rejects.toMatchObject({ name: 'StorageFullError' });
  });

  it('rejects, and puts nothing aside, when the worker cannot start at all', async () => {
    const running = open({ workerPath: join(harness.bench.directory, 'missing.mjs') });
    const paths = await Promise.all(['a', 'b', 'c'].map(mail));
    const outcomes = await Promise.allSettled(paths.map((path) => running.parse(path, LIMITS)));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  });

  it('rejects what is still waiting when it closes, and everything after', async () => {
    const running = open({ timeoutMs: 60_000 });
    const waiting = Promise.allSettled([running.parse(await mail('LOOP'), LIMITS), running.sign(written('x'))]);
    await running.close();
    expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(running.sign(written('x'))).rejects.toMatchObject({ code: 'closed' });
  });
});
