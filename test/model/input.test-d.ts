import type { KlingVideoV25TurboProImageToVideoInput } from "@fal-ai/client/endpoints";
import { assertType, expectTypeOf, test } from "vitest";
import type { KlingVideoInput } from "../../src/index.js";

type FalInput = KlingVideoV25TurboProImageToVideoInput;
// The client calls its own description of an output file `File`, so its frames are wider than ours.
type Frames = "image_url" | "tail_image_url";
declare const ours: KlingVideoInput;

test("the input is fal's own", () => {
  assertType<FalInput>(ours);
  expectTypeOf<keyof KlingVideoInput>().toEqualTypeOf<keyof FalInput>();
  expectTypeOf<Omit<KlingVideoInput, Frames>>().toEqualTypeOf<Omit<FalInput, Frames>>();
  expectTypeOf<Exclude<KlingVideoInput[Frames], Blob>>().toEqualTypeOf<string | undefined>();
});
