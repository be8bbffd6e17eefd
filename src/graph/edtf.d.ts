declare module 'edtf' {
  /** The part of edtf.js that is used here: a value that knows its first and last millisecond. */
  interface EdtfValue {
    readonly min: number;
    readonly max: number;
  }
  type Edtf = (text: string, constraints?: { level?: 0 | 1 | 2 }) => EdtfValue;
  const edtf: Edtf;
  export default edtf;
}
