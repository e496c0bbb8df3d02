import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  base: "/console/",
  plugins: [react()],
  build: { outDir: "dist", chunkSizeWarningLimit: 1500, reportCompressedSize: false },
  server: { proxy: { "/api": "http://127.0.0.1:8000" } },
});
