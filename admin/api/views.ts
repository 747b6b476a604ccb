import type { ChangeView, SaveView, ViewDto } from '../../server/api/contracts/views';
import { conversationsApi, LIST, TAG } from './conversations-api';
import { path, unwrap, type Envelope } from './envelope';

const viewsApi = conversationsApi.injectEndpoints({
  endpoints: (build) => ({
    getViews: build.query<ViewDto[], void>({
      query: () => path('views'),
      transformResponse: (answer: Envelope<ViewDto[]>) => unwrap(answer),
      // Their counts change with the list.
      providesTags: [TAG.views, { type: TAG.inbox, id: LIST }],
    }),
    saveView: build.mutation<ViewDto, SaveView>({
      query: (data) => ({ url: path('views'), method: 'POST', data }),
      transformResponse: (answer: Envelope<ViewDto>) => unwrap(answer),
      invalidatesTags: [TAG.views],
    }),
    changeView: build.mutation<ViewDto, { id: string; changes: ChangeView }>({
      query: ({ id, changes }) => ({ url: path('views', id), method: 'PUT', data: changes }),
      transformResponse: (answer: Envelope<ViewDto>) => unwrap(answer),
      invalidatesTags: [TAG.views],
    }),
    deleteView: build.mutation<unknown, string>({
      query: (id) => ({ url: path('views', id), method: 'DELETE' }),
      invalidatesTags: [TAG.views],
    }),
  }),
});

export const { useGetViewsQuery, useSaveViewMutation, useChangeViewMutation, useDeleteViewMutation } = viewsApi;
