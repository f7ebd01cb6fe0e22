import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Not the one of the library build, which makes a package. */
export default defineConfig({
  plugins: [react()],
  optimizeDeps: {
    // Found only when a story is opened, they would load the page a second time.
    include: [
      "@fal-ai/client",
      "@tanstack/react-query",
      "eventsource-parser",
      "lucide-react",
      "react-dropzone",
      "react-easy-crop",
    ],
  },
});
