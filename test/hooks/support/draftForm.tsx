import { createStore, keys } from "idb-keyval";
import { StrictMode, useEffect } from "react";
import { render } from "vitest-browser-react";
import {
  createFalTransport,
  useFrame,
  useGeneratorForm,
  useKlingVideo,
  type FrameState,
  type GeneratorForm,
  type KlingTransport,
  type UseGeneratorFormOptions,
} from "../../../src/index.js";
import { proxyUrl } from "../../support/browserFal.js";

/** What a host's own form shows of the draft. */
export interface ShownForm extends GeneratorForm {
  startFrame: FrameState;
}

function Form({
  onShow,
  ...options
}: UseGeneratorFormOptions & { onShow: (form: ShownForm) => void }) {
  const video = useKlingVideo(options);
  const form = useGeneratorForm(video, options);
  const { frame, upload } = useFrame(form.draft.startFrame, options);
  useEffect(() => {
    if (frame.status === "ready") upload();
  }, [frame.status, upload]);
  onShow({ ...form, startFrame: frame });
  return <output>{form.draft.prompt}</output>;
}

/** A visit of a page with a form of the parts: each has its own transport, which knows no uploads. */
export async function visit(options: UseGeneratorFormOptions = {}) {
  const transport: KlingTransport = createFalTransport({ proxyUrl: proxyUrl() });
  const shown: ShownForm[] = [];
  const ui = (more: UseGeneratorFormOptions = {}) => (
    <StrictMode>
      <Form {...{ transport, ...options, ...more }} onShow={(form) => shown.push(form)} />
    </StrictMode>
  );
  const screen = await render(ui());
  return {
    /** As it is rendered now. */
    form: (): ShownForm => {
      const last = shown.at(-1);
      if (!last) throw new Error("The form was never rendered.");
      return last;
    },
    shown,
    rerender: (more: UseGeneratorFormOptions) => screen.rerender(ui(more)),
    leave: () => screen.unmount(),
  };
}

/** The drafts of which files are kept in this browser. */
export async function keptDrafts(): Promise<readonly string[]> {
  const places = await keys<[draft: string, id: string]>(
    createStore("react-kling-video", "frames"),
  );
  return [...new Set(places.map(([draft]) => draft))].sort();
}

/** How many files are kept. */
export async function countKeptFiles(): Promise<number> {
  return (await keys(createStore("react-kling-video", "frames"))).length;
}
