/** A signature with whose default it is. Ids are documentIds; instants epoch milliseconds. */
export interface Signature {
  id: string;
  accountId: string;
  name: string;
  html: string;
  text: string;
  isAccountDefault: boolean;
  userIds: number[];
  everywhereUserIds: number[];
  updatedAt: number;
}

export type Defaults = Pick<Signature, 'isAccountDefault' | 'userIds' | 'everywhereUserIds'>;

export interface SignaturePicture {
  id: string;
  accountId: string;
  name: string;
  type: string;
  size: number;
  width: number;
  height: number;
  fileKey: string;
}
