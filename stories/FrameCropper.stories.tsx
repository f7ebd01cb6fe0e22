import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState } from "react";
import { expect, screen, userEvent, within } from "storybook/test";
import { FrameCropper, type FrameCropperProps } from "../src/index.js";
import heic from "../test/fixtures/header.heic?url";
import { fetchFile } from "./support/fetchFile.js";
import { fetchPicture } from "./support/fetchPicture.js";
import { shapePicture } from "./support/shapePicture.js";

/** The crop view is open while it is rendered: the host renders it when it is wanted. */
function Cropping({ file, ...props }: FrameCropperProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [part, setPart] = useState<File | null>(null);
  return (
    <div className="kling">
      <button type="button" className="kling-button" onClick={() => setIsOpen(true)}>
        Crop the picture
      </button>
      {part ? <p>{`${part.name}, ${part.size} bytes`}</p> : null}
      {isOpen ? (
        <FrameCropper
          {...props}
          file={file}
          onCrop={(cut) => {
            setPart(cut);
            setIsOpen(false);
          }}
          onCancel={() => setIsOpen(false)}
        />
      ) : null}
    </div>
  );
}

const meta = {
  title: "Parts/FrameCropper",
  component: FrameCropper,
  args: {
    label: "Crop the start frame",
    file: new File([], "street.jpg"),
    onCrop: () => {},
    onCancel: () => {},
  },
  loaders: [async () => ({ file: await fetchPicture() })],
  render: (args, { loaded }) => <Cropping {...args} file={loaded["file"]} />,
  play: async ({ canvasElement }) => {
    await userEvent.click(within(canvasElement).getByRole("button", { name: "Crop the picture" }));
    await screen.findByRole("application", { name: "Crop area" }, { timeout: 10_000 });
  },
} satisfies Meta<typeof FrameCropper>;

export default meta;
type Story = StoryObj<typeof meta>;

const loadPicture = (width: number, height: number): NonNullable<Story["loaders"]> => [
  async () => ({ file: await shapePicture(await fetchPicture(), width, height) }),
];

/** A picture that the model would take whole. */
export const WholePicture: Story = {};

/** The model takes it only narrower; the shape that keeps the most of it is chosen. */
export const TooWide: Story = { loaders: loadPicture(2400, 600) };

export const TooTall: Story = { loaders: loadPicture(600, 2400) };

/** For an end frame: the shape of the start frame comes first. */
export const ToTheStartFrame: Story = {
  args: { label: "Crop the end frame", ratio: 9 / 16 },
};

/** Shapes that would have too few pixels cannot be chosen, and the reason is said. */
export const SmallPicture: Story = { loaders: loadPicture(400, 320) };

/** As far in as the model's least size allows. */
export const ZoomedIn: Story = {
  play: async (context) => {
    await meta.play(context);
    const area = screen.getByRole("application", { name: "Crop area" });
    area.focus();
    await userEvent.keyboard("++++++++++{Shift>}{ArrowLeft}{ArrowUp}{/Shift}");
  },
};

/** What cannot be decoded says so, and can only be canceled. */
export const Unreadable: Story = {
  loaders: [
    async () => {
      const whole = await fetchPicture();
      return { file: new File([whole.slice(0, 900)], "cut-off.jpg", { type: "image/jpeg" }) };
    },
  ],
  play: async ({ canvasElement }) => {
    await userEvent.click(within(canvasElement).getByRole("button", { name: "Crop the picture" }));
    await expect(await screen.findByRole("alert")).toHaveTextContent("cannot be read");
  },
};

/** The part could not be made, which is rare: the sentence stands over the button, and all stays. */
export const NotConverted: Story = {
  render: (args, { loaded }) => {
    let decodings = 0;
    const decodeHeic = async () => {
      decodings += 1;
      if (decodings > 1) throw new Error("The decoder has no memory left.");
      return createImageBitmap(loaded["street"]);
    };
    return <Cropping {...args} file={loaded["file"]} decodeHeic={decodeHeic} />;
  },
  loaders: [
    async () => ({ file: await fetchFile(heic, "photo.heic"), street: await fetchPicture() }),
  ],
  play: async (context) => {
    await meta.play(context);
    await userEvent.click(screen.getByRole("button", { name: "Use this part" }));
    await expect(await screen.findByRole("alert")).toHaveTextContent("could not be made");
  },
};

export const Dark: Story = { globals: { colorScheme: "dark" } };

/** On a phone, everything stands in one column. */
export const Narrow: Story = { globals: { viewport: { value: "mobile1" } } };
