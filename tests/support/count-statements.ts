/**
 * Code for a host (see `HOST_CODE`): each statement that it runs on the plugin's tables becomes a line of its log, so that a
 * test can count them.
 */
export const STATEMENT_LOG = `
module.exports = {
  bootstrap({ strapi }) {
    strapi.db.connection.on('query', ({ sql }) => {
      if (/conversations_/.test(sql)) console.log('STATEMENT ' + sql.replace(/\\s+/g, ' '));
    });
  },
};
`;

export const statementsIn = (log: string): string[] =>
  log
    .split('\n')
    .filter((line) => line.startsWith('STATEMENT '))
    .map((line) => line.slice('STATEMENT '.length));
