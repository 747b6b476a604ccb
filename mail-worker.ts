/** Entry of the mail worker's bundle; see server/mail/worker-pool.ts. */
import './server/mail/worker/main';
