import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import library from "../package.json" with { type: "json" };

/** Not the one of the library build, which makes a package. */
export default defineConfig({
  plugins: [react()],
  optimizeDeps: {
    // Found only when a story is opened, they would load the page a second time.
    include: [...Object.keys(library.dependencies), "@tanstack/react-query"],
  },
});
