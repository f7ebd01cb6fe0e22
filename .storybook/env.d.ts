/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** Which fal is behind `/api/fal/proxy`; `"none"` where there is no such route. */
  readonly STORYBOOK_FAL: "simulator" | "fal" | "none";
}
