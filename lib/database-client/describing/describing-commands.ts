import "server-only";
import {
  listDatabases,
  listExtensions,
  listRoleGrants,
  listRoleSettings,
  listRoles,
  listSchemas,
  listSettings,
  listTablespaces,
} from "./list-cluster";
import { listComments } from "./list-comments";
import { listDefaultPrivileges, listPrivileges } from "./list-privileges";
import { listPartitioned, listRelations, listStatistics } from "./list-relations";
import { listAggregates, listEventTriggers, listFunctions, listLanguages, listOperators } from "./list-routines";
import { listCasts, listCollations, listDomains, listTypes } from "./list-types";
import type { ListQuery } from "./listing";

export interface ListCommand {
  query: ListQuery;
  /** How many names, parted by dots, its pattern may have at the most. */
  mostParts: number;
  /** How many arguments it takes; psql says of those after them that it ignores them. One where it is left out. */
  mostArguments?: number;
  /** What psql says, instead of printing a list of nothing. */
  notFound?: (patterns: string[]) => string;
}

const ofSchema = (query: ListQuery): ListCommand => ({ query, mostParts: 3 });
const ofCluster = (query: ListQuery): ListCommand => ({ query, mostParts: 1 });
/** After the pattern, types that they work on. */
const ofTypes = (query: ListQuery): ListCommand => ({ ...ofSchema(query), mostArguments: Number.POSITIVE_INFINITY });

/** With a pattern and no letters it does not list, but describe. */
export const relationsCommand: ListCommand = {
  query: listRelations,
  mostParts: 3,
  notFound: ([name]) => (name === undefined ? "Did not find any relations." : relationNotFound(name)),
};

const roleSettings: ListCommand = {
  query: listRoleSettings,
  mostParts: 1,
  mostArguments: 2,
  notFound: ([role, database]) => {
    if (role === undefined) return "Did not find any settings.";
    return `Did not find any settings for role "${role}"${database === undefined ? "" : ` and database "${database}"`}.`;
  },
};

/** With a `+` it shows what belongs to each. */
export const extensionsCommand: ListCommand = ofCluster(listExtensions);

/** By the letters after `\d`. */
const commands = new Map<string, ListCommand>([
  ["a", ofSchema(listAggregates)],
  ["b", ofCluster(listTablespaces)],
  ["C", ofSchema(listCasts)],
  ["config", { query: listSettings, mostParts: 3 }],
  ["d", ofSchema(listComments)],
  ["D", ofSchema(listDomains)],
  ["dp", ofSchema(listDefaultPrivileges)],
  ["g", ofCluster(listRoles)],
  ["L", { query: listLanguages, mostParts: 2 }],
  ["n", { query: listSchemas, mostParts: 2 }],
  ["o", ofTypes(listOperators)],
  ["O", ofSchema(listCollations)],
  ["p", ofSchema(listPrivileges)],
  ["rds", roleSettings],
  ["rg", ofCluster(listRoleGrants)],
  ["T", ofSchema(listTypes)],
  ["u", ofCluster(listRoles)],
  ["x", extensionsCommand],
  ["X", ofSchema(listStatistics)],
  ["y", ofCluster(listEventTriggers)],
]);

/** The list that a `\d` with these letters asks for, psql's `S` and `+` apart; null: none. */
export function findListCommand(letters: string): ListCommand | null {
  if (/^[tvmisE]*$/.test(letters)) return relationsCommand;
  if (/^f[anptw]*$/.test(letters)) return ofTypes(listFunctions);
  if (/^P[tin]*$/.test(letters)) return ofSchema(listPartitioned);
  return commands.get(letters) ?? null;
}

/** `\l`, which has a name of its own. */
export const databasesCommand: ListCommand = ofCluster(listDatabases);

/** What psql says of a pattern that names no relation. */
export function relationNotFound(pattern: string): string {
  return `Did not find any relation named "${pattern}".`;
}

/** What psql says where there is no extension to show the contents of. */
export function extensionNotFound(pattern: string | null): string {
  return pattern === null ? "Did not find any extensions." : `Did not find any extension named "${pattern}".`;
}
