import { defineConfig } from 'vite'

export default defineConfig({
  base: './',
  build: { target: 'es2023', rollupOptions: { input: ['index.html', 'checksums.html'] }, chunkSizeWarningLimit: 6000 },
  server: { fs: { allow: ['../..'] } },
})
