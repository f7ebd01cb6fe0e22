import type { Plugin } from "vite";

const LAYER = "kling-video";

/**
 * Makes from `styles.css` what else the package ships of it: the same rules in a cascade layer,
 * and the types without which TypeScript refuses `import "react-kling-video/styles.css"`.
 */
export function stylesPlugin(): Plugin {
  return {
    name: "kling-video-styles",
    apply: "build",
    // The library build only: Storybook and tests load this config too.
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const styles = bundle["styles.css"];
        if (styles?.type !== "asset") return;
        const css = String(styles.source);
        this.emitFile({
          type: "asset",
          fileName: "styles.layer.css",
          source: `@layer ${LAYER} {\n${css}\n}\n`,
        });
        this.emitFile({ type: "asset", fileName: "styles.css.d.ts", source: "export {};\n" });
        // The entry of a style sheet leaves an empty script behind.
        delete bundle["styles.js"];
        delete bundle["styles.js.map"];
      },
    },
  };
}
