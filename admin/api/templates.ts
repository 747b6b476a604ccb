import type {
  CreateTemplate,
  TemplateAccountDto,
  TemplateChoicesDto,
  TemplateDto,
  UpdateTemplate,
} from '../../server/api/contracts/templates';
import { conversationsApi, TAG } from './conversations-api';
import { path, unwrap, type Envelope } from './envelope';

const templatesApi = conversationsApi.injectEndpoints({
  endpoints: (build) => ({
    getTemplates: build.query<TemplateDto[], void>({
      query: () => path('templates'),
      transformResponse: (answer: Envelope<TemplateDto[]>) => unwrap(answer),
      providesTags: [TAG.templates],
    }),
    getTemplateAccounts: build.query<TemplateAccountDto[], void>({
      query: () => path('templates', 'accounts'),
      transformResponse: (answer: Envelope<TemplateAccountDto[]>) => unwrap(answer),
    }),
    createTemplate: build.mutation<TemplateDto, CreateTemplate>({
      query: (data) => ({ url: path('templates'), method: 'POST', data }),
      transformResponse: (answer: Envelope<TemplateDto>) => unwrap(answer),
      invalidatesTags: [TAG.templates],
    }),
    updateTemplate: build.mutation<TemplateDto, { id: string; changes: UpdateTemplate }>({
      query: ({ id, changes }) => ({ url: path('templates', id), method: 'PUT', data: changes }),
      transformResponse: (answer: Envelope<TemplateDto>) => unwrap(answer),
      invalidatesTags: [TAG.templates],
    }),
    deleteTemplate: build.mutation<unknown, string>({
      query: (id) => ({ url: path('templates', id), method: 'DELETE' }),
      invalidatesTags: [TAG.templates],
    }),
    submitTemplate: build.mutation<TemplateDto, string>({
      query: (id) => ({ url: path('templates', id, 'submit'), method: 'POST', data: {} }),
      transformResponse: (answer: Envelope<TemplateDto>) => unwrap(answer),
      invalidatesTags: [TAG.templates],
    }),
    /** Begins it; what comes of it appears in the list. */
    syncTemplates: build.mutation<{ accounts: number }, void>({
      query: () => ({ url: path('templates', 'sync'), method: 'POST', data: {} }),
      transformResponse: (answer: Envelope<{ accounts: number }>) => unwrap(answer),
      invalidatesTags: [TAG.templates],
    }),
    getTemplateChoices: build.query<TemplateChoicesDto, string>({
      query: (conversationId) => path('inbox', conversationId, 'templates'),
    }),
    /** Counts; whoever writes need not wait for it. */
    templateUsed: build.mutation<unknown, { conversationId: string; templateId: string }>({
      query: ({ conversationId, templateId }) => ({
        url: path('inbox', conversationId, 'templates', templateId, 'used'),
        method: 'POST',
        data: {},
      }),
    }),
  }),
});

export const {
  useGetTemplatesQuery,
  useGetTemplateAccountsQuery,
  useCreateTemplateMutation,
  useUpdateTemplateMutation,
  useDeleteTemplateMutation,
  useSubmitTemplateMutation,
  useSyncTemplatesMutation,
  useGetTemplateChoicesQuery,
  useTemplateUsedMutation,
} = templatesApi;
