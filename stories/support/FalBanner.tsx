interface FalBannerProps {
  fal: ImportMetaEnv["STORYBOOK_FAL"];
}

/** Says which fal answers on this page, and whether it costs money. */
export function FalBanner({ fal }: FalBannerProps) {
  return (
    <p
      className="kling kling-notice"
      data-tone={fal === "fal" ? "warn" : "info"}
      style={{ marginBlock: "0 16px", paddingBlock: 10 }}
    >
      <span>
        <strong>{fal === "fal" ? "The real fal." : "The local simulator."}</strong> {toText(fal)}
      </span>
    </p>
  );
}

function toText(fal: FalBannerProps["fal"]): string {
  switch (fal) {
    case "fal":
      return "FAL_KEY is set: real generations cost money, at the price on the button.";
    case "simulator":
      return "Nothing leaves this computer and nothing costs money. Set FAL_KEY to use the real fal.";
    case "none":
      return "It runs inside of this page. Nothing leaves this computer and nothing costs money.";
  }
}
