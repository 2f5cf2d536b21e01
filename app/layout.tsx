import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { fontClass } from "@/app/fonts";
import "@/app/globals.css";
import { Providers } from "@/components/providers";

export const metadata: Metadata = {
  title: { default: "Carrel", template: "%s · Carrel" },
  description: "A PostgreSQL server of your own for every SQL exercise.",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f5f2ec" },
    { media: "(prefers-color-scheme: dark)", color: "#161412" },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    // The theme's class is set before React looks, so that a dark page never flashes light.
    <html lang="en" className={fontClass} suppressHydrationWarning>
      <body className="font-sans">
        <Providers>{children}</Providers>
      </body>
    </html>
  );
}
