import type { AttachmentDto } from '../../../server/api/contracts/inbox';
import { useLinkAttachmentMutation } from '../../api/attachments';
import { useNotify } from '../../components/use-notify';
import { startDownload } from './start-download';

/** Asks for a short-lived link and follows it. */
export function useDownload(): { download: (file: AttachmentDto) => Promise<void>; isPreparing: boolean } {
  const notify = useNotify();
  const [link, { isLoading }] = useLinkAttachmentMutation();
  return {
    isPreparing: isLoading,
    download: async ({ id, name }) => {
      const answer = await link(id);
      if ('error' in answer) notify.failed(answer.error);
      else startDownload(answer.data.url, name);
    },
  };
}
