import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const server = "http://localhost:5080";

export default defineConfig({
  plugins: [react()],
  build: { target: "es2022", chunkSizeWarningLimit: 600 },
  server: { proxy: { "/api": server, "/hub": { target: server, ws: true } } },
  test: { include: ["src/**/*.test.ts"], testTimeout: 60_000 },
});
