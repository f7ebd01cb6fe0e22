import { expect, test } from "vitest";
import * as library from "../src/index.js";
import * as server from "../src/server/index.js";
import * as simulator from "../src/simulator/index.js";

// A new public name is a decision: whoever changes these lists has taken it.
test("the public names of the library", () => {
  expect(Object.keys(library).sort()).toMatchInlineSnapshot(`
    [
      "APP_ID",
      "CFG_SCALE_MAX",
      "CFG_SCALE_MIN",
      "CostBadge",
      "DURATIONS",
      "ENDPOINT_ID",
      "FRAME_MAX_BYTES",
      "FRAME_MAX_PIXELS",
      "FRAME_MIN_SIDE_PX",
      "FRAME_RATIO_MAX",
      "FRAME_RATIO_MIN",
      "FRAME_TYPES",
      "FrameUploader",
      "GenerateButton",
      "GenerationFailure",
      "GenerationLogs",
      "GenerationProgress",
      "GenerationSettings",
      "GenerationStage",
      "INPUT_DEFAULTS",
      "KlingVideoError",
      "KlingVideoGenerator",
      "KlingVideoProvider",
      "PRICE",
      "PROMPT_MAX_LENGTH",
      "PromptEditor",
      "RECORD_VERSION",
      "StageInvitation",
      "SwapFramesButton",
      "VideoResult",
      "createFalTransport",
      "en",
      "errorCatalogue",
      "estimateCost",
      "isActive",
      "klingVideoKeys",
      "promptLength",
      "resultQueryOptions",
      "statusQueryOptions",
      "toGeneration",
      "useFrame",
      "useKlingVideo",
      "useLabels",
      "useTransport",
      "validateFrame",
      "validateFrameUrl",
      "validateInput",
      "validatePrompt",
    ]
  `);
});

test("the public names of the server", () => {
  expect(Object.keys(server).sort()).toMatchInlineSnapshot(`
    [
      "createKlingProxy",
      "toNodeHandler",
    ]
  `);
});

test("the public names of the simulator", () => {
  expect(Object.keys(simulator).sort()).toMatchInlineSnapshot(`
    [
      "SimulatedReset",
      "createFalSimulator",
    ]
  `);
});
