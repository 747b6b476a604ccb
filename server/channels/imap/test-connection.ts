import { describeTrouble, type Trouble, type TroubleCode } from '../../accounts/trouble';
import type { ConnectionSecurity, TestStep, TestStepName, TestTarget } from '../../api/contracts/accounts';
import {
  newProgress,
  openImap,
  type ImapConnection,
  type ImapTarget,
  type NetworkDeps,
  type Progress,
} from './connection';
import { classifyError } from './classify-error';
import { findFolders } from './folders';
import { openSmtp } from './smtp-connection';

const IMAP_STEPS: TestStepName[] = ['resolve', 'connect', 'tls', 'login', 'folders'];
const SMTP_STEPS: TestStepName[] = ['resolve', 'connect', 'tls', 'login'];

/**
 * Tries what a session and a send do first, step by step. Reads nothing of the mail and sends none. Both servers are
 * called at once, since either may take its time. A password that IMAP refused is not tried on SMTP too: providers lock
 * accounts after a few wrong ones.
 */
export async function testConnection(deps: NetworkDeps, target: ImapTarget, signal: AbortSignal): Promise<TestStep[]> {
  const imap = testImap(deps, target, signal);
  const mayLogin = imap.then((steps) => !steps.some(({ code }) => code === 'login-refused'));
  const sides = await Promise.all([imap, testSmtp(deps, target, signal, mayLogin)]);
  return sides.flat();
}

async function testImap(deps: NetworkDeps, target: ImapTarget, signal: AbortSignal): Promise<TestStep[]> {
  const report = createReport('imap', IMAP_STEPS, target.settings.imap.security);
  const progress = newProgress();
  let imap: ImapConnection | null = null;
  try {
    imap = await openImap(target, deps, { signal, progress });
    report.passed('login');
    const warning = await checkFolders(imap);
    if (warning) report.warned('folders', warning);
    else report.passed('folders');
  } catch (error) {
    const trouble = classifyError(error);
    report.failed(imap ? 'folders' : failedStep(progress, target.settings.imap.security, trouble.code), trouble);
  } finally {
    await imap?.end();
  }
  return report.steps();
}

/** What a session can live with and people should know. */
async function checkFolders(imap: ImapConnection): Promise<TroubleCode | null> {
  const { inbox, sent } = await findFolders(imap);
  for (const path of sent === null ? [inbox] : [inbox, sent]) {
    // SELECT and not EXAMINE: only its answer tells whether we may write (RFC 3501 section 6.3.1).
    const { readOnly } = await imap.run((client) => client.mailboxOpen(path));
    if (readOnly) return 'mailbox-read-only';
  }
  return sent === null ? 'sent-folder-missing' : null;
}

async function testSmtp(
  deps: NetworkDeps,
  target: ImapTarget,
  signal: AbortSignal,
  mayLogin: Promise<boolean>
): Promise<TestStep[]> {
  const report = createReport('smtp', SMTP_STEPS, target.settings.smtp.security);
  const progress = newProgress();
  try {
    const smtp = await openSmtp(target, deps, { signal, progress });
    report.passed('tls');
    try {
      if (await mayLogin) {
        await smtp.login();
        report.passed('login');
      }
    } finally {
      smtp.end();
    }
  } catch (error) {
    const trouble = classifyError(error);
    report.failed(failedStep(progress, target.settings.smtp.security, trouble.code), trouble);
  }
  return report.steps();
}

/** The step at which an attempt to connect ended, from how far it came and what went wrong. */
function failedStep(progress: Progress, security: ConnectionSecurity, code: TroubleCode): TestStepName {
  if (!progress.resolved) return 'resolve';
  if (code.startsWith('tls-')) return 'tls';
  // With implicit TLS the connection counts only once it is encrypted; text in answer to our handshake is no TLS.
  if (!progress.connected) return security === 'tls' && code === 'not-a-mail-server' ? 'tls' : 'connect';
  if (code === 'not-a-mail-server') return 'connect';
  return security === 'none' || progress.secured ? 'login' : 'connect';
}

interface Report {
  /** This step and those before it went well. */
  passed(step: TestStepName): void;
  warned(step: TestStepName, code: TroubleCode): void;
  /** Those before went well, those after were not tried. */
  failed(step: TestStepName, trouble: Trouble): void;
  steps(): TestStep[];
}

function createReport(target: TestTarget, names: TestStepName[], security: ConnectionSecurity): Report {
  const steps = names.map((step): TestStep => ({
    target,
    step,
    status: 'skipped',
    code: null,
    message: null,
    action: null,
  }));
  const passUpTo = (end: number) => {
    for (const step of steps.slice(0, end)) {
      if (step.status === 'skipped' && !(step.step === 'tls' && security === 'none')) step.status = 'ok';
    }
  };
  const mark = (name: TestStepName, status: 'warning' | 'failed', code: TroubleCode) => {
    const index = names.indexOf(name);
    passUpTo(index);
    const { message, action } = describeTrouble(code);
    Object.assign(steps[index] as TestStep, { status, code, message, action });
  };
  return {
    passed: (step) => passUpTo(names.indexOf(step) + 1),
    warned: (step, code) => mark(step, 'warning', code),
    failed: (step, trouble) => mark(step, 'failed', trouble.code),
    steps: () => steps,
  };
}
