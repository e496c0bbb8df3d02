import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const notMounted = new URL("src/rules/editing/not_mounted.ts", import.meta.url).pathname;

export default defineConfig({
  base: "/console/",
  plugins: [react()],
  resolve: {
    // Of the JDM editor only its table is mounted; what else it brings would be five times as large.
    alias: [{ find: /^(monaco-editor|@monaco-editor\/react|exceljs|react-json-tree)$/, replacement: notMounted }],
  },
  build: { outDir: "dist", chunkSizeWarningLimit: 1500, reportCompressedSize: false },
  server: { proxy: { "/api": "http://127.0.0.1:8000" } },
});
