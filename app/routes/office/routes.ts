import { index, route } from "@react-router/dev/routes";

/** What can be asked in the office of a practice: a part of routes.ts. */
export const office = route("office", "routes/office/office.tsx", [
  index("routes/office/index.ts"),
  route("imports", "routes/office/imports/imports.tsx"),
  route("imports/new", "routes/office/imports/new.tsx"),
  route("imports/sample.csv", "routes/office/imports/sample.ts"),
  route("imports/:id", "routes/office/imports/import.tsx"),
  route("imports/:id/columns", "routes/office/imports/columns.tsx"),
  route("imports/:id/left-out.csv", "routes/office/imports/left-out.ts"),
  route("imports/:id/confirmation", "routes/office/imports/confirmation.tsx"),
  route("imports/:id/removal", "routes/office/imports/removal.tsx"),
  route("imports/:id/undo", "routes/office/imports/undo.tsx"),
  route("audit", "routes/office/audit/audit.tsx"),
  route("audit/log.csv", "routes/office/audit/log-file.ts"),
  route("codes", "routes/office/codes/codes.tsx"),
  route("codes/new", "routes/office/codes/new.tsx"),
  route("codes/:id", "routes/office/codes/code.tsx"),
  route("codes/:id/details", "routes/office/codes/details.tsx"),
  route("codes/:id/standing", "routes/office/codes/standing.tsx"),
  route("codes/:id/uses.csv", "routes/office/codes/uses.ts"),
  route("*", "routes/office/nothing.tsx"),
]);
