import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  // In development the server runs beside Vite's, and has the routes.
  server: { proxy: { "/api": "http://127.0.0.1:3000" } },
});
