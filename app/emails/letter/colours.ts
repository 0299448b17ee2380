/** The tokens of the site in sRGB: mail clients know neither oklch nor light-dark(). */
export const light = {
  paper: "#f7fbfa",
  line: "#d2dddc",
  ink: "#09262a",
  ink2: "#334d50",
  ink3: "#4d6467",
  primary: "#084649",
  onPrimary: "#f7fbfa",
  link: "#05585f",
  thread: "#b07f25",
} as const;

export const dark = {
  paper: "#0b191b",
  line: "#2c3d3f",
  ink: "#e6edeb",
  ink2: "#bfcac9",
  ink3: "#9facac",
  primary: "#9dd8d3",
  onPrimary: "#071e22",
  link: "#8bd7d6",
  thread: "#deaf56",
} as const satisfies Record<keyof typeof light, string>;
