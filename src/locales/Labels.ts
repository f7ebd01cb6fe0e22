import type { FrameChange } from "../model/FrameChange.js";
import type { ErrorEntry, KlingVideoErrorCode } from "../model/errorCatalogue.js";
import type { ProxyFindingCode, ProxyFindingEntry } from "../model/proxyFindings.js";

/** How many generations of a list stand where. */
export interface ListCounts {
  underWay: number;
  waiting: number;
  ready: number;
  /** Failed, unconfirmed or canceled. */
  without: number;
}

/** Every word that the parts show. A locale is one object of this type. */
export interface Labels {
  /** Language tag of these words; prices and numbers are formatted in it. */
  locale: string;

  // Frames
  frames: string;
  framesHint: string;
  startFrame: string;
  endFrame: string;
  startTag: string;
  endTag: string;
  frameHow: string;
  frameRequired: string;
  frameOptional: string;
  frameDropHere: string;
  frameReplace: string;
  frameFromAddress: (host: string) => string;
  frameNotShown: string;
  frameUploading: string;
  frameUploadingPercent: (percent: number) => string;
  frameFinishing: string;
  frameUploaded: (label: string) => string;
  frameNotTaken: (names: readonly string[], further: number) => string;
  frameNoFile: string;
  frameChange: (change: FrameChange) => string;
  framePreparing: string;
  frameUnseen: string;
  frameOtherShape: string;
  frameCrop: string;
  frameCropName: (label: string) => string;
  frameCropToMatch: string;
  frameAddress: (label: string) => string;
  frameOpenAddress: (label: string) => string;
  frameUse: string;
  frameUseAddress: (label: string) => string;
  frameCloseAddress: (label: string) => string;
  frameCamera: (label: string) => string;
  framesFull: string;
  copyFrame: string;
  compareFrames: string;
  removeFrame: (label: string) => string;
  cancelUpload: string;
  cancelUploadName: (label: string) => string;
  retryUpload: string;
  retryUploadName: (label: string) => string;

  // Crop view
  cropHint: string;
  cropOpening: string;
  cropNotLoaded: string;
  cropArea: string;
  cropMove: string;
  cropMoveLeft: string;
  cropMoveUp: string;
  cropMoveDown: string;
  cropMoveRight: string;
  cropZoom: string;
  cropZoomOut: string;
  cropZoomIn: string;
  cropZoomPercent: (percent: number) => string;
  cropShape: string;
  cropShapeWanted: string;
  cropShapeOriginal: string;
  cropShapeWidest: string;
  cropShapeTallest: string;
  cropShapesTooSmall: (names: readonly string[], minSidePx: number) => string;
  cropResult: string;
  cropSize: (width: number, height: number) => string;
  cropUse: string;
  cropPreparing: string;
  cropCancel: string;

  // Prompt
  prompt: string;
  promptHint: string;
  promptCount: (length: number, max: number) => string;

  // Settings
  duration: string;
  durationChoice: (seconds: string) => string;
  advanced: string;
  guidance: string;
  guidanceHint: string;
  negativePrompt: string;
  negativePromptHint: string;

  // Generate
  generate: string;

  // Widget
  generator: string;
  swapFrames: string;
  payOnce: string;
  blockedActive: string;
  blockedUnconfirmed: string;
  blockedRefused: string;
  blockedPreparing: string;
  blockedCountdown: (seconds: number) => string;

  // Stage
  stageIdle: string;
  stageIdleHint: string;

  // Progress
  progressUploading: string;
  progressUploadingHint: string;
  progressWaiting: string;
  progressWaitingHint: string;
  progressSubmitting: string;
  progressStillWaiting: string;
  progressQueue: string;
  progressQueueAhead: (count: number) => string;
  progressQueueNext: string;
  progressQueueUnknown: string;
  progressRendering: string;
  progressFetching: string;
  progressReconnecting: string;
  progressSignedOut: string;
  progressSignedOutHint: string;
  progressCanceling: string;
  progressCancelingEarly: string;
  progressCancelingLate: string;
  progressStillMade: string;
  progressElapsed: (time: string) => string;
  progressDone: string;
  progressKeepsGoing: string;
  progressKeepOpen: string;
  steps: string;
  stepUploading: string;
  stepUploaded: string;
  stepWaiting: string;
  stepQueue: string;
  stepRendering: string;
  stepVideo: string;
  stepDone: string;
  cancel: string;
  checkAgain: string;
  logs: string;
  logsShowAll: string;

  // Failure
  unconfirmedTitle: string;
  unconfirmedText: (price: string) => string;
  canceledTitle: string;
  canceledFree: string;
  canceledMaybe: string;
  chargedNo: string;
  chargedMaybe: string;
  failedAtField: string;
  failedAtFieldHint: string;
  tryAgain: (price: string) => string;
  tryAgainIn: (seconds: number) => string;
  sendAgain: (price: string) => string;
  dismiss: string;
  requestId: string;
  copyRequestId: string;
  copy: string;
  copied: string;

  // List
  listVideos: string;
  listSummary: (counts: ListCounts) => string;
  listUntitled: string;
  listReady: string;
  listCancelFailed: string;
  listAction: (word: string, name: string) => string;
  listShow: string;
  listRemove: string;

  // Result
  result: string;
  video: string;
  download: string;
  downloading: string;
  copyLink: string;
  openVideo: string;
  videoGone: string;
  videoGoneHint: string;
  videoLost: string;
  videoLostHint: string;
  videoCodec: string;
  videoCodecHint: string;
  videoUnsafe: string;
  videoUnsafeHint: string;
  loadAgain: string;
  videoSize: (width: number, height: number) => string;
  videoLength: (seconds: number) => string;
  /** How long the visitor waited for it. */
  timeTaken: (seconds: number) => string;

  // Proxy check, for developers. The findings have English words of their own, which load with them.
  proxyCheck: string;
  proxyTitle: (errors: number, warnings: number) => string;
  proxyForDevelopers: string;
  proxyError: string;
  proxyWarning: string;
  proxyAskAgain: string;
  proxyDismiss: string;
  proxyFindings: Readonly<Partial<Record<ProxyFindingCode, ProxyFindingEntry>>>;

  // Errors: the sentence and the hint of each code.
  errors: Readonly<Record<KlingVideoErrorCode, ErrorEntry>>;
}
