import type { Metadata } from "next";
import type { ReactNode } from "react";
import "react-kling-video/styles.css";
import "./app.css";

export const metadata: Metadata = {
  title: "Moving postcards",
  icons: "data:,",
};

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
