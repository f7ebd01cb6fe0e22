import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Not the one of the library build, which makes a package. */
export default defineConfig({ plugins: [react()] });
