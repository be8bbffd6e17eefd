/** eld ships one type file for its root; its sized entries, which hold their data, have none. */
declare module 'eld/small' {
  export const eld: { detect(text: string): { language: string; isReliable(): boolean } };
}
