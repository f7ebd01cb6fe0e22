import type { StorybookConfig } from "@storybook/react-vite";
import { falPlugin } from "./falPlugin.js";

const config: StorybookConfig = {
  stories: ["../stories/**/*.stories.tsx"],
  addons: ["@storybook/addon-docs", "@storybook/addon-a11y", "@storybook/addon-vitest"],
  framework: {
    name: "@storybook/react-vite",
    options: { builder: { viteConfigPath: ".storybook/vite.config.ts" } },
  },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  features: { sidebarOnboardingChecklist: false },
  typescript: { reactDocgen: "react-docgen" },
  viteFinal: (viteConfig, { configType }) => ({
    ...viteConfig,
    plugins: [
      ...(viteConfig.plugins ?? []),
      falPlugin(configType === "DEVELOPMENT" && process.env.VITEST === undefined),
    ],
  }),
};

export default config;
