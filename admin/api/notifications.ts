import type { NotificationDto, NotificationsPage } from '../../server/api/contracts/notifications';
import { conversationsApi, LIST, TAG } from './conversations-api';
import { path, withQuery } from './envelope';

const notificationsApi = conversationsApi.injectEndpoints({
  endpoints: (build) => ({
    getNotifications: build.query<{ items: NotificationDto[]; unread: number }, void>({
      query: () => withQuery(path('notifications'), { limit: 30 }),
      transformResponse: ({ data, meta }: NotificationsPage) => ({ items: data, unread: meta.unread }),
      // Whatever happens to a person happens in a conversation, which changes the list.
      providesTags: [TAG.notifications, { type: TAG.inbox, id: LIST }],
    }),
    readNotifications: build.mutation<unknown, number>({
      query: (upTo) => ({ url: path('notifications', 'read'), method: 'PUT', data: { upTo } }),
      invalidatesTags: [TAG.notifications],
    }),
  }),
});

export const { useGetNotificationsQuery, useReadNotificationsMutation } = notificationsApi;
