/** Of every provider: what people see is the same. */
export const isWhatsApp = ({ account }: { account: { kind: string } }): boolean => account.kind.startsWith('whatsapp');
