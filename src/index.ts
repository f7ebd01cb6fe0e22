// Every public name. A new one is a decision: the export snapshot asks for it.

// The widget and its parts
export { CostBadge, type CostBadgeProps } from "./components/CostBadge.js";
export { FrameCropper, type FrameCropperProps } from "./components/FrameCropper.js";
export { FramePair, type FramePairProps, type FramePairValue } from "./components/FramePair.js";
export { FrameUploader, type FrameUploaderProps } from "./components/FrameUploader.js";
export { GenerateButton, type GenerateButtonProps } from "./components/GenerateButton.js";
export { GenerationFailure, type GenerationFailureProps } from "./components/GenerationFailure.js";
export { GenerationList, type GenerationListProps } from "./components/GenerationList.js";
export type { GenerationListWishes } from "./components/GenerationListWishes.js";
export { GenerationLogs, type GenerationLogsProps } from "./components/GenerationLogs.js";
export {
  GenerationProgress,
  type GenerationProgressProps,
} from "./components/GenerationProgress.js";
export {
  GenerationSettings,
  type GenerationSettingsProps,
  type GenerationSettingsValue,
} from "./components/GenerationSettings.js";
export { GenerationStage, type GenerationStageProps } from "./components/GenerationStage.js";
export {
  KlingVideoGenerator,
  type KlingVideoGeneratorProps,
} from "./components/KlingVideoGenerator.js";
export {
  KlingVideoProvider,
  type KlingVideoProviderProps,
} from "./components/KlingVideoProvider.js";
export { ProxyDiagnosis, type ProxyDiagnosisProps } from "./components/ProxyDiagnosis.js";
export { PromptEditor, type PromptEditorProps } from "./components/PromptEditor.js";
export { StageInvitation, type StageInvitationProps } from "./components/StageInvitation.js";
export { SwapFramesButton, type SwapFramesButtonProps } from "./components/SwapFramesButton.js";
export { VideoResult, type VideoResultProps } from "./components/VideoResult.js";

// Hooks
export { clearDrafts } from "./hooks/clearDrafts.js";
export type { Draft } from "./hooks/Draft.js";
export type { GeneratorInput } from "./hooks/toDraft.js";
export {
  useGeneratorForm,
  type GeneratorForm,
  type UseGeneratorFormOptions,
} from "./hooks/useGeneratorForm.js";
export type { KlingVideoConfig } from "./hooks/KlingVideoContext.js";
export {
  useFrame,
  type FrameState,
  type UseFrameOptions,
  type UseFrameResult,
} from "./hooks/useFrame.js";
export {
  useKlingVideo,
  type UseKlingVideoOptions,
  type UseKlingVideoResult,
} from "./hooks/useKlingVideo.js";
export {
  useKlingVideos,
  type UseKlingVideosOptions,
  type UseKlingVideosResult,
} from "./hooks/useKlingVideos.js";
export { useLabels } from "./hooks/useLabels.js";
export type { SubmitOneOptions } from "./hooks/SubmitOneOptions.js";
export type { CompletedVideo, GenerationReports } from "./hooks/GenerationReports.js";
export { usePrice, type UsePriceOptions } from "./hooks/usePrice.js";
export { useTransport } from "./hooks/useTransport.js";

// Queries, for TanStack Query's own tools
export { priceQueryOptions } from "./queries/priceQueryOptions.js";
export { klingVideoKeys } from "./queries/klingVideoKeys.js";
export { resultQueryOptions } from "./queries/resultQueryOptions.js";
export { statusQueryOptions, type FollowOptions } from "./queries/statusQueryOptions.js";
export type { SubmitOutcome } from "./queries/submitMutationOptions.js";

// The way to fal, and where records are kept
export { createFalTransport } from "./fal/createFalTransport.js";
export { diagnoseProxy, type DiagnoseProxyOptions } from "./fal/diagnoseProxy.js";
export type { FalHeaders, FalTransportOptions, PutFile } from "./fal/FalTransportOptions.js";
export type {
  KlingTransport,
  ReadOptions,
  SubmitOptions,
  UploadOptions,
} from "./fal/KlingTransport.js";
export type { KlingStorage } from "./records/KlingStorage.js";

// How a picture becomes a frame
export { captureVideoFrame, type CaptureVideoFrameOptions } from "./frames/captureVideoFrame.js";
export { cropFrame, type PixelArea } from "./frames/cropFrame.js";
export type { DecodeHeic, FrameOptions } from "./frames/FrameOptions.js";
export { prepareFrame, type PrepareFrameOptions } from "./frames/prepareFrame.js";
export type { PreparedFrame } from "./frames/PreparedFrame.js";
export type { UploadState } from "./frames/UploadState.js";

// The model
export { APP_ID, ENDPOINT_ID } from "./model/endpoint.js";
export {
  errorCatalogue,
  type ErrorEntry,
  type ErrorValues,
  type KlingVideoErrorCode,
} from "./model/errorCatalogue.js";
export {
  validateFrame,
  validateFrameUrl,
  type Frame,
  type FrameCheck,
  type FrameField,
  type PixelSize,
} from "./model/frame.js";
export type { FrameChange, FrameChangeReason, PictureFacts } from "./model/FrameChange.js";
export {
  isActive,
  type Connection,
  type Generation,
  type GenerationBase,
  type GenerationStatus,
  type StartedGeneration,
} from "./model/Generation.js";
export type { ImageHeader, Orientation } from "./model/imageHeader.js";
export {
  DURATIONS,
  INPUT_DEFAULTS,
  type Duration,
  type InputField,
  type KlingVideoInput,
  type UploadedKlingVideoInput,
} from "./model/input.js";
export {
  KlingVideoError,
  type Charged,
  type KlingVideoErrorInit,
} from "./model/KlingVideoError.js";
export {
  CFG_SCALE_MAX,
  CFG_SCALE_MIN,
  FRAME_MAX_BYTES,
  FRAME_MAX_PIXELS,
  FRAME_MIN_SIDE_PX,
  FRAME_RATIO_MAX,
  FRAME_RATIO_MIN,
  FRAME_TYPES,
  PROMPT_MAX_LENGTH,
  type FrameType,
  type PictureType,
} from "./model/limits.js";
export type { LogLine } from "./model/logs.js";
export { estimateCost, PRICE, type Price } from "./model/price.js";
export type { ProxyFindingCode, ProxyFindingEntry } from "./model/proxyFindings.js";
export type { ProxyFinding, ProxyReport } from "./model/ProxyReport.js";
export { RECORD_VERSION, type GenerationRecord, type RecordPhase } from "./model/record.js";
export type {
  AttemptOutcome,
  KlingVideo,
  Outcome,
  QueueStatus,
  StatusFacts,
} from "./model/status.js";
export { toGeneration, type GenerationSources } from "./model/toGeneration.js";
export {
  promptLength,
  validateInput,
  validatePrompt,
  type DraftInput,
} from "./model/validateInput.js";

// Words
export { en } from "./locales/en.js";
export type { Labels, ListCounts } from "./locales/Labels.js";
