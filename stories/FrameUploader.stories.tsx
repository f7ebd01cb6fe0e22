import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState } from "react";
import { expect, userEvent, waitFor, within } from "storybook/test";
import {
  FrameUploader,
  KlingVideoError,
  type FrameUploaderProps,
  type KlingTransport,
} from "../src/index.js";
import type { FaultScript } from "../src/simulator/index.js";
import street from "./assets/street.jpg";
import { createPageTransport } from "./support/createPageTransport.js";
import { fetchPicture } from "./support/fetchPicture.js";

/** A frame is controlled: the host keeps the picture, as a file, an address or `null`. */
function StartFrame({ value, ...props }: FrameUploaderProps) {
  const [frame, setFrame] = useState(value);
  return <FrameUploader {...props} value={frame} onValueChange={setFrame} />;
}

interface UploadingProps extends FrameUploaderProps {
  /** Makes a way to fal that lives in this page and goes wrong as the story says. */
  createTransport: () => KlingTransport;
}

/** Where the frame finds a way to fal, the upload starts by itself. */
function UploadingFrame({ createTransport, ...props }: UploadingProps) {
  const [transport] = useState(createTransport);
  return <StartFrame {...props} transport={transport} />;
}

const meta = {
  title: "Parts/FrameUploader",
  component: FrameUploader,
  args: { label: "Start frame", tag: "Start", value: null, onValueChange: () => {} },
  decorators: [(Story) => <div style={{ maxInlineSize: 240 }}>{Story()}</div>],
  loaders: [async () => ({ picture: await fetchPicture() })],
  render: (args) => <StartFrame {...args} />,
} satisfies Meta<typeof FrameUploader>;

export default meta;
type Story = StoryObj<typeof meta>;

/** A tile that holds the picture, with a fal as the script says behind it. */
const upload = (script: FaultScript): NonNullable<Story["render"]> =>
  withTransport(() => createPageTransport(script));

const withTransport =
  (createTransport: () => KlingTransport): NonNullable<Story["render"]> =>
  (args, { loaded }) => (
    <UploadingFrame {...args} value={loaded["picture"]} createTransport={createTransport} />
  );

/** Three short lines say what it wants. */
export const Empty: Story = { args: { isRequired: true } };

export const OptionalEndFrame: Story = {
  args: { label: "End frame", tag: "End", field: "tail_image_url" },
};

/** A picture and no way to fal: `submit` uploads it later. */
export const Ready: Story = {
  render: (args, { loaded }) => <StartFrame {...args} value={loaded["picture"]} />,
};

/** No event has told yet how far it is, which is normal. */
export const Uploading: Story = { render: upload({ upload: { put: "blackhole" } }) };

export const UploadingHalf: Story = {
  render: withTransport(() => ({
    ...createPageTransport(),
    upload: (_file, options) => {
      options?.onProgress?.(0.42);
      return new Promise(() => {});
    },
  })),
};

/** All is sent, and the storage has not answered yet. */
export const Finishing: Story = {
  render: withTransport(() => ({
    ...createPageTransport(),
    upload: (_file, options) => {
      options?.onProgress?.(1);
      return new Promise(() => {});
    },
  })),
};

export const Uploaded: Story = { render: upload({}) };

export const UploadFailed: Story = {
  render: upload({ upload: { initiate: "key-unknown" } }),
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByRole("alert", {}, { timeout: 10_000 });
  },
};

export const UploadCanceled: Story = {
  render: upload({ upload: { put: "blackhole" } }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(
      await canvas.findByRole("button", { name: "Cancel upload of Start frame" }),
    );
    await canvas.findByRole("button", { name: "Retry upload of Start frame" });
  },
};

/** Where the page is used by touch, there is a button for the camera, too. */
export const WithCamera: Story = { args: { capture: "environment" } };

/** The address of a picture that is on the web already. */
export const TypingAnAddress: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const open = canvas.getByRole("button", { name: "Use an address for Start frame" });
    await userEvent.click(open);
    await expect(canvas.getByLabelText("Address for Start frame")).toHaveFocus();
  },
};

/** It is checked before anything is fetched from it. */
export const AddressRefused: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const open = canvas.getByRole("button", { name: "Use an address for Start frame" });
    await userEvent.click(open);
    const field = canvas.getByLabelText("Address for Start frame");
    await userEvent.type(field, "https://192.168.0.7/camera.jpg{Enter}");
    await expect(await canvas.findByRole("alert")).toHaveTextContent("private network");
  },
};

/** Another shape than the other frame: the host says which. */
export const OtherShape: Story = {
  args: { label: "End frame", tag: "End", field: "tail_image_url", matchRatio: 1 },
  render: (args, { loaded }) => <StartFrame {...args} value={loaded["picture"]} />,
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByRole("button", { name: "Crop to match" });
  },
};

/** The sentence stands under the tile; the picture that was there stays. */
export const FileRefused: Story = {
  ...Ready,
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const text = new File(["Only words."], "holiday.jpg", { type: "image/jpeg" });
    await userEvent.upload(canvas.getByLabelText("Start frame"), text);
    await expect(await canvas.findByRole("alert")).toHaveTextContent("a text document");
  },
};

/** Known elsewhere: by the check before a submit, or from the model's answer. */
export const ErrorFromOutside: Story = {
  args: {
    isRequired: true,
    error: new KlingVideoError({ code: "frame-required", charged: "no", field: "image_url" }),
  },
};

/** An address is shown as it is, and its host hears of no referrer. */
export const Address: Story = {
  args: { value: new URL(street, window.location.href).href },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector("img")).toBeVisible());
  },
};

/** Neither public https nor of this page: it is never fetched. */
export const AddressNotShown: Story = { args: { value: "http://192.168.0.7/camera.jpg" } };

export const Disabled: Story = {
  args: { isDisabled: true },
  render: (args, { loaded }) => <StartFrame {...args} value={loaded["picture"]} />,
};

export const DisabledEmpty: Story = { args: { isDisabled: true } };

/** What the storage no longer has is asked for again before anything is sent. */
export const Expired: Story = {
  args: {
    value: "https://v3.fal.media/files/lion/boat.jpg",
    error: new KlingVideoError({ code: "frame-expired", charged: "no", field: "image_url" }),
  },
};
