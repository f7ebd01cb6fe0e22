/**
 * Turns a HEIC photo into something that a page can draw. Browsers other than Safari cannot read
 * HEIC; a decoder is large, so it is the host's to choose and to load.
 */
export type DecodeHeic = (file: Blob) => Promise<Blob | ImageBitmap | ImageData>;

/** What a host can say about how pictures become frames. */
export interface FrameOptions {
  /**
   * Whether what a file tells beside its picture (place, camera, time) is removed: the picture is
   * then written anew.
   * @default false
   */
  stripMetadata?: boolean | undefined;
  /** CSS color that is put under transparent pixels; the model knows none. @default "white" */
  frameBackground?: string | undefined;
  /** Reads HEIC photos, where the browser cannot. @default they are refused, with a sentence */
  decodeHeic?: DecodeHeic | undefined;
}
