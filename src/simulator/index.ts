export { createFalSimulator } from "./createFalSimulator.js";
export { SimulatedReset } from "./SimulatedReset.js";
export type { FalSimulator } from "./FalSimulator.js";
export type { FalSimulatorOptions, RenderVideo, VideoJob } from "./FalSimulatorOptions.js";
export type {
  Fault,
  FaultScript,
  GatewayRefusal,
  JobScript,
  OtherWord,
  PricingScript,
  PutFault,
  RawAnswer,
  ResultFault,
  ScriptedLogs,
  StatusFault,
  StreamFault,
  Turns,
  UploadScript,
} from "./FaultScript.js";
export type { LedgerEntry, Operation, PostEntry, RequestEntry } from "./Ledger.js";
export type { ModelErrorType } from "./modelErrors.js";
export type { FalLog } from "./FalLog.js";
