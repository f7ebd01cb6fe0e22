/** The WCAG contrast of two of our colors, as they come out in an element. */
export function contrast(host: HTMLElement, text: string, ground: string): number {
  const [a, b] = [luminance(host, text), luminance(host, ground)].sort((x, y) => y - x);
  if (a === undefined || b === undefined) throw new Error("There is no color to measure.");
  return (a + 0.05) / (b + 0.05);
}

function luminance(host: HTMLElement, name: string): number {
  host.style.color = `var(--kling-${name})`;
  const context = new OffscreenCanvas(1, 1).getContext("2d");
  if (!context) throw new Error("There is no canvas to draw on.");
  context.fillStyle = getComputedStyle(host).color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = Array.from(
    context.getImageData(0, 0, 1, 1).data,
    toLinear,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function toLinear(channel: number): number {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
