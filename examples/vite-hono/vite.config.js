import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  // In development the server runs beside Vite's, on the same host, so that they share cookies.
  server: { host: "127.0.0.1", proxy: { "/api": "http://127.0.0.1:3000" } },
});
