/**
 * `npm run demo`: the example ERP with this plugin, a mail service, a simulated WhatsApp and a customer's pages, from nothing.
 * `--no-seed` starts with an empty inbox and no account. See example/README.md.
 */
import { checkNodeVersion } from './demo/node-version.mjs';
import { fail } from './demo/failure.mjs';
import { runDemo } from './demo/run.mjs';

try {
  checkNodeVersion(process.versions.node);
  await runDemo({ argv: process.argv.slice(2), env: process.env });
} catch (error) {
  fail(error);
}
