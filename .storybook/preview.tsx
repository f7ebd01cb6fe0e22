import type { Preview } from "@storybook/react-vite";
import "../src/styles/styles.css";
import { tidyArgTypes } from "./tidyArgTypes.js";
import "./preview.css";

const preview: Preview = {
  tags: ["autodocs"],
  argTypesEnhancers: [tidyArgTypes],
  parameters: {
    a11y: { test: "error" },
    controls: { expanded: true, sort: "requiredFirst" },
    options: {
      storySort: { order: ["Playground", "KlingVideoGenerator", "Parts", "*"] },
    },
  },
  initialGlobals: { colorScheme: "system" },
  globalTypes: {
    colorScheme: {
      description: "Color scheme of the page",
      toolbar: {
        title: "Color scheme",
        icon: "contrast",
        dynamicTitle: true,
        items: [
          { value: "system", title: "As the system", icon: "browser" },
          { value: "light", title: "Light", icon: "sun" },
          { value: "dark", title: "Dark", icon: "moon" },
        ],
      },
    },
  },
  decorators: [
    (Story, { globals }) => {
      const { colorScheme } = globals;
      document.documentElement.dataset["scheme"] =
        colorScheme === "light" || colorScheme === "dark" ? colorScheme : "system";
      return <Story />;
    },
  ],
};

export default preview;
