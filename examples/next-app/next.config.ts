import type { NextConfig } from "next";

const config: NextConfig = {
  // This folder lies in another project's repository, whose lock Next would take for the app's own.
  turbopack: { root: import.meta.dirname },
};

export default config;
