/** Why a video is not shown. */
export type VideoTroubleKind = "gone" | "lost" | "codec" | "unsafe";

/** What the element says about its video. */
export interface VideoFacts {
  /** In pixels. */
  width: number;
  /** In pixels. */
  height: number;
  /** May be infinite, where the file does not say. */
  seconds: number;
}

/** How far the loading of a video has come. It is tried twice at most. */
export type VideoState = { hasRetried: boolean } & (
  | { status: "loading" }
  | { status: "ready"; facts: VideoFacts }
  | { status: "broken"; trouble: VideoTroubleKind }
);
