import type {
  CreateSignature,
  MySignaturesDto,
  ProfileDto,
  SavedSignatureDto,
  SignatureDto,
  SignaturePictureDto,
  SignaturePreviewDto,
} from '../../server/api/contracts/signatures';
import { conversationsApi, LIST, TAG } from './conversations-api';
import { path, unwrap, type Envelope } from './envelope';

const changed = (accountId: string) => [
  { type: TAG.signatures, id: accountId },
  { type: TAG.signatures, id: LIST },
  { type: TAG.audit, id: accountId },
];

const signaturesApi = conversationsApi.injectEndpoints({
  endpoints: (build) => ({
    getSignatures: build.query<SignatureDto[], string>({
      query: (accountId) => path('accounts', accountId, 'signatures'),
      transformResponse: (answer: Envelope<SignatureDto[]>) => unwrap(answer),
      providesTags: (_list, _error, accountId) => [{ type: TAG.signatures, id: accountId }],
    }),
    /** A new one without `id`. */
    saveSignature: build.mutation<
      SavedSignatureDto,
      { accountId: string; id: string | null; signature: CreateSignature }
    >({
      query: ({ accountId, id, signature }) =>
        id === null
          ? { url: path('accounts', accountId, 'signatures'), method: 'POST', data: signature }
          : { url: path('signatures', id), method: 'PUT', data: signature },
      transformResponse: (answer: Envelope<SavedSignatureDto>) => unwrap(answer),
      invalidatesTags: (_signature, _error, { accountId }) => changed(accountId),
    }),
    deleteSignature: build.mutation<unknown, { accountId: string; id: string }>({
      query: ({ id }) => ({ url: path('signatures', id), method: 'DELETE' }),
      invalidatesTags: (_answer, _error, { accountId }) => changed(accountId),
    }),
    previewSignature: build.mutation<SignaturePreviewDto, { accountId: string; html: string }>({
      query: ({ accountId, html }) => ({
        url: path('accounts', accountId, 'signatures', 'preview'),
        method: 'POST',
        data: { html },
      }),
      transformResponse: (answer: Envelope<SignaturePreviewDto>) => unwrap(answer),
    }),
    addSignaturePicture: build.mutation<
      SignaturePictureDto[],
      { accountId: string; picture: { mediaId: number } | { files: File[] } }
    >({
      query: ({ accountId, picture }) => ({
        url: path('accounts', accountId, 'signature-pictures'),
        method: 'POST',
        data: 'files' in picture ? asForm(picture.files) : picture,
      }),
      transformResponse: (answer: Envelope<SignaturePictureDto[]>) => unwrap(answer),
    }),
    getMySignatures: build.query<MySignaturesDto, string>({
      query: (accountId) => path('accounts', accountId, 'my-signatures'),
      transformResponse: (answer: Envelope<MySignaturesDto>) => unwrap(answer),
      providesTags: [{ type: TAG.signatures, id: LIST }],
    }),
    getProfile: build.query<ProfileDto, void>({
      query: () => path('profile'),
      transformResponse: (answer: Envelope<ProfileDto>) => unwrap(answer),
      providesTags: [{ type: TAG.profile, id: LIST }],
    }),
    saveProfile: build.mutation<ProfileDto, ProfileDto>({
      query: (data) => ({ url: path('profile'), method: 'PUT', data }),
      transformResponse: (answer: Envelope<ProfileDto>) => unwrap(answer),
      invalidatesTags: [
        { type: TAG.profile, id: LIST },
        { type: TAG.signatures, id: LIST },
      ],
    }),
  }),
});

function asForm(files: File[]): FormData {
  const form = new FormData();
  for (const file of files) form.append('files', file, file.name);
  return form;
}

export const {
  useGetSignaturesQuery,
  useSaveSignatureMutation,
  useDeleteSignatureMutation,
  usePreviewSignatureMutation,
  useAddSignaturePictureMutation,
  useGetMySignaturesQuery,
  useGetProfileQuery,
  useSaveProfileMutation,
} = signaturesApi;
