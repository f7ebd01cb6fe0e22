import { toNodeHandler } from "react-kling-video/server";
import { defineConfig } from "vite";
import { handler } from "../handler.mjs";

export default defineConfig({
  plugins: [
    {
      name: "fal-proxy",
      configureServer(server) {
        server.middlewares.use("/api/fal/proxy", toNodeHandler(handler));
      },
    },
  ],
});
