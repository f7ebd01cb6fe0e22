import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import packageJson from "./package.json" with { type: "json" };
import { stylesPlugin } from "./scripts/stylesPlugin.js";

const packages = Object.keys({ ...packageJson.dependencies, ...packageJson.peerDependencies });

/** The library build: one file out for each file in, so that `"use client"` stays where it stands. */
export default defineConfig({
  plugins: [react(), stylesPlugin()],
  build: {
    target: "es2022",
    lib: {
      entry: {
        index: "src/index.ts",
        "server/index": "src/server/index.ts",
        "simulator/index": "src/simulator/index.ts",
        styles: "src/styles/styles.css",
      },
      formats: ["es"],
    },
    minify: false,
    cssMinify: false,
    cssCodeSplit: true,
    sourcemap: true,
    rolldownOptions: {
      external: packages.map((name) => new RegExp(`^${name}(/.*)?$`)),
      output: {
        preserveModules: true,
        preserveModulesRoot: "src",
        entryFileNames: "[name].js",
      },
    },
  },
});
