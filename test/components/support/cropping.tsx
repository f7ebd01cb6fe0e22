import { StrictMode, useState } from "react";
import { expect, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { FrameCropper, type FrameCropperProps } from "../../../src/index.js";
import { drawPng } from "../../frames/support/pixels.js";

/** Each pixel tells where it is. */
export const colorOf = (x: number, y: number) => [x & 255, y & 255, (x >> 8) * 16 + (y >> 8), 255];

/** A picture whose pixels tell where they are. */
export const drawMap = (width: number, height: number) =>
  drawPng(width, height, colorOf, "map.png");

type Props = Omit<FrameCropperProps, "label" | "onCrop" | "onCancel">;

function Host(props: Props & Pick<FrameCropperProps, "onCrop" | "onCancel">) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setIsOpen(true)}>
        Crop it
      </button>
      {isOpen ? (
        <FrameCropper
          label="Crop the start frame"
          {...props}
          onCrop={(file, change) => {
            props.onCrop(file, change);
            setIsOpen(false);
          }}
          onCancel={() => {
            props.onCancel();
            setIsOpen(false);
          }}
        />
      ) : null}
    </>
  );
}

/** Opens the crop view by a button of a host that closes it again. */
export async function openCropper(props: Props) {
  const onCrop = vi.fn<FrameCropperProps["onCrop"]>();
  const onCancel = vi.fn();
  const toUi = (own: Props) => (
    <StrictMode>
      <Host {...own} onCrop={onCrop} onCancel={onCancel} />
    </StrictMode>
  );
  const { rerender } = await render(toUi(props));
  await page.getByRole("button", { name: "Crop it" }).click();
  return { onCrop, onCancel, change: (next: Props) => rerender(toUi(next)) };
}

/** The same, once the picture can be dragged. */
export async function openCropArea(props: Props) {
  const opened = await openCropper(props);
  await expect.element(cropArea()).toHaveFocus();
  return opened;
}

export const dialog = () => page.getByRole("dialog", { name: "Crop the start frame" });
export const cropArea = () => page.getByRole("application", { name: "Crop area" });
export const slider = () => page.getByRole("slider", { name: "Zoom", exact: true });
export const shape = (name: string) => page.getByRole("radio", { name, exact: true });
export const button = (name: string) => page.getByRole("button", { name, exact: true });

/** Presses keys while the crop area has the focus. */
export async function press(keys: string): Promise<void> {
  await expect.element(cropArea()).toHaveFocus();
  await userEvent.keyboard(keys);
}

/** The part that the preview shows, in pixels of a picture. */
export function readPreview(picture: { width: number; height: number }) {
  const image = document.querySelector("figure img");
  const box = image?.parentElement?.getBoundingClientRect();
  const all = image?.getBoundingClientRect();
  if (!box || !all) throw new Error("There is no preview.");
  const scale = picture.width / all.width;
  return {
    x: Math.round((box.left - all.left) * scale),
    y: Math.round((box.top - all.top) * scale),
    width: Math.round(box.width * scale),
    height: Math.round(box.height * scale),
  };
}
