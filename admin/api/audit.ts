import type { AuditEntryDto } from '../../server/api/contracts/accounts';
import { conversationsApi, TAG } from './conversations-api';
import { path, unwrap, type Envelope } from './envelope';

const auditApi = conversationsApi.injectEndpoints({
  endpoints: (build) => ({
    getAudit: build.query<AuditEntryDto[], string>({
      query: (accountId) => path('accounts', accountId, 'audit'),
      transformResponse: (answer: Envelope<AuditEntryDto[]>) => unwrap(answer),
      providesTags: (_entries, _error, accountId) => [{ type: TAG.audit, id: accountId }],
    }),
  }),
});

export const { useGetAuditQuery } = auditApi;
