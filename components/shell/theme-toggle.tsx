"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuRadioGroup, MenuRadioItem } from "@/components/ui/menu";

/** CSS picks the icon, because the server does not know the theme. */
const icon = (
  <>
    <Sun aria-hidden className="dark:hidden" />
    <Moon aria-hidden className="hidden dark:block" />
  </>
);

export function ThemeToggle() {
  const { theme, setTheme } = useTheme();
  return (
    <Menu trigger={<IconButton label="Theme" icon={icon} />}>
      <MenuRadioGroup label="Theme" value={theme} onValueChange={setTheme}>
        <MenuRadioItem value="light">
          <Sun aria-hidden />
          Light
        </MenuRadioItem>
        <MenuRadioItem value="dark">
          <Moon aria-hidden />
          Dark
        </MenuRadioItem>
        <MenuRadioItem value="system">
          <Monitor aria-hidden />
          As the system
        </MenuRadioItem>
      </MenuRadioGroup>
    </Menu>
  );
}
