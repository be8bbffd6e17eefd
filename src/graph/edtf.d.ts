declare module 'edtf' {
  /** The part of edtf.js that is used here: a value that knows its first and last millisecond. */
  export interface EdtfValue {
    readonly type: string;
    readonly min: number;
    readonly max: number;
    /** The ends of an interval: null for one that is not known, Infinity for one that is open. */
    readonly lower?: EdtfValue | number | null;
    readonly upper?: EdtfValue | number | null;
  }
  type Edtf = (text: string, constraints?: { level?: 0 | 1 | 2 }) => EdtfValue;
  const edtf: Edtf;
  export default edtf;
}
